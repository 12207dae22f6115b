package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.SlotContract;
import org.junit.jupiter.api.Test;

class Nd4jBackendTest extends SlotContract {
  private static final Backend ND4J = Backends.byName("nd4j");

  @Override
  protected Backend backend() {
    return ND4J;
  }

  @Override
  protected Backend exact() {
    return ND4J;
  }

  /** Its functions are the C library's, and its sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void theServiceIsTheBackend() {
    assertThat(ND4J).isInstanceOf(Nd4jBackend.class).hasToString("nd4j");
  }
}
