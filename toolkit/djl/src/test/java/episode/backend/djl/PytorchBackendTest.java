package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.SlotContract;
import org.junit.jupiter.api.Test;

class PytorchBackendTest extends SlotContract {
  private static final Backend PYTORCH = Backends.byName("pytorch");

  @Override
  protected Backend backend() {
    return PYTORCH;
  }

  @Override
  protected Backend exact() {
    return PYTORCH;
  }

  /** Its functions are its own, and its sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void theServiceIsTheBackend() {
    assertThat(PYTORCH).isInstanceOf(PytorchBackend.class).hasToString("pytorch");
  }
}
