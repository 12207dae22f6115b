package episode.model;

import episode.backend.Backend;
import episode.backend.Backends;

class InterpreterChainTest extends SamplingContract {
  @Override
  protected Backend backend() {
    return Backends.interpreter();
  }
}
