package episode.backend.djl;

import episode.backend.Backend;
import episode.system.SystemContract;

class PytorchEagerSystemTest extends SystemContract {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }
}
