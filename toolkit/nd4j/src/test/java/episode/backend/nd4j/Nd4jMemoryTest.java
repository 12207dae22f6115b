package episode.backend.nd4j;

import episode.model.MemoryContract;

class Nd4jMemoryTest extends MemoryContract {
  @Override
  protected String backend() {
    return "nd4j";
  }

  @Override
  protected boolean slow() {
    return true;
  }
}
