package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.SlotContract;
import org.junit.jupiter.api.Test;

class PytorchEagerTest extends SlotContract {
  private static final Backend EAGER = EagerBackend.pytorch();

  @Override
  protected Backend backend() {
    return EAGER;
  }

  @Override
  protected Backend exact() {
    return EAGER;
  }

  /** Its functions are PyTorch's own, and its sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void isNoBackendToBeAskedForByName() {
    assertThat(EAGER).hasToString("pytorch-eager");
    assertThat(Backends.names()).doesNotContain("pytorch-eager");
  }
}
