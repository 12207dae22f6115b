package episode.backend.djl;

import episode.backend.Backend;
import episode.model.ChainContract;

class PytorchEagerModelTest extends ChainContract {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }
}
