package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Checker;
import episode.expr.EpisodeException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Flows to the next element of an axis; expected derivatives come from loops over cells. */
class AgeingTest {
  /** A few roundings. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static double[] rhs(OpSystem system, double[] y, Values values) {
    Checker.check(system.rhs());
    double[] interpreted = OpSystemVectorsTest.rhs(system, 0, y, values);
    assertThat(system.compile().rhs(0, y, values)).containsExactly(interpreted, ROUNDING);
    return interpreted;
  }

  @Test
  void birthsAgeingAndInfectionGiveTheNumbersWorkedOutByHand() {
    OpSystem system =
        OpSystem.named("births")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]")
            .transition("0 -> S[age=young]", "3")
            .transition("S[age] -> S[age+1]", "0.1")
            .transition("I[age] -> I[age+1]", "0.1")
            .transition("infection: S -> I", "0.5")
            .build();
    double[] y = {1, 2, 3, 4};
    assertThat(rhs(system, y, Values.of()))
        .containsExactly(new double[] {2.4, -0.9, 0.2, 1.3}, ROUNDING);
  }

  @Test
  void theRateOfAnElementMovesItsOwnPeopleAndThatOfTheLastNobody() {
    OpSystem system =
        OpSystem.named("stages")
            .axis("place", "here", "there")
            .axis("stage", "1", "2", "3")
            .state("I[stage, place]")
            .parameter("k[stage]")
            .transition("progress: I[stage] -> I[stage+1]", "k")
            .build();
    double[] y = {1, 2, 3, 4, 5, 6};
    double[] k = {0.5, 0.25, Double.MAX_VALUE};
    double[] expected = new double[6];
    for (int stage = 0; stage < 2; stage++) {
      for (int place = 0; place < 2; place++) {
        double flow = k[stage] * y[2 * stage + place];
        expected[2 * stage + place] -= flow;
        expected[2 * stage + 2 + place] += flow;
      }
    }
    assertThat(rhs(system, y, Values.of("k", k))).containsExactly(expected, ROUNDING);
    assertThat(system.transition("progress").axes())
        .hasToString("[stage (1, 2, 3), place (here, there)]");
  }

  @Test
  void theStepMayLeadToAnotherStateAndAnotherStratum() {
    OpSystem system =
        OpSystem.named("ageing out")
            .axis("age", "a", "b", "c")
            .axis("vax", "no", "yes")
            .state("A[age, vax]", "B[vax, age]")
            .parameter("r")
            .transition("booster: A[vax=no] -> B[age+1, vax=yes]", "r")
            .build();
    double[] y = {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0};
    double[] expected = new double[12];
    for (int age = 0; age < 2; age++) {
      double flow = 0.5 * y[2 * age];
      expected[2 * age] -= flow;
      expected[6 + 3 + age + 1] += flow;
    }
    assertThat(rhs(system, y, Values.of("r", 0.5))).containsExactly(expected, ROUNDING);
  }

  @Test
  void aStepBackLeadsToTheElementBefore() {
    OpSystem system =
        OpSystem.named("waning")
            .axis("dose", "0", "1", "2")
            .state("S[dose]")
            .transition("waning: S[dose] -> S[dose-1]", "0.1")
            .build();
    double[] expected = {2, 3 - 2, -3};
    assertThat(rhs(system, new double[] {10, 20, 30}, Values.of()))
        .containsExactly(expected, ROUNDING);
  }

  @Test
  void anAxisOfOneElementLetsNobodyMove() {
    OpSystem system =
        OpSystem.named("one")
            .axis("age", "all")
            .state("S[age]", "R")
            .transition("S[age] -> S[age+1]", "0.1")
            .transition("S -> R", "0.5")
            .build();
    assertThat(rhs(system, new double[] {2, 0}, Values.of())).containsExactly(-1, 1);
  }

  @Test
  void theFlowIsReadOverItsSource() {
    OpSystem system =
        OpSystem.named("stages")
            .axis("stage", "1", "2", "3")
            .state("I[stage]")
            .transition("progress: I -> I[stage+1]", "1")
            .build();
    Solution solution =
        system.compile().solve(Values.of("I", new double[] {100, 0, 0}), TimeSpan.days(0, 1));
    double e = Math.exp(-1);
    Offset<Double> tolerance = Offset.offset(1e-3);
    assertThat(solution.flow("progress", "1")[1]).isCloseTo(100 * e, tolerance);
    assertThat(solution.flow("progress", "2")[1]).isCloseTo(100 * e, tolerance);
    assertThat(solution.flow("progress", "3")[1]).isZero();
    assertThat(solution.incidence("progress", "2")[1]).isCloseTo(100 * (1 - 2 * e), tolerance);
    assertThat(solution.state("I", "3")[1]).isCloseTo(100 * (1 - 2 * e), tolerance);
  }

  @Test
  void equationsSayWhoTakesPart() {
    OpSystem system =
        OpSystem.named("stages")
            .axis("stage", "1", "2", "3")
            .state("I[stage]")
            .parameter("k[stage]")
            .transition("I[stage] -> I[stage+1]", "k")
            .build();
    assertThat(Equations.latex(system))
        .contains(
            "\\frac{dI_{s}}{dt} &= -[s \\ne \\text{3}]\\, k_{s} \\, I_{s}"
                + " + [s \\ne \\text{1}]\\, k_{s-1} \\, I_{s-1}");
    assertThat(FlowDiagram.svg(system).orElseThrow())
        .contains("× 3 stage →")
        .doesNotContain("marker");
    assertThat(system.transitions()).hasToString("[I -> I[stage+1] : k]");
    assertThat(system.transitions().get(0).stoichiometry("I")).isZero();
  }

  @Test
  void aStepOnTheLeftIsRefused() {
    assertMessage(
        "S[age+1] -> S",
        """
            E2135 No step 'age+1' can be taken here
              in transition("S[age+1] -> S")
                S[age+1] -> S
                  ^^^^^
              A step stands on the right: S[age] -> S[age+1].""");
  }

  @Test
  void aStepOfTwoIsRefused() {
    assertMessage(
        "S[age] -> S[age + 2]",
        """
            E2135 No step 'age+2' can be taken here
              in transition("S[age] -> S[age + 2]")
                S[age] -> S[age + 2]
                            ^^^^^^^
              A step is to the next element, age+1, or to the one before, age-1.""");
  }

  @Test
  void aStepFromNowhereIsRefused() {
    assertMessage(
        "birth: 0 -> S[age+1]",
        """
            E2135 No step 'age+1' can be taken here
              in transition("birth: 0 -> S[age+1]")
                birth: 0 -> S[age+1]
                              ^^^^^
              It is counted from the source, which does not run over 'age': write S[age] -> S[age+1].""");
  }

  private static void assertMessage(String arrow, String message) {
    SystemBuilder builder =
        OpSystem.named("x").axis("age", "young", "old").state("S[age]").transition(arrow, "1");
    assertThatThrownBy(builder::build).isInstanceOf(EpisodeException.class).hasMessage(message);
  }
}
