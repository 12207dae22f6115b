package episode.backend.djl;

import episode.model.MemoryContract;

class PytorchMemoryTest extends MemoryContract {
  @Override
  protected String backend() {
    return "pytorch";
  }
}
