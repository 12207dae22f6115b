package episode.backend.djl;

import episode.model.MemoryContract;

class MxnetMemoryTest extends MemoryContract {
  @Override
  protected String backend() {
    return "mxnet";
  }

  @Override
  protected boolean slow() {
    return true;
  }
}
