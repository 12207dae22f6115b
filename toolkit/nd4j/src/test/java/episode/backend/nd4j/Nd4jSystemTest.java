package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.system.SystemContract;

class Nd4jSystemTest extends SystemContract {
  @Override
  protected Backend backend() {
    return Backends.byName("nd4j");
  }
}
