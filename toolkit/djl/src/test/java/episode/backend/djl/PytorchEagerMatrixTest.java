package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.matrix.MatrixContract;

/** Every op and primitive in every variant. */
class PytorchEagerMatrixTest extends MatrixContract {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }
}
