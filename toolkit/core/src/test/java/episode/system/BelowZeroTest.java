package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Part;
import org.junit.jupiter.api.Test;

/** Which compartments of a solution fall below zero, and why. */
class BelowZeroTest {
  private static final OpSystem FLU =
      OpSystem.named("flu")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .transition("S -> I", "beta * I / (S + I + R)")
          .transition("I -> R", "gamma")
          .build();

  private static Solution flu(double gamma) {
    Values values = Values.of("beta", 1.7, "gamma", gamma, "S", 762, "I", 1);
    return FLU.compile().solve(values, TimeSpan.days(0, 14));
  }

  private static Solution decay(OpSystem system) {
    return system.compile().solve(Values.of("x", 3), TimeSpan.days(0, 5));
  }

  private static String notes(Solution solution) {
    var parts = solution.parts();
    return ((Part.Text) parts.get(parts.size() - 1)).text().replaceFirst("\nSolved to .*", "");
  }

  @Test
  void aNegativeRateIsNamed() {
    assertThat(notes(flu(-0.5)))
        .matches(
            "R starts at 0 \\(not given\\)\\.\n"
                + "R is below 0 from day 1 on, least -[\\d.]+ at day 14: "
                + "the flow I -> R, at the rate gamma, is negative\\.");
  }

  @Test
  void aRateThatDoesNotStopIsNamed() {
    OpSystem fishing =
        OpSystem.named("fish").state("x").transition("catch: x -> 0", "2 / x").build();
    assertThat(notes(decay(fishing)))
        .isEqualTo(
            "x is below 0 from day 2 on, least -7 at day 5: "
                + "the flow catch, at the rate 2 / x, does not stop where x is 0.");
  }

  @Test
  void longStepsAreNamed() {
    OpSystem fast = OpSystem.named("fast").state("x").transition("x -> 0", "1.5").build();
    Solution steps =
        fast.compile().withFixedStep("euler", 1).solve(Values.of("x", 3), TimeSpan.days(0, 3));
    assertThat(notes(steps))
        .isEqualTo(
            "x is below 0 from day 1 on, least -1.5 at day 1: euler steps of 1.0 may be too long.");
  }

  @Test
  void whatPeopleLeaveAsTheyShouldIsNoNews() {
    assertThat(notes(flu(0.5))).isEqualTo("R starts at 0 (not given).");
    OpSystem fast = OpSystem.named("fast").state("x").transition("x -> 0", "1e4").build();
    assertThat(notes(decay(fast))).startsWith("Solved");
  }

  @Test
  void statesOfEquationsMayBeNegative() {
    OpSystem spring = OpSystem.named("fall").state("x").equation("x", "-9").build();
    assertThat(notes(decay(spring))).startsWith("Solved");
  }
}
