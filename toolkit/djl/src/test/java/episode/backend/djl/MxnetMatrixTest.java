package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.matrix.MatrixContract;

/** Every op and primitive in every variant. */
class MxnetMatrixTest extends MatrixContract {
  @Override
  protected Backend backend() {
    return Backends.byName("mxnet");
  }
}
