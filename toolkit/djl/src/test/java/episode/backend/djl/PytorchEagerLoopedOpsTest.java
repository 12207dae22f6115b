package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.matrix.LoopedOpsContract;

class PytorchEagerLoopedOpsTest extends LoopedOpsContract {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }
}
