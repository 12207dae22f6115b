package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.array.ElementaryTest;

/** PyTorch's own functions and the lowered ones, over all numbers. */
class PytorchEagerFunctionsTest extends ElementaryTest {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }
}
