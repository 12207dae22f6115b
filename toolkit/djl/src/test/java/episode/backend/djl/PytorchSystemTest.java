package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.system.SystemContract;

class PytorchSystemTest extends SystemContract {
  @Override
  protected Backend backend() {
    return Backends.byName("pytorch");
  }
}
