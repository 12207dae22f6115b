package episode.system;

import episode.backend.array.ArrayNamespace;
import episode.backend.array.Restricted;

class FreedArraysTest extends FreedContract {
  @Override
  protected ArrayNamespace<?> library() {
    return new Restricted(true);
  }
}
