package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.matrix.LoopedOpsContract;

class Nd4jLoopedOpsTest extends LoopedOpsContract {
  @Override
  protected Backend backend() {
    return Backends.byName("nd4j");
  }
}
