package episode.backend.djl;

import episode.model.ChainMemory;
import episode.model.MemoryContract;
import java.io.IOException;

class PytorchEagerMemoryTest extends MemoryContract {
  @Override
  protected String backend() {
    return "pytorch-eager";
  }

  @Override
  protected boolean slow() {
    return true;
  }

  @Override
  protected Class<?> process() {
    return Eager.class;
  }

  /** A process on the backend that has no name of its own among those installed. */
  static final class Eager {
    private Eager() {}

    public static void main(String[] arguments) throws IOException {
      ChainMemory.run(EagerBackend.pytorch(), arguments);
    }
  }
}
