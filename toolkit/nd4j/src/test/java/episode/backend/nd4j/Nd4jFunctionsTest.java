package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.array.ElementaryTest;

/** ND4J's own functions and the lowered ones, over all numbers. */
class Nd4jFunctionsTest extends ElementaryTest {
  @Override
  protected Backend backend() {
    return Backends.byName("nd4j");
  }
}
