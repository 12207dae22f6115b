package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
        "piecewise(t - tau, [0, 1], [0, a, b])",
        "t % tau",
        "floor(t / tau)",
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

  private static final Values VALUES = Values.of("x", 1, "tau", 2.5, "a", 0.1, "b", 0.4);

  private static CompiledSystem jump() {
    return OpSystem.named("jump")
        .state("x")
        .parameter("tau", "a", "b")
        .alias("late", "t - tau")
        .equation("x", "-x * (a if late < 0 else b)")
        .build()
        .compile();
  }

  @Test
  void derivativesOfSolvesByThemAreRefused() {
    String message =
        """
        E4014 There is no derivative of a solution by 'tau'
          in equation("x")
            -x * (a if late < 0 else b)
                       ^^^^^^^^
          It moves a jump in time, and the derivative would lack that the jump moves.
          Write a change that takes some time, as in smooth_step(t, tau, tau + 1, a, b), or leave 'tau' \
        out.""";
    TimeSpan span = TimeSpan.days(0, 4);
    assertThatThrownBy(() -> jump().gradient("x[time=4]", VALUES, span, "tau")).hasMessage(message);
    assertThatThrownBy(() -> jump().gradient("x[time=4]", VALUES, span)).hasMessage(message);
    assertThatThrownBy(() -> jump().checkGradient(VALUES, span, "tau")).hasMessage(message);
    assertThatThrownBy(() -> jump().jacobian("x", VALUES, span, "a", "tau")).hasMessage(message);
  }

  @Test
  void derivativesByOthersAreNot() {
    TimeSpan span = TimeSpan.days(0, 4).savedAt(4);
    double exact = Math.exp(-0.25 - 0.6);
    Gradient gradient =
        jump().withTolerances(1e-10, 1e-10).gradient("x[time=4]", VALUES, span, "a", "b", "x");
    // ∂ log x / ∂a = −2.5, ∂ log x / ∂b = −1.5
    assertThat(gradient.of("a")).isCloseTo(-2.5 * exact, within(1e-9));
    assertThat(gradient.of("b")).isCloseTo(-1.5 * exact, within(1e-9));
    assertThat(gradient.of("x")).isCloseTo(exact, within(1e-9));
    assertThat(jump().checkGradient(VALUES, span, "a", "b").agrees()).isTrue();
  }
}
