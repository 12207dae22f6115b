package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.function.DerivativeCheck;
import episode.backend.function.GraphFunction;
import episode.backend.function.JitFunction;
import episode.backend.function.Outputs;
import episode.solve.SolveSettings;
import episode.transform.Gradients.Direction;
import org.junit.jupiter.api.Test;

/**
 * What every backend does alike with transforms of solves: maps whose members share their steps,
 * derivatives of derivatives, and checks. A backend's test class inherits it and says which.
 */
public abstract class SystemContract {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build();
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 3);
  private static final double[] BETAS = {1.2, 1.7, 2.5};

  /** Members that share steps have others than alone: ten tolerances, and ten for a derivative. */
  private static final double OTHER_STEPS = 1e-5;

  /** The same steps, but for the last bits of their sizes. */
  private static final double SAME_STEPS = 1e-9;

  /** Returns the backend. */
  protected abstract Backend backend();

  private static GraphFunction infected(SolveSettings settings) {
    return SIR.compile(Backends.jvm()).with(settings).function("I[time=3]", GUESS, SPAN);
  }

  private static SolveSettings walking(Direction direction) {
    boolean reverse = direction == Direction.REVERSE;
    return SolveSettings.defaults()
        .withTolerances(1e-7, 1e-7)
        .withDerivative(
            reverse ? SolveSettings.Direction.REVERSE : SolveSettings.Direction.FORWARD);
  }

  private static SolveSettings fixed() {
    return SIR.compile(Backends.jvm()).withFixedStep("rk4", 0.25).settings();
  }

  private static void assertClose(double[] seen, double[] expected, double relative) {
    double scale = 0;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(seen).containsExactly(expected, within(relative * scale));
  }

  private void same(GraphFunction function, double relative, Object... values) {
    Outputs seen = function.jit(backend()).apply(values);
    Outputs expected = function.jit(Backends.jvm()).apply(values);
    assertThat(seen.labels()).isEqualTo(expected.labels());
    for (int k = 0; k < expected.tensors().size(); k++) {
      assertClose(
          seen.tensors().get(k).toDoubles(), expected.tensors().get(k).toDoubles(), relative);
    }
  }

  @Test
  void membersThatShareStepsAreThoseOfALoop() {
    for (Direction direction : Direction.values()) {
      GraphFunction one = infected(walking(direction));
      Outputs seen =
          one.valueAndGrad("beta", "gamma").vmap("beta").jit(backend()).apply("beta", BETAS);
      JitFunction alone = one.valueAndGrad("beta", "gamma").jit(Backends.jvm());
      double[][] expected = new double[3][BETAS.length];
      for (int i = 0; i < BETAS.length; i++) {
        Outputs member = alone.apply("beta", BETAS[i]);
        for (int k = 0; k < 3; k++) {
          expected[k][i] = member.tensors().get(k).at(0);
        }
      }
      for (int k = 0; k < 3; k++) {
        assertClose(seen.tensors().get(k).toDoubles(), expected[k], OTHER_STEPS);
      }
    }
  }

  @Test
  void derivativesOfMappedSolvesAreThoseOfTheMembers() {
    for (Direction direction : Direction.values()) {
      GraphFunction one = infected(walking(direction));
      double[] slopes = one.grad("beta").vmap("beta").jit(backend()).apply("beta", BETAS).array();
      Outputs pulled =
          one.vmap("beta")
              .vjp("beta")
              .jit(backend())
              .apply("beta", BETAS, "cotangent 0", new double[] {1, 1, 1});
      assertClose(pulled.array("beta"), slopes, SAME_STEPS);
    }
  }

  @Test
  void secondDerivativesThroughSolvesAreThoseOfJvm() {
    GraphFunction forward = infected(walking(Direction.FORWARD));
    same(forward.grad("beta").jacobian(Direction.FORWARD, "I"), SAME_STEPS);
    GraphFunction reverse = infected(walking(Direction.REVERSE));
    same(reverse.hessian("beta", "gamma"), SAME_STEPS);
    same(reverse.hessian("beta").vmap("beta"), OTHER_STEPS, "beta", BETAS);
  }

  @Test
  void fixedStepsAreDifferentiatedAndMapped() {
    GraphFunction one = infected(fixed());
    // The same steps; products and sums round in another order.
    double rounding = 1e-11;
    same(one.valueAndGrad(), rounding);
    same(one.hessian("beta", "gamma"), rounding);
    same(one.grad("beta").grad("gamma").grad("beta"), rounding);
    same(one.valueAndGrad("beta", "gamma").vmap("beta"), rounding, "beta", BETAS);
    same(one.vmap("beta").jacobian("gamma"), rounding, "beta", BETAS);
    same(one.checkpoint().grad("beta").vmap("beta"), rounding, "beta", BETAS);
  }

  @Test
  void otherParametersNeverCompileASolveAgain() {
    JitFunction jitted = infected(walking(Direction.FORWARD)).grad("beta").jit(backend());
    for (double beta : BETAS) {
      jitted.apply("beta", beta);
    }
    assertThat(jitted.compilations().entries()).hasSize(1);
    assertThat(jitted.explain().toString()).contains("program 'solve'");
  }

  @Test
  void derivativesOfFunctionsWithASolveAgreeInEveryWay() {
    assertAgree(infected(SolveSettings.defaults()).checkGradient().by("beta"));
    assertAgree(infected(fixed()).checkGradient().by("beta").order(2));
  }

  private void assertAgree(DerivativeCheck check) {
    DerivativeCheck here = check.on(backend()).check();
    backend()
        .tape()
        .ifPresent(
            tape -> {
              assertThat(here.missing()).doesNotContainKey(tape.name());
              assertThat(here.entries())
                  .filteredOn(entry -> entry.ways().containsKey(tape.name()))
                  .hasSize(1);
            });
  }

  @Test
  void derivativesOfASystemAgreeWithTheEnginesTape() {
    CheckedGradient check = SIR.compile(backend()).checkGradient(GUESS, SPAN).check();
    assertThat(check.missing()).isEmpty();
    backend()
        .tape()
        .ifPresent(
            tape ->
                assertThat(check.entries())
                    .isNotEmpty()
                    .allMatch(entry -> entry.others().containsKey(tape.name())));
  }
}
