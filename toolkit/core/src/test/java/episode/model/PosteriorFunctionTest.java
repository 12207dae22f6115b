package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.backend.function.DerivativeCheck;
import episode.backend.function.GraphFunction;
import episode.sample.LogDensity;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PosteriorFunctionTest {
  private static final CompiledSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build()
          .compile(Backends.jvm());

  private static Posterior posterior() {
    Values guess = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
    Map<String, double[]> data =
        Map.of("day", new double[] {2, 4, 6, 8}, "cases", new double[] {9, 80, 250, 190});
    return Posterior.of(SIR, guess, TimeSpan.days(0, 10))
        .prior("beta ~ truncated(normal(2, 1), 0, inf)")
        .prior("gamma ~ truncated(normal(0.4, 0.5), 0, inf)")
        .prior("phi_inv ~ exponential(5)")
        .observe("cases ~ negativeBinomial(I, 1 / phi_inv)", data, At.at("day"));
  }

  @Test
  void theLogDensityIsAFunctionOfItsCoordinates() {
    Posterior posterior = posterior();
    double[] u = posterior.unconstrained(Values.of("beta", 1.6, "gamma", 0.45, "phi_inv", 0.2));
    LogDensity density = posterior.newLogDensity();
    double[] gradient = new double[3];
    double value = density.logDensityAndGradient(u, gradient);
    GraphFunction f = posterior.function();
    assertThat(f.inputs()).containsExactly("u");
    // The same graph, fused with its gradient or alone.
    assertThat(f.apply(u).number()).isCloseTo(value, within(1e-10));
    assertThat(f.grad().apply(u).array()).containsExactly(gradient, within(1e-9));
  }

  @Test
  void derivativesOfTheLogDensityAgreeInAllWays() {
    Values point = Values.of("beta", 1.6, "gamma", 0.45, "phi_inv", 0.2);
    DerivativeCheck check = posterior().checkGradient(point).on(Backends.jvm());
    // The log gamma function of the negative binomial has a complex form too.
    assertThat(check.missing()).isEmpty();
    assertThat(check.check().entries()).hasSize(3);
    assertThat(check.order(2).check().entries()).hasSize(3 + 9);
  }

  @Test
  void manyPointsAreMappedAtOnce() {
    GraphFunction f = posterior().function();
    double[][] points = {{0.4, -0.8, -1.5}, {0.5, -0.7, -1}, {0.6, -0.9, -2}};
    double[] all = f.vmap("u").apply((Object[]) points).array();
    for (int i = 0; i < points.length; i++) {
      // The batched sums may be taken in another order.
      assertThat(all[i]).isCloseTo(f.apply(points[i]).number(), within(1e-9));
    }
  }
}
