package episode.backend.nd4j;

import episode.backend.Backend;
import episode.model.ChainContract;

class Nd4jModelTest extends ChainContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
