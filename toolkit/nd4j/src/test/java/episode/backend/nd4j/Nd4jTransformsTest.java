package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.function.FunctionContract;

class Nd4jTransformsTest extends FunctionContract {
  @Override
  protected Backend backend() {
    return Backends.byName("nd4j");
  }

  @Override
  protected String generated() {
    return "one at a time";
  }
}
