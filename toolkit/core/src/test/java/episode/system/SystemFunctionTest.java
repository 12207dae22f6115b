package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledProgram;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.function.DerivativeCheck;
import episode.backend.function.GraphFunction;
import episode.backend.function.Outputs;
import episode.expr.EpisodeException;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.solve.SolveSettings;
import episode.transform.Differences;
import episode.transform.Gradients.Direction;
import org.junit.jupiter.api.Test;

class SystemFunctionTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("recovery: I -> R", "gamma")
          .build();
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan MONTH = TimeSpan.days(0, 30);
  private static final CompiledSystem FLU = SIR.compile(Backends.jvm()).withTolerances(1e-9, 1e-9);
  private static final GraphFunction PEAK = FLU.function("max(I)", GUESS, MONTH);

  /** The same, whose reverse derivative walks recorded steps back. */
  private static final GraphFunction WALKED =
      FLU.with(FLU.settings().withDerivative(SolveSettings.Direction.REVERSE))
          .function("max(I)", GUESS, MONTH);

  private static final double[] BETAS = {1.2, 1.7, 2.5};

  /** Takes members side by side, as backends over engines do. */
  private record Batches(Backend inner) implements Backend {
    @Override
    public String name() {
      return "batches";
    }

    @Override
    public CompiledProgram compile(Program program) {
      return inner.compile(program);
    }

    @Override
    public Backend with(String op, OpRule rule) {
      return new Batches(inner.with(op, rule));
    }

    @Override
    public boolean wantsBatches() {
      return true;
    }
  }

  @Test
  void aSolveIsAFunctionOfParametersAndGivenStates() {
    assertThat(PEAK.inputs()).containsExactly("beta", "gamma", "S", "I");
    Gradient gradient = FLU.gradient("max(I)", GUESS, MONTH, "beta", "gamma");
    Outputs both = PEAK.valueAndGrad("beta", "gamma").apply();
    assertThat(both.tensors().get(0).at(0)).isEqualTo(gradient.value());
    assertThat(both.number("beta")).isEqualTo(gradient.of("beta"));
    assertThat(both.number("gamma")).isEqualTo(gradient.of("gamma"));
    assertThat(PEAK.apply("beta", 2).number())
        .isEqualTo(FLU.gradient("max(I)", GUESS.with("beta", 2), MONTH).value());
  }

  @Test
  void secondDerivativesThroughASolveAreDifferencesOfTheFirst() {
    double[] measured =
        Differences.derivative(
            beta -> {
              Outputs first = PEAK.grad("beta", "gamma").apply("beta", beta);
              return new double[] {first.number("beta"), first.number("gamma")};
            },
            1.7,
            0.01);
    Outputs hessian = PEAK.hessian("beta", "gamma").apply();
    // Solves at other values choose other steps: what their tolerance of 1e-9 leaves of 1,500.
    assertThat(hessian.number("max(I) by beta by beta")).isCloseTo(measured[0], within(1e-2));
    assertThat(hessian.number("max(I) by gamma by beta")).isCloseTo(measured[1], within(1e-2));
    assertThat(hessian.number("max(I) by beta by gamma"))
        .isCloseTo(hessian.number("max(I) by gamma by beta"), within(1e-7));
  }

  @Test
  void aForwardJacobianOfAReverseGradientIsTheHessian() {
    double nested = PEAK.grad("beta").jacobian(Direction.FORWARD, "beta").apply().number();
    assertThat(nested).isEqualTo(PEAK.hessian("beta").apply().number());
  }

  @Test
  void reverseOverAReverseSweepIsRefusedWithAdvice() {
    GraphFunction reversed = WALKED.vjp("beta").with("cotangent 0", 1.0);
    assertThatThrownBy(() -> reversed.jacobian(Direction.REVERSE, "beta").apply())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4010 Reverse mode over a reverse sweep of a solve is not offered\n"
                + "  Take the outer derivative forward: a Hessian is jvp over gradient.");
  }

  @Test
  void aMappedSolveIsTheLoopOverItsMembers() {
    double[] peaks = PEAK.vmap("beta").apply("beta", BETAS).array();
    Outputs slopes = PEAK.grad("beta", "gamma").vmap("beta").apply("beta", BETAS);
    double[] curvatures = PEAK.hessian("beta").vmap("beta").apply("beta", BETAS).array();
    for (int i = 0; i < BETAS.length; i++) {
      assertThat(peaks[i]).isEqualTo(PEAK.apply("beta", BETAS[i]).number());
      Outputs alone = PEAK.grad("beta", "gamma").apply("beta", BETAS[i]);
      assertThat(slopes.array("beta")[i]).isEqualTo(alone.number("beta"));
      assertThat(slopes.array("gamma")[i]).isEqualTo(alone.number("gamma"));
      double second = PEAK.hessian("beta").apply("beta", BETAS[i]).number();
      assertThat(curvatures[i]).isEqualTo(second);
    }
  }

  @Test
  void derivativesOfAMappedSolveAreThoseOfItsMembers() {
    Outputs slopes = PEAK.grad("beta", "gamma").vmap("beta").apply("beta", BETAS);
    Outputs pulled =
        PEAK.vmap("beta")
            .vjp("beta", "gamma")
            .apply("beta", BETAS, "cotangent 0", new double[] {1, 1, 1});
    // The peak is of S, I and R one by one, whose cotangents are summed in another order.
    assertThat(pulled.array("beta")).containsExactly(slopes.array("beta"), within(1e-10));
    double shared = 0;
    for (double slope : slopes.array("gamma")) {
      shared += slope;
    }
    assertThat(pulled.number("gamma")).isCloseTo(shared, within(1e-9));
    Outputs pushed =
        PEAK.vmap("beta")
            .jvp("beta")
            .apply("beta", BETAS, "tangent of beta", new double[] {1, 1, 1});
    // Forward and reverse differentiate the same steps.
    assertThat(pushed.array("tangent of max(I)"))
        .containsExactly(slopes.array("beta"), within(1e-7));
  }

  @Test
  void recordedStepsOfMembersAreWalkedBackOneByOneAndTogether() {
    Object[] point = {"beta", BETAS};
    GraphFunction slopes = WALKED.grad("beta", "gamma").vmap("beta");
    Outputs apart = slopes.apply(point);
    for (int i = 0; i < BETAS.length; i++) {
      Outputs alone = WALKED.grad("beta", "gamma").apply("beta", BETAS[i]);
      assertThat(apart.array("beta")[i]).isEqualTo(alone.number("beta"));
      assertThat(apart.array("gamma")[i]).isEqualTo(alone.number("gamma"));
    }
    Backend batches = new Batches(Backends.jvm());
    Outputs together = slopes.jit(batches).apply(point);
    // Tolerances of 1e-9 per step, for derivatives up to 600.
    assertThat(together.array("beta")).containsExactly(apart.array("beta"), within(1e-3));
    assertThat(together.array("gamma")).containsExactly(apart.array("gamma"), within(1e-3));
    GraphFunction second = WALKED.hessian("beta", "gamma").vmap("beta");
    Outputs curvatures = second.apply(point);
    Outputs sameSteps = second.jit(batches).apply(point);
    for (int k = 0; k < 4; k++) {
      double[] expected = curvatures.tensors().get(k).toDoubles();
      assertThat(expected[1])
          .isEqualTo(WALKED.hessian("beta", "gamma").apply().tensors().get(k).at(0));
      assertThat(sameSteps.tensors().get(k).toDoubles()).containsExactly(expected, within(1e-1));
    }
    Outputs pulled =
        WALKED
            .vmap("beta")
            .vjp("beta", "gamma")
            .jit(batches)
            .apply("beta", BETAS, "cotangent 0", new double[] {1, 1, 1});
    // The same steps walked back, seeds summed in another order.
    assertThat(pulled.array("beta")).containsExactly(together.array("beta"), within(1e-8));
  }

  @Test
  void mapsOfSolvesNest() {
    Tensor table =
        PEAK.vmap("beta")
            .vmap("gamma")
            .apply("beta", BETAS, "gamma", new double[] {0.4, 0.5})
            .tensor();
    assertThat(table.type()).isEqualTo(Type.float64(2, 3));
    assertThat(table.at(5)).isEqualTo(PEAK.apply("beta", 2.5, "gamma", 0.5).number());
  }

  @Test
  void whatChangesInTimeIsMappedWithItsTimes() {
    GraphFunction infected = FLU.function("I", GUESS, MONTH);
    Tensor rows =
        infected.vmap("beta", "I").apply("beta", BETAS, "I", new double[] {1, 2, 3}).tensor();
    assertThat(rows.type()).isEqualTo(Type.float64(3, 31));
    double[] last = infected.apply("beta", 2.5, "I", 3).array();
    for (int day = 0; day <= 30; day++) {
      assertThat(rows.at(62 + day)).isEqualTo(last[day]);
    }
  }

  @Test
  void membersSideBySideShareTheirSteps() {
    Backend backend = new Batches(Backends.jvm());
    GraphFunction infected = FLU.function("I", GUESS, MONTH);
    double[] together =
        infected
            .vmap("beta", "I")
            .jit(backend)
            .apply("beta", BETAS, "I", new double[] {1, 2, 3})
            .array();
    double[] apart =
        infected.vmap("beta", "I").apply("beta", BETAS, "I", new double[] {1, 2, 3}).array();
    // Tolerances of 1e-9 per step on numbers up to 763, over 30 days of growth.
    assertThat(together).containsExactly(apart, within(1e-4)).isNotEqualTo(apart);
  }

  @Test
  void derivativesOfMembersSideBySideAreThoseOfMembersApart() {
    Backend backend = new Batches(Backends.jvm());
    Object[] point = {"beta", BETAS};
    GraphFunction mapped = PEAK.grad("beta", "gamma").vmap("beta");
    Outputs together = mapped.jit(backend).apply(point);
    Outputs apart = mapped.apply(point);
    // As above, for derivatives up to 600.
    assertThat(together.array("beta")).containsExactly(apart.array("beta"), within(1e-3));
    assertThat(together.array("gamma")).containsExactly(apart.array("gamma"), within(1e-3));
    GraphFunction second = PEAK.hessian("beta").vmap("beta");
    assertThat(second.jit(backend).apply(point).array())
        .containsExactly(second.apply(point).array(), within(1e-1));
    GraphFunction forward = PEAK.jacobian(Direction.FORWARD, "beta").vmap("beta");
    // The same steps forward and back.
    assertThat(forward.jit(backend).apply(point).array())
        .containsExactly(together.array("beta"), within(1e-7));
  }

  @Test
  void aSolveWithinACheckpointIsSolvedAnewOnTheWayBack() {
    assertThat(PEAK.checkpoint().grad("beta").apply().number())
        .isEqualTo(PEAK.grad("beta").apply().number());
  }

  @Test
  void otherParametersNeverCompileASolveAgain() {
    var jitted = PEAK.grad("beta").jit(Backends.jvm());
    for (int i = 0; i < 20; i++) {
      jitted.apply("beta", 1 + 0.1 * i);
    }
    assertThat(jitted.compilations().entries()).hasSize(1);
    assertThat(jitted.explain().toString()).contains("program 'solve'");
  }

  @Test
  void theRightHandSideIsAFunctionToo() {
    Outputs slopes =
        SIR.function().apply("t", 0, "S", 762, "I", 1, "R", 0, "beta", 1.7, "gamma", 0.5);
    assertThat(slopes.number("dI/dt")).isCloseTo(1.7 * 762 / 763 - 0.5, within(1e-15));
  }

  @Test
  void derivativesThroughASolveAgreeToTheSecondOrder() {
    DerivativeCheck check = PEAK.checkGradient().by("beta", "gamma").order(2).on(Backends.jvm());
    // Differences repeat the steps, so that all are derivatives of one function.
    assertThat(check.check().entries()).hasSize(2 + 4);
    assertThat(check.entries()).allMatch(entry -> entry.disagreement() < 1e-9);
    assertThat(check.entries())
        .filteredOn(entry -> entry.ways().containsKey("forward over reverse"))
        .hasSize(4)
        .allMatch(entry -> entry.ways().containsKey("complex step"));
    // Reverse over a sweep back is refused for solves, and the table says so.
    assertThat(check.missing()).containsOnlyKeys("reverse");
  }

  @Test
  void theCheckOfASystemHasAComplexStep() {
    CheckedGradient check = FLU.checkGradient(GUESS, MONTH).check();
    assertThat(check.entries()).allMatch(entry -> entry.others().containsKey("complex step"));
    assertThat(check.missing()).isEmpty();
    assertThat(check.disagreement()).isLessThan(1e-9);
  }
}
