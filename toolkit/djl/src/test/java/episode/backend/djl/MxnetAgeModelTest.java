package episode.backend.djl;

import episode.backend.AgeModelContract;
import episode.backend.Backend;

class MxnetAgeModelTest extends AgeModelContract {
  @Override
  protected Backend backend() {
    return new MxnetBackend();
  }
}
