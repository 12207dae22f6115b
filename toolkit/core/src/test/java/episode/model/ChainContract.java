package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backend;
import episode.plot.Columns;
import episode.sample.LogDensity;
import episode.solve.SolveSettings;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every backend has to do with a system: right-hand side, solves, gradients through them in
 * both directions, and log densities, all as on jvm. The model is that of {@link
 * BoardingSchoolTest}.
 */
public abstract class ChainContract {
  private static final int[] IN_BED = {3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4};
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 14);

  /** Returns the backend. */
  protected abstract Backend backend();

  private static OpSystem sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma")
        .alias("N", "S + I + R")
        .transition("infection: S -> I", "beta * I / N")
        .transition("recovery: I -> R", "gamma")
        .build();
  }

  final CompiledSystem here() {
    return sir().compile(backend());
  }

  static CompiledSystem jvm() {
    return sir().compile("jvm");
  }

  static Posterior posterior(CompiledSystem system) {
    LocalDate[] dates =
        IntStream.range(0, IN_BED.length)
            .mapToObj(i -> LocalDate.of(1978, 1, 22).plusDays(i))
            .toArray(LocalDate[]::new);
    return Posterior.of(system, GUESS, SPAN)
        .prior("beta ~ truncated(normal(2, 1), 0, inf)")
        .prior("gamma ~ truncated(normal(0.4, 0.5), 0, inf)")
        .prior("phi_inv ~ exponential(5)")
        .observe(
            "in_bed ~ negativeBinomial(I, 1 / phi_inv)",
            Columns.of("date", dates, "in_bed", IN_BED),
            At.at("date", At.from("1978-01-21")));
  }

  @Test
  void rightHandSideIsThatOfJvm() {
    double[] y = {700, 40, 23};
    double[] expected = jvm().rhs(0, y, GUESS);
    double[] seen = here().rhs(0, y, GUESS);
    for (int i = 0; i < y.length; i++) {
      assertThat(seen[i]).isCloseTo(expected[i], within(1e-12 * Math.abs(expected[i])));
    }
  }

  @Test
  void solvesAndTheirGradientsAreThoseOfJvm() {
    for (SolveSettings.Direction direction : SolveSettings.Direction.values()) {
      SolveSettings settings = SolveSettings.defaults().withDerivative(direction);
      assertSame(jvm().with(settings), here().with(settings));
    }
  }

  @Test
  void fixedStepsAndTheirGradientsAreThoseOfJvm() {
    assertSame(jvm().withFixedStep("rk4", 0.25), here().withFixedStep("rk4", 0.25));
  }

  /** A step's size may differ in its last bits. */
  private static void assertSame(CompiledSystem reference, CompiledSystem other) {
    Solution expected = reference.solve(GUESS, SPAN);
    Solution seen = other.solve(GUESS, SPAN);
    for (String state : List.of("S", "I", "R")) {
      for (int i = 0; i < 15; i++) {
        assertThat(seen.state(state)[i]).isCloseTo(expected.state(state)[i], within(1e-9 * 763));
      }
    }
    assertThat(seen.at(3.3).number("I")).isCloseTo(expected.at(3.3).number("I"), within(1e-6));
    Gradient slopes = reference.gradient("max(I)", GUESS, SPAN, "beta", "gamma", "I");
    Gradient others = other.gradient("max(I)", GUESS, SPAN, "beta", "gamma", "I");
    for (String name : List.of("beta", "gamma", "I")) {
      double allowed = 1e-9 * Math.abs(slopes.of(name));
      assertThat(others.of(name)).isCloseTo(slopes.of(name), within(allowed));
    }
  }

  @Test
  void logDensityAndGradientAreThoseOfJvm() {
    LogDensity expected = posterior(jvm()).newLogDensity();
    LogDensity seen = posterior(here()).newLogDensity();
    double[] slopes = new double[3];
    double[] others = new double[3];
    for (int k = 0; k < 20; k++) {
      double[] u = {
        Math.log(1.7) + 0.3 * Math.sin(k),
        Math.log(0.5) + 0.3 * Math.cos(2 * k),
        Math.log(0.1) + Math.sin(3 * k)
      };
      double reference = expected.logDensityAndGradient(u, slopes);
      double value = seen.logDensityAndGradient(u, others);
      assertThat(value).isCloseTo(reference, within(1e-9 * Math.abs(reference)));
      double size = Math.abs(slopes[0]) + Math.abs(slopes[1]) + Math.abs(slopes[2]);
      for (int i = 0; i < 3; i++) {
        assertThat(others[i]).isCloseTo(slopes[i], within(1e-9 * size));
      }
    }
  }
}
