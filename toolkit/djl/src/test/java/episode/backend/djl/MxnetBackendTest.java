package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.SlotContract;
import org.junit.jupiter.api.Test;

class MxnetBackendTest extends SlotContract {
  private static final Backend MXNET = Backends.byName("mxnet");

  @Override
  protected Backend backend() {
    return MXNET;
  }

  @Override
  protected Backend exact() {
    return MXNET;
  }

  /** Its functions are the C library's, and its sums have another order. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void theServiceIsTheBackend() {
    assertThat(MXNET).isInstanceOf(MxnetBackend.class).hasToString("mxnet");
  }
}
