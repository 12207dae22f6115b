package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.plot.Columns;
import episode.plot.Part;
import episode.plot.Plot;
import episode.solve.GradientCheck;
import episode.solve.SolveStatus;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Linear decay has exact solutions: x(t) = x0·exp(−k·t). */
class SolutionTest {
  private static final OpSystem DECAY =
      OpSystem.named("decay")
          .axis("age", "young", "old")
          .state("x[age]", "gone")
          .parameter("k[age]")
          .transition("loss: x -> gone", "k")
          .build();

  private static final CompiledSystem COMPILED = DECAY.compile().withTolerances(1e-11, 1e-12);
  private static final Values VALUES =
      Values.of("k", new double[] {0.5, 0.1}, "x", new double[] {8, 4});

  /** The tolerance per step is 1e-11 of values below 12; steps are few. */
  private static final Offset<Double> SOLVED = Offset.offset(1e-8);

  private static double young(double t) {
    return 8 * Math.exp(-0.5 * t);
  }

  private static double old(double t) {
    return 4 * Math.exp(-0.1 * t);
  }

  @Test
  void statesComeByNameAndElement() {
    Solution solution = COMPILED.solve(VALUES, TimeSpan.days(0, 5));
    assertThat(solution.succeeded()).isTrue();
    assertThat(solution.times()).containsExactly(0, 1, 2, 3, 4, 5);
    for (int t = 0; t <= 5; t++) {
      assertThat(solution.state("x", "young")[t]).isCloseTo(young(t), SOLVED);
      assertThat(solution.state("x", "old")[t]).isCloseTo(old(t), SOLVED);
      assertThat(solution.stateArray("x")[t][1]).isCloseTo(old(t), SOLVED);
      assertThat(solution.total("x")[t]).isCloseTo(young(t) + old(t), SOLVED);
      assertThat(solution.state("gone")[t]).isCloseTo(12 - young(t) - old(t), SOLVED);
    }
    assertThat(solution.array("x").shape().extents()).containsExactly(6, 2);
  }

  @Test
  void timesBetweenAreReadByDenseOutput() {
    Values between = COMPILED.solve(VALUES, TimeSpan.days(0, 5)).at(3.25);
    // dense output is of a lower order than the steps
    assertThat(between.tensor("x").orElseThrow().at(0)).isCloseTo(young(3.25), Offset.offset(1e-6));
    assertThat(between.number("gone")).isCloseTo(12 - young(3.25) - old(3.25), Offset.offset(1e-6));
  }

  @Test
  void aSolveGoesOnFromASolution() {
    Solution first = COMPILED.solve(VALUES, TimeSpan.days(0, 2));
    Solution second = COMPILED.solve(VALUES.with(first.at(2)), TimeSpan.days(2, 5));
    assertThat(second.state("x", "young")[3]).isCloseTo(young(5), SOLVED);
  }

  @Test
  void flowsAreRatesAndIncidencesAreAddedUp() {
    Solution solution = COMPILED.solve(VALUES, TimeSpan.times(0, 0.5, 2));
    double[] incidence = solution.incidence("loss", "young");
    assertThat(solution.flow("loss", "young")[1]).isCloseTo(0.5 * young(0.5), SOLVED);
    assertThat(incidence[0]).isZero();
    assertThat(incidence[1]).isCloseTo(young(0) - young(0.5), SOLVED);
    assertThat(incidence[2]).isCloseTo(young(0.5) - young(2), SOLVED);
    assertThat(solution.observe("sum(x) / (1 + t)").doubles()[2])
        .isCloseTo((young(2) + old(2)) / 3, SOLVED);
  }

  @Test
  void weeksAreSevenDays() {
    Solution solution = COMPILED.solve(VALUES, TimeSpan.weeks(0, 2));
    assertThat(solution.times()).containsExactly(0, 7, 14);
    assertThat(solution.state("x", "old")[2]).isCloseTo(old(14), SOLVED);
  }

  @Test
  void theTableHasAColumnPerCell() {
    Columns table = COMPILED.solve(VALUES, TimeSpan.days(0, 2)).table();
    assertThat(table.names()).containsExactly("day", "x[young]", "x[old]", "gone");
    assertThat(table.rows()).isEqualTo(3);
  }

  @Test
  void theDisplaySaysWhatStartsAtZero() {
    List<Part> parts = COMPILED.solve(VALUES, TimeSpan.days(0, 2)).parts();
    assertThat(parts.get(0)).isInstanceOf(Plot.class);
    assertThat(((Plot) parts.get(0)).panels()).hasSize(2);
    assertThat(((Part.Text) parts.get(1)).text())
        .matches(
            "gone starts at 0 \\(not given\\)\\.\n"
                + "Solved to day 2: \\d+ steps, \\d+ evaluations of the rates\\.");
  }

  @Test
  void aSolveThatBlowsUpIsASolutionThatSaysSo() {
    OpSystem system = OpSystem.named("blow-up").state("x").equation("x", "x^2").build();
    Solution solution = system.compile().solve(Values.of("x", 1), TimeSpan.days(0, 2));
    assertThat(solution.succeeded()).isFalse();
    assertThat(solution.report().status()).isEqualTo(SolveStatus.STEP_TOO_SMALL);
    assertThat(solution.state("x")[2]).isNaN();
    assertThatThrownBy(() -> solution.at(1.5))
        .hasMessageMatching(
            "(?s)E2303 The solution does not reach day 1\\.5\n"
                + "  It goes from day 0 to day 1, where the solve stopped: .*");
    assertThat(((Part.Text) solution.parts().get(1)).text())
        .startsWith("E4002 The solve stopped at t = 1");
  }

  @Test
  void gradientsAreThoseOfTheExactSolution() {
    Gradient gradient =
        COMPILED.gradient(
            "x[time=5, age=young] + gone[time=5]", VALUES, TimeSpan.days(0, 5), "k", "x");
    // the sum is 12 − x_old(5) whatever happens to the young
    assertThat(gradient.value()).isCloseTo(12 - old(5), SOLVED);
    assertThat(gradient.array("k")[0]).isCloseTo(0, SOLVED);
    assertThat(gradient.array("k")[1]).isCloseTo(5 * old(5), SOLVED);
    assertThat(gradient.array("x")[1]).isCloseTo(1 - Math.exp(-0.5), SOLVED);
  }

  @Test
  void theLargestSavedValueHasAGradient() {
    Gradient gradient = COMPILED.gradient("max(gone)", VALUES, TimeSpan.days(0, 4));
    assertThat(gradient.value()).isCloseTo(12 - young(4) - old(4), SOLVED);
    assertThat(gradient.array("k")[0]).isCloseTo(4 * young(4), SOLVED);
  }

  @Test
  void jacobiansHaveARowPerSavedNumber() {
    Jacobian jacobian = COMPILED.jacobian("x", VALUES, TimeSpan.days(0, 3), "k");
    assertThat(jacobian.columns()).containsExactly("k[young]", "k[old]");
    assertThat(jacobian.rows()).hasSize(8).endsWith("x[3, young]", "x[3, old]");
    assertThat(jacobian.matrix()[6][0]).isCloseTo(-3 * young(3), SOLVED);
    assertThat(jacobian.matrix()[6][1]).isCloseTo(0, SOLVED);
    assertThat(jacobian.matrix()[7][1]).isCloseTo(-3 * old(3), SOLVED);
  }

  @Test
  void theRightHandSideHasAJacobian() {
    double[] y = {1, 2, 3};
    Jacobian jacobian = COMPILED.jacobian(0, y, VALUES);
    assertThat(COMPILED.rhs(0, y, VALUES)).containsExactly(new double[] {-0.5, -0.2, 0.7}, SOLVED);
    assertThat(jacobian.rows()).containsExactly("dx[young]/dt", "dx[old]/dt", "dgone/dt");
    assertThat(jacobian.matrix())
        .isDeepEqualTo(new double[][] {{-0.5, 0, 0}, {0, -0.1, 0}, {0.5, 0.1, 0}});
  }

  @Test
  void derivativesAgreeThreeWays() {
    CheckedGradient check = DECAY.compile().checkGradient(VALUES, TimeSpan.days(0, 5), "k", "x");
    assertThat(check.entries()).hasSize(12);
    assertThat(check.agrees()).isTrue();
    assertThat(check.toString()).startsWith("All 12 derivatives agree to ");
    GradientCheck.Entry entry = check.entries().get(0);
    assertThat(entry.output()).isEqualTo("x[young]");
    assertThat(entry.parameter()).isEqualTo("k[young]");
    // the default tolerance is 1e-6 of the state
    assertThat(entry.forward()).isCloseTo(-5 * young(5), Offset.offset(1e-4));
  }

  @Test
  void backendsGiveTheSameSolution() {
    TimeSpan span = TimeSpan.days(0, 3);
    double[] slow = DECAY.compile("interpreter").solve(VALUES, span).state("x", "young");
    assertThat(slow)
        .containsExactly(
            DECAY.compile("jvm").solve(VALUES, span).state("x", "young"), Offset.offset(1e-12));
  }

  @Test
  void wrongRequestsSayWhatIsRight() {
    Solution solution = COMPILED.solve(VALUES, TimeSpan.days(0, 2));
    message(
        () -> solution.state("x"),
        """
        E2209 'x[age]' takes 1 element, here 0
          Write state("x", "young"), total("x") or stateArray("x").""");
    message(
        () -> solution.state("x", "yuong"),
        """
        E2107 Axis 'age' has no element 'yuong'
          Did you mean 'young'? Elements: young, old.""");
    message(
        () -> solution.state("y"),
        """
        E2103 Unknown state 'y'
          Known names: x, gone.""");
    message(
        () -> solution.at(3),
        """
        E2303 The solution does not reach day 3
          It goes from day 0 to day 2.""");
    message(
        () -> COMPILED.gradient("x", VALUES, TimeSpan.days(0, 2)),
        """
        E2304 'x' varies over time, age
          A gradient is of one number: write max(…), sum(…) or pin a time.""");
    message(
        () -> COMPILED.gradient("max(x)", VALUES, TimeSpan.days(0, 2), "kk"),
        """
        E2305 There is no derivative by 'kk'
          Did you mean 'k'? Parameters and given states: k, x.""");
    message(
        () -> COMPILED.rhs(0, new double[2], VALUES),
        """
        E2208 The state has 2 values, expected 3
          One for each of x[young], x[old], gone.""");
    message(
        () -> COMPILED.solve(VALUES.without("k"), TimeSpan.days(0, 2)),
        """
        E2203 Parameter 'k[age]' has no value
          Give it one: .with("k", new double[] {…}).""");
  }

  private static void message(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
