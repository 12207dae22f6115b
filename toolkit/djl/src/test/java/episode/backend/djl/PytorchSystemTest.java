package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.expr.DType;
import episode.system.CheckedGradient;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.SystemContract;
import episode.system.TimeSpan;
import episode.system.Values;
import org.junit.jupiter.api.Test;

class PytorchSystemTest extends SystemContract {
  @Override
  protected Backend backend() {
    return Backends.byName("pytorch");
  }

  /** A complex step of 1e-200 is 0 in FLOAT32, and its differences have some three digits. */
  @Test
  void gradientsInSinglePrecisionAreCheckedByWhatItCanTell() {
    OpSystem decay =
        OpSystem.named("decay").state("y").parameter("k").transition("y -> 0", "k").build();
    CompiledSystem single = decay.compile(new PytorchBackend().withType(DType.FLOAT32));
    Values values = Values.of("k", 0.5, "y", 3);
    CheckedGradient check = single.checkGradient(values, TimeSpan.days(0, 2), "k").check();
    assertThat(check.missing())
        .containsEntry("complex step", "a step that small is lost in FLOAT32");
    double exact = -3 * 2 * Math.exp(-1); // of 3 exp(-2 k) by k, at k = 0.5
    assertThat(check.entries().get(0).forward())
        .isCloseTo(exact, within(1e-4)); // FLOAT32 and the solve
  }
}
