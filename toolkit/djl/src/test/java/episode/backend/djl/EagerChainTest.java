package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solves and the gradients through them, one operation at a time. */
class EagerChainTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();
  private static final Values GUESS =
      Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1, "R", 0);
  private static final TimeSpan SPAN = TimeSpan.days(0, 14);

  static Stream<Backend> backends() {
    return Stream.of(Backends.byName("mxnet"), new PytorchBackend().eager());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void solveAndItsGradientAreThoseOfJvm(Backend backend) {
    CompiledSystem own = SIR.compile(backend);
    CompiledSystem jvm = SIR.compile("jvm");
    double[] expected = jvm.solve(GUESS, SPAN).state("I");
    double[] seen = own.solve(GUESS, SPAN).state("I");
    for (int i = 0; i < expected.length; i++) {
      // a step's size may differ in its last bits
      assertThat(seen[i]).isCloseTo(expected[i], Offset.offset(1e-9 * 763));
    }
    Gradient byJvm = jvm.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    Gradient byOwn = own.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    for (String name : List.of("beta", "gamma")) {
      double allowed = 1e-9 * Math.abs(byJvm.of(name));
      assertThat(byOwn.of(name)).isCloseTo(byJvm.of(name), Offset.offset(allowed));
    }
  }
}
