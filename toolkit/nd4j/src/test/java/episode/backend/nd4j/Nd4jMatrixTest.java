package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.matrix.MatrixContract;

class Nd4jMatrixTest extends MatrixContract {
  @Override
  protected Backend backend() {
    return Backends.byName("nd4j");
  }
}
