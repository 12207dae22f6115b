package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.function.FunctionContract;

class PytorchEagerTransformsTest extends FunctionContract {
  @Override
  protected Backend backend() {
    return EagerBackend.pytorch();
  }

  @Override
  protected String generated() {
    return "one at a time";
  }
}
