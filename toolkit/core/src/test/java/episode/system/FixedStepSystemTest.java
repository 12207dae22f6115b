package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Systems solved by steps of one size. */
class FixedStepSystemTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("infection: S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 14);

  /** Euler's method written out. */
  @Test
  void stepsAreThoseOfALoop() {
    Solution solution = SIR.compile().withFixedStep("euler", 0.125).solve(GUESS, SPAN);
    double s = 762;
    double i = 1;
    for (int step = 0; step < 8 * 14; step++) {
      double infection = 1.7 * s * i / 763;
      s -= 0.125 * infection;
      i += 0.125 * (infection - 0.5 * i);
    }
    // 112 steps, an ulp or two of 763 in each
    assertThat(solution.state("S")[14]).isCloseTo(s, Offset.offset(1e-10));
    assertThat(solution.state("I")[14]).isCloseTo(i, Offset.offset(1e-10));
  }

  /** Fourth order with 14 × 100 steps leaves errors of 1e-8 and less. */
  @Test
  void everythingAboutSolutionsHolds() {
    Solution fixed = SIR.compile().withFixedStep("rk4", 0.01).solve(GUESS, SPAN);
    Solution controlled = SIR.compile().withTolerances(1e-10, 1e-10).solve(GUESS, SPAN);
    Offset<Double> close = Offset.offset(1e-5);
    for (int day = 0; day <= 14; day++) {
      assertThat(fixed.state("I")[day]).isCloseTo(controlled.state("I")[day], close);
      assertThat(fixed.flow("infection")[day]).isCloseTo(controlled.flow("infection")[day], close);
    }
    assertThat(fixed.incidence("infection")[7])
        .isCloseTo(controlled.incidence("infection")[7], close);
    assertThat(fixed.at(3.217).number("I"))
        .isCloseTo(controlled.at(3.217).number("I"), Offset.offset(1e-4));
    assertThat(fixed.plot().toString()).isNotEmpty();
    assertThat(fixed.report().accepted()).isEqualTo(1400);
  }

  /** The gradient of the steps is that of the solution up to their error. */
  @Test
  void gradientsGoThroughTheSteps() {
    CompiledSystem fixed = SIR.compile().withFixedStep("rk4", 0.01);
    Gradient seen = fixed.gradient("max(I)", GUESS, SPAN, "beta", "gamma", "I");
    Gradient expected =
        SIR.compile()
            .withTolerances(1e-11, 1e-11)
            .gradient("max(I)", GUESS, SPAN, "beta", "gamma", "I");
    for (String name : List.of("beta", "gamma", "I")) {
      double allowed = 1e-6 * Math.abs(expected.of(name));
      assertThat(seen.of(name)).isCloseTo(expected.of(name), Offset.offset(allowed));
    }
    assertThat(fixed.checkGradient(GUESS, SPAN).disagreement()).isLessThan(1e-6);
  }

  @Test
  void everyBackendMakesTheSameSteps() {
    CompiledSystem jvm = SIR.compile().withFixedStep("tsit5", 0.25);
    CompiledSystem interpreter = SIR.compile("interpreter").withFixedStep("tsit5", 0.25);
    double[] expected = jvm.solve(GUESS, SPAN).state("I");
    double[] seen = interpreter.solve(GUESS, SPAN).state("I");
    for (int day = 0; day <= 14; day++) {
      assertThat(seen[day]).isCloseTo(expected[day], Offset.offset(1e-10));
    }
  }

  @Test
  void aSeasonEndsAStep() {
    OpSystem tap =
        OpSystem.named("tap")
            .state("x")
            .parameter("k")
            .equation("x", "k if t < 2.3 else 0")
            .build();
    Solution solution =
        tap.compile().withFixedStep("rk4", 0.5).solve(Values.of("k", 3), TimeSpan.days(0, 4));
    assertThat(solution.state("x")[4]).isCloseTo(6.9, Offset.offset(1e-13));
  }

  @Test
  void aSeasonThatAParameterEndsIsRefused() {
    OpSystem tap =
        OpSystem.named("tap")
            .state("x")
            .parameter("tau")
            .equation("x", "1 if t < tau else 0")
            .build();
    CompiledSystem fixed = tap.compile().withFixedStep("rk4", 0.5);
    assertThatThrownBy(() -> fixed.solve(Values.of("tau", 2.3), TimeSpan.days(0, 4)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E4015 Fixed steps cannot end at a time that 'tau' moves");
  }

  @Test
  void overshootingIsSaidInWords() {
    Solution solution =
        SIR.compile()
            .withFixedStep("euler", 1)
            .solve(GUESS.with("gamma", 500), TimeSpan.days(0, 200));
    assertThat(solution.succeeded()).isFalse();
    assertThat(solution.parts().get(solution.parts().size() - 1).toString())
        .contains("E4005 The solve stopped at t = ")
        .contains("came to numbers that are not finite; last step 1\n  Make the steps shorter");
  }

  @Test
  void namesOfMethodsAreListed() {
    assertThat(List.of("euler", "rk4", "tsit5"))
        .allSatisfy(
            method ->
                assertThat(SIR.compile().withFixedStep(method, 0.5).settings().fixed())
                    .get()
                    .hasToString(method + " steps of 0.5"));
  }
}
