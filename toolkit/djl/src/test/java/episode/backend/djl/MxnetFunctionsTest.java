package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.array.ElementaryTest;

/** MXNet's own functions and the lowered ones, over all numbers. */
class MxnetFunctionsTest extends ElementaryTest {
  @Override
  protected Backend backend() {
    return Backends.byName("mxnet");
  }
}
