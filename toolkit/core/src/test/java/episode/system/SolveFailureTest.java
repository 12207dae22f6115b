package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Part;
import org.junit.jupiter.api.Test;

/** What is said of a solve that fails, word for word. */
class SolveFailureTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .alias("lambda", "beta * I / N")
          .transition("infection: S -> I", "lambda")
          .transition("recovery: I -> R", "gamma")
          .build();

  private static final Values NOBODY = Values.of("beta", 1.7, "gamma", 0.5, "S", 0, "I", 0);

  private static final String NOT_FINITE =
      """
      E4003 The solve stopped at t = 0: the right-hand side is not finite at the start
        Not finite: dS/dt, dI/dt.
          alias lambda = beta * I / N is NaN
          flow infection, at the rate lambda, is NaN
        Look for a division by zero, a logarithm of 0, or a parameter that is NaN.""";

  private static String text(java.util.List<Part> parts) {
    Part last = parts.get(parts.size() - 1);
    return ((Part.Text) last).text();
  }

  @Test
  void aSlopeThatIsNoNumberIsTracedToStatesAndFormulas() {
    Solution solution = SIR.compile().solve(NOBODY, TimeSpan.days(0, 14));
    assertThat(text(solution.parts())).isEqualTo("R starts at 0 (not given).\n" + NOT_FINITE);
  }

  @Test
  void derivativesThroughAFailedSolveAreNotCompared() {
    CheckedGradient check = SIR.compile().checkGradient(NOBODY, TimeSpan.days(0, 14));
    assertThat(check).hasToString("There are no derivatives to compare.\n" + NOT_FINITE);
    assertThat(text(check.parts())).isEqualTo(check.toString());
    assertThat(check.agrees()).isFalse();
    assertThat(check.disagreement()).isNaN();
    assertThat(check.entries()).isEmpty();
  }

  @Test
  void growthWithoutBoundIsAReasonTheCheckGives() {
    OpSystem runaway =
        OpSystem.named("x").state("y").parameter("k").equation("y", "k * y^2").build();
    CheckedGradient check =
        runaway.compile().checkGradient(Values.of("k", 1, "y", 1), TimeSpan.days(0, 2));
    assertThat(check.toString())
        .startsWith("There are no derivatives to compare.\nE4002 The solve stopped at t = ")
        .contains("the step size fell below what the time can resolve; last step ")
        .doesNotContain("NaN");
  }
}
