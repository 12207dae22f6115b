package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.function.FunctionContract;

class MxnetTransformsTest extends FunctionContract {
  @Override
  protected Backend backend() {
    return Backends.byName("mxnet");
  }

  @Override
  protected String generated() {
    return "one at a time";
  }
}
