package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.matrix.LoopedOpsContract;

class PytorchLoopedOpsTest extends LoopedOpsContract {
  @Override
  protected Backend backend() {
    return Backends.byName("pytorch");
  }
}
