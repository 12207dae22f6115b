package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.array.ArrayBackend;
import episode.backend.array.ArrayNamespace;
import episode.backend.array.Counting;
import episode.backend.function.GraphFunction;
import episode.backend.function.JitFunction;
import episode.solve.SolveSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a library of arrays gets back at once, not when the collector happens to run: every array of
 * solves, gradients, maps and checks. A test class of a library inherits it and says which.
 */
public abstract class FreedContract {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build();
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 1);
  private static final double[] BETAS = {1.2, 1.7, 2.5};

  private Counting<?> counting;

  /** Returns the library. */
  protected abstract ArrayNamespace<?> library();

  private Backend backend() {
    counting = new Counting<>(library());
    return new ArrayBackend<>(counting);
  }

  /** A walk back with room for a few frames makes the others again. */
  private static List<SolveSettings> settings() {
    SolveSettings reverse =
        SolveSettings.defaults()
            .withTolerances(1e-4, 1e-4)
            .withDerivative(SolveSettings.Direction.REVERSE);
    return List.of(
        reverse,
        reverse.withRecordBytes(500),
        reverse.withDerivative(SolveSettings.Direction.FORWARD),
        SIR.compile().withFixedStep("rk4", 0.5).settings());
  }

  private static GraphFunction peak(SolveSettings settings) {
    return SIR.compile().with(settings).function("max(I)", GUESS, SPAN);
  }

  private void assertFreed(GraphFunction function, Object... values) {
    JitFunction jitted = function.jit(backend());
    for (int round = 0; round < 2; round++) {
      jitted.apply(values);
      assertThat(counting.computed()).isPositive();
      assertThat(counting.live()).as("%s", function).isZero();
    }
  }

  @Test
  void everyArrayOfAGradientIsFreed() {
    for (SolveSettings each : settings()) {
      assertFreed(peak(each));
      assertFreed(peak(each).valueAndGrad());
    }
    assertFreed(peak(settings().get(0)).hessian("beta"));
  }

  @Test
  void everyArrayOfAMappedSolveIsFreed() {
    for (SolveSettings each : settings()) {
      assertFreed(peak(each).vmap("beta"), "beta", BETAS);
      assertFreed(peak(each).grad("beta", "gamma").vmap("beta"), "beta", BETAS);
      assertFreed(
          peak(each).vmap("beta").vjp("gamma"), "beta", BETAS, "cotangent 0", new double[3]);
    }
    GraphFunction twice = peak(settings().get(0)).grad("beta").vmap("beta").vmap("gamma");
    assertFreed(twice, "beta", BETAS, "gamma", new double[] {0.5, 0.6});
  }

  @Test
  void everyArrayOfACheckIsFreed() {
    for (SolveSettings each : settings().subList(1, 4)) {
      Backend backend = backend();
      SIR.compile(backend).with(each).checkGradient(GUESS, SPAN, "beta");
      assertThat(counting.computed()).isPositive();
      assertThat(counting.live()).isZero();
      peak(each).checkGradient().by("beta").on(backend).entries();
      assertThat(counting.live()).isZero();
    }
  }

  @Test
  void everyArrayOfRatesAndJacobiansIsFreed() {
    CompiledSystem own = SIR.compile(backend());
    own.rhs(0, GUESS);
    own.jacobian(0, new double[] {700, 40, 23}, GUESS);
    own.parameterJacobians(0, new double[] {700, 40, 23}, GUESS);
    own.gradient("max(I)", GUESS, SPAN, "beta");
    own.jacobian("I", GUESS, SPAN, "beta");
    assertThat(counting.computed()).isPositive();
    assertThat(counting.live()).isZero();
  }

  /** A solution keeps its steps for the times between, until the collector finds it. */
  @Test
  void aTrajectoryIsFreedWhenItIsClosed() {
    for (SolveSettings each : settings()) {
      Solution solution = SIR.compile(backend()).with(each).solve(GUESS, SPAN);
      solution.at(0.7);
      assertThat(counting.live()).isPositive();
      solution.trajectory().close();
      assertThat(counting.live()).isZero();
    }
  }
}
