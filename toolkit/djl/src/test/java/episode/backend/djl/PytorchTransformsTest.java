package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.function.FunctionContract;

class PytorchTransformsTest extends FunctionContract {
  @Override
  protected Backend backend() {
    return Backends.byName("pytorch");
  }

  @Override
  protected String generated() {
    return "torch.log1p(";
  }
}
