package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Short pulses in time, which a solve would step over if its steps did not end there. */
class StepEndsTest {

  private static OpSystem system(String formula) {
    return OpSystem.named("x")
        .state("x")
        .axis("age", "young", "old")
        .parameter("p", "week", "at[age]")
        .alias("u", "t - 1.5")
        .alias("tt", "t")
        .alias("since[age]", "(t - at) / 2")
        .alias("end", "p + 0.1")
        .equation("x", formula)
        .build();
  }

  private static double at(double end, String formula) {
    Values given = Values.of("x", 0, "p", 50.5, "week", 7, "at", new double[] {20.5, 60.25});
    return system(formula).compile().solve(given, TimeSpan.days(0, end).savedAt(end)).state("x")[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | piecewise(t + 1, [51.5, 51.6], [0, 1000, 0]) | 100",
        "100 | piecewise(t - p, [0, 0.1], [0, 1000, 0]) | 100",
        "100 | 1000 if t - p >= 0 and t - p < 0.1 else 0 | 100",
        "100 | 1000 if p <= t < end else 0 | 100",
        "100 | 1000 if 3 * t - p >= 2 * t and t < end else 0 | 100",
        "300 | 1000 if 2 * t > 3 and t / 2 < 0.8 else 0 | 100",
        "300 | 1000 if u > 0 and u < 0.1 else 0 | 100",
        "300 | piecewise(tt, [1.5, 1.6], [0, 1000, 0]) | 100",
        "300 | piecewise(-tt, [-1.6, -1.5], [0, 1000, 0]) | 100",
        "100 | 1000 if 50.5 < t <= 50.6 else 0 | 100",
        "100 | 100 if t == 3 else 1 | 100",
        "100 | 100 if t != 3 else 1 | 10000",
        "100 | 100 if t == 0 else 1 | 100",
        "100 | sum(a in age, 1000 if 0 <= since[a] < 0.05 else 0) | 200",
        "100 | 500 * (sign(t - 50) - sign(t - p + 0.4)) | 100",
        "700 | 1 if t % 7 < 2 else 0 | 200",
        "700 | 1 if t % week < 2 else 0 | 200",
        "700 | 1 if (t + 3) % 7 < 2 else 0 | 200",
        "700 | 1 if t / 7 % 1 < 0.01 else 0 | 7",
        "700 | 1 if 0.1 * t % 0.7 < 0.2 else 0 | 200",
        "700 | piecewise(t % 7, [2, 2.1], [0, 10, 0]) | 100",
        "700 | floor(t / 7) | 34650",
        "700 | ceil(t / week) | 35350",
        "70 | round(t / 7) | 350",
        "700 | t % 7 | 2450",
        "10 | 1 if t / 365.25 + 2020 >= 2020.01 else 0 | 6.3475",
      })
  void pulsesAreIntegratedExactly(double end, String formula, double exact) {
    // pieces of straight lines are integrated without error but for that of rounding
    assertThat(at(end, formula)).isCloseTo(exact, within(1e-9 * exact));
    assertThat(system(formula).warnings()).noneMatch(each -> each.code().equals("E2160"));
  }

  @Test
  void timesAreShown() {
    assertThat(system("piecewise(2 * t + 1, [5, 9], [0, 1, 0])").breakpoints())
        .containsExactly(2.0, 4.0);
    assertThat(system("1 if u > p else 0").movingBreakpoints())
        .extracting(each -> each.expr().toString())
        .containsExactly("p + 1.5");
    assertThat(system("1 if t % 7 < 2 else 0").breakpoints()).containsExactly(0.0, 2.0);
  }

  @Test
  void tooManyCyclesAreTooManySteps() {
    Values given = Values.of("x", 0, "p", 50.5, "week", 1e-9, "at", new double[] {20.5, 60.25});
    Solution solution = system("t % week").compile().solve(given, TimeSpan.days(0, 700));
    assertThat(solution.report().succeeded()).isFalse();
  }

  @Test
  void jumpsWhoseTimesCannotBeToldAreWarnedOf() {
    assertThat(system("1 + (100 if t^2 > 2500 else 0)").warnings())
        .filteredOn(each -> each.code().equals("E2160"))
        .extracting(Object::toString)
        .containsExactly(
            """
            E2160 Steps of a solve may miss when this jumps
              in equation("x")
                1 + (100 if t^2 > 2500 else 0)
                            ^^^^^^^^^^
              Steps end where a * t + b, or its remainder, reaches a number or a parameter; not so here.
              Compare t itself with the time of the jump, or limit the size of steps by an input with \
            rows there.""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "piecewise(sin(t), [0.5], [0, 1])",
        "floor(t^2)",
        "1 if sin(u) > p else 0",
        "exp(t) % 3",
      })
  void soAreOthers(String formula) {
    assertThat(system(formula).warnings()).anyMatch(each -> each.code().equals("E2160"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sin(t) + exp(-t)",
        "linear(sin(t), [0, 1], [0, 1])",
        "1 if x > sin(t) else 0",
        "piecewise(x, [1, 2], [3, 2, 1])",
        "abs(sin(t))",
      })
  void smoothFunctionsAndStatesAreNoMatter(String formula) {
    assertThat(system(formula).warnings()).noneMatch(each -> each.code().equals("E2160"));
  }
}
