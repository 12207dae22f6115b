package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.model.ChainContract;

class MxnetModelTest extends ChainContract {
  @Override
  protected Backend backend() {
    return Backends.byName("mxnet");
  }
}
