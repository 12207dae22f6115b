package episode.backend.matrix;

import episode.backend.Backend;
import episode.backend.array.ArrayBackend;
import episode.backend.array.Restricted;

/** A library of arrays that has next to nothing: nearly everything is lowered. */
class RestrictedMatrixTest extends MatrixContract {
  @Override
  protected Backend backend() {
    return new ArrayBackend<>(new Restricted(true));
  }
}
