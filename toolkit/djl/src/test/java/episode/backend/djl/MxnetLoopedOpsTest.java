package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.matrix.LoopedOpsContract;

class MxnetLoopedOpsTest extends LoopedOpsContract {
  @Override
  protected Backend backend() {
    return Backends.byName("mxnet");
  }
}
