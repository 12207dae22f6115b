package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons of the time with parameters. */
class MovedJumpsTest {

  private static List<Problem> warnings(String formula) {
    return OpSystem.named("x")
        .state("x", "y")
        .parameter("tau", "a", "b")
        .input("q", Curve.LINEAR, new double[] {0, 9}, new double[] {0, 1})
        .alias("start", "2 * tau")
        .alias("late", "t - start")
        .equation("x", formula)
        .equation("y", "a * b * q + late")
        .build()
        .warnings();
  }

  @Test
  void aJumpThatAParameterMovesIsWarnedOf() {
    assertThat(warnings("1 + (a if t < tau + 3 else b)"))
        .extracting(Problem::toString)
        .containsExactly(
            """
            E2158 When this holds depends on tau
              in equation("x")
                1 + (a if t < tau + 3 else b)
                          ^^^^^^^^^^^
              What it decides between jumps then, and derivatives by tau lack that the jump moves.
              Write a change that takes some time, as in smooth_step(t, t0, t0 + 1, a, b).""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where(t - tau > 0, a, b)",
        "(t >= start) * 3",
        "a if late < 0 and x > 1 else b",
        "a if 0 < t <= tau else b",
        "a if q < tau else b",
      })
  void soAreOthers(String formula) {
    assertThat(warnings(formula)).extracting(Problem::code).containsExactly("E2158");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a if t < 30 else b * tau",
        "a if x < tau else b",
        "a if tau < 3 else t * b",
        "smooth_step(t, tau, tau + 1, a, b)",
        "a if x > tau * t else b",
      })
  void parametersElsewhereAreNoMatter(String formula) {
    assertThat(warnings(formula)).isEmpty();
  }
}
