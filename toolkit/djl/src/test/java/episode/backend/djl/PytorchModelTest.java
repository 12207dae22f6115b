package episode.backend.djl;

import episode.backend.Backend;
import episode.model.SamplingContract;

class PytorchModelTest extends SamplingContract {
  @Override
  protected Backend backend() {
    return new PytorchBackend();
  }
}
