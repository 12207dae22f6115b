package episode.backend.matrix;

import episode.backend.Backend;
import episode.backend.Backends;

class JvmMatrixTest extends MatrixContract {
  @Override
  protected Backend backend() {
    return Backends.jvm();
  }
}
