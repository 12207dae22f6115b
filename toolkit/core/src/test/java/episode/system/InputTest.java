package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Columns;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputTest {
  private static final double[] TIMES = {0, 10, 30, 35};
  private static final double[] RATES = {0.1, 0.3, 0.2, 0.2};

  /** x′ = −k(t) x. */
  private static OpSystem decay(Curve curve, double[] times, double[] values) {
    return OpSystem.named("decay")
        .state("x")
        .input("k", curve, times, values)
        .equation("x", "-k * x")
        .build();
  }

  private static double end(OpSystem system, double end) {
    return system
        .compile()
        .withTolerances(1e-12, 1e-12)
        .solve(Values.of("x", 1), TimeSpan.times(0, end))
        .state("x")[1];
  }

  @Test
  void piecewiseInputHoldsEachRowUntilTheNext() {
    OpSystem system = decay(Curve.PIECEWISE, TIMES, RATES);
    double exact = Math.exp(-(0.1 * 10 + 0.3 * 20 + 0.2 * 10));
    assertThat(end(system, 40)).isCloseTo(exact, within(1e-12));
    CompiledSystem compiled = system.compile();
    for (double[] pair : new double[][] {{-1, 0.1}, {0, 0.1}, {9.99, 0.1}, {10, 0.3}, {99, 0.2}}) {
      assertThat(compiled.rhs(pair[0], new double[] {1}, Values.of())[0]).isEqualTo(-pair[1]);
    }
  }

  @Test
  void linearInputGoesStraightAndIsLevelOutside() {
    OpSystem system = decay(Curve.LINEAR, TIMES, RATES);
    double exact = Math.exp(-(0.2 * 10 + 0.25 * 20 + 0.2 * 10));
    assertThat(end(system, 40)).isCloseTo(exact, within(1e-12));
    CompiledSystem compiled = system.compile();
    double[][] pairs = {
      {-5, 0.1}, {0, 0.1}, {2.5, 0.15}, {10, 0.3}, {20, 0.25}, {35, 0.2}, {99, 0.2}
    };
    for (double[] pair : pairs) {
      assertThat(compiled.rhs(pair[0], new double[] {1}, Values.of())[0])
          .isCloseTo(-pair[1], within(1e-16));
    }
  }

  /** The numbers are those of PchipInterpolator in SciPy, which has the same slopes. */
  @Test
  void splineInputNeverOvershoots() {
    double[] times = {0, 1, 3, 4, 6};
    double[] values = {0, 2, 3, 1, 1.5};
    CompiledSystem compiled = decay(Curve.SPLINE, times, values).compile();
    double[] at = {-1, 0.25, 0.5, 1, 2, 2.5, 3.5, 4, 5, 5.75, 7};
    double[] expected = {
      0,
      0.6238839285714285,
      1.2053571428571428,
      2.0,
      2.7142857142857144,
      2.924107142857143,
      2.0,
      1.0,
      1.0625,
      1.3349609375,
      1.5
    };
    for (int i = 0; i < at.length; i++) {
      assertThat(-compiled.rhs(at[i], new double[] {1}, Values.of())[0])
          .isCloseTo(expected[i], within(1e-15));
    }
  }

  @Test
  void manyRowsCostFewNodesAndAreFoundEach() {
    int n = 10_000;
    double[] times = new double[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = i + 0.5;
      values[i] = Math.sin(i);
    }
    for (Curve curve : Curve.values()) {
      OpSystem system = decay(curve, times, values);
      assertThat(system.rhs().nodes()).hasSizeLessThan(120);
      CompiledSystem compiled = system.compile();
      for (int i : new int[] {0, 1, 63, 64, 127, 128, 4095, 8191, 8192, 9998, 9999}) {
        assertThat(-compiled.rhs(i + 0.5, new double[] {1}, Values.of())[0])
            .as(curve + " " + i)
            .isCloseTo(values[i], within(1e-15));
      }
      assertThat(-compiled.rhs(-3, new double[] {1}, Values.of())[0]).isEqualTo(values[0]);
      assertThat(-compiled.rhs(1e6, new double[] {1}, Values.of())[0])
          .isCloseTo(values[n - 1], within(1e-15));
    }
  }

  @Test
  void rowsEndSteps() {
    OpSystem system = decay(Curve.LINEAR, TIMES, RATES);
    assertThat(system.breakpoints()).containsExactly(0.0, 10.0, 30.0, 35.0);
    Solution solution = system.compile().solve(Values.of("x", 1), TimeSpan.days(0, 40));
    assertThat(solution.report().rejected()).isLessThan(5);
  }

  @Test
  void pointsOfTimeAxesEndSteps() {
    OpSystem system =
        OpSystem.parse(
            """
            kind: expr
            state: [x]
            axes:
              - {name: time, type: continuous, coords: [0, 10, 30]}
            aliases: {k: "beta[time]"}
            equations: {x: "-k * x"}
            """);
    assertThat(system.breakpoints()).containsExactly(0.0, 10.0, 30.0);
    double end =
        system
            .compile()
            .withTolerances(1e-12, 1e-12)
            .solve(Values.of("x", 1, "beta", new double[] {0.1, 0.3, 0.2}), TimeSpan.times(0, 40))
            .state("x")[1];
    double exact = Math.exp(-(0.2 * 10 + 0.25 * 20 + 0.2 * 10));
    assertThat(end).isCloseTo(exact, within(1e-13));
  }

  @Test
  void knotsInFormulasEndSteps() {
    OpSystem system =
        OpSystem.named("school")
            .state("x")
            .parameter("a", "b", "t0")
            .alias("k", "piecewise(t, [10, 10 + 15], [a, b, a])")
            .equation("x", "-k * linear(t, [t0, 5], [1, 2]) * x")
            .build();
    assertThat(system.breakpoints()).containsExactly(5.0, 10.0, 25.0);
    assertThat(system.movingBreakpoints()).hasSize(1);
    assertThat(system.summary().toString()).contains("Steps of a solve end at `t0`, 5, 10, 25.");
    CompiledSystem compiled = system.compile().withTolerances(1e-11, 1e-11);
    Values values = Values.of("a", 0.05, "b", 0.02, "t0", 1, "x", 1);
    TimeSpan span = TimeSpan.days(0, 40);
    double integral = 0.05 * (1 + 1.5 * 4 + 2 * 5) + 0.02 * 2 * 15 + 0.05 * 2 * 15;
    double x = Math.exp(-integral);
    Gradient gradient = compiled.gradient("x[time=\"40\"]", values, span);
    assertThat(gradient.value()).isCloseTo(x, within(1e-10));
    double[] exact = {-x * (17 + 30), -x * 30, x * 0.05 * 0.5};
    for (int i = 0; i < 3; i++) {
      String name = new String[] {"a", "b", "t0"}[i];
      assertThat(gradient.derivatives().tensor(name).orElseThrow().at(0))
          .as(name)
          .isCloseTo(exact[i], within(1e-8));
    }
    assertThat(compiled.checkGradient(values, span).disagreement()).isLessThan(1e-6);
  }

  @Test
  void inputsAreUsedInAnyFormulaAndShown() {
    OpSystem system =
        OpSystem.named("school")
            .state("S", "I", "R")
            .parameter("gamma")
            .input("beta", Curve.LINEAR, new double[] {0, 30}, new double[] {0.3, 0.1})
            .alias("force", "beta * I / (S + I + R)")
            .transition("infection: S -> I", "force")
            .transition("I -> R", "gamma")
            .build();
    assertThat(system.toString()).contains("\n  input beta = linear([0, 30], [0.3, 0.1])");
    assertThat(Equations.latex(system))
        .contains("\\beta(t) &= \\text{linear, 2 rows from t = 0 to 30}");
    assertThat(system.parameterTable().rows().get(1))
        .containsExactly("beta", "input", "linear, 2 rows from t = 0 to 30", "force");
    assertThat(system.summary().toString()).contains("Input `beta`: linear, 2 rows");
    CompiledSystem compiled = system.compile();
    Values values = Values.of("gamma", 0.2, "S", 99, "I", 1);
    TimeSpan span = TimeSpan.days(0, 60);
    Solution solution = compiled.solve(values, span);
    assertThat(solution.observe("beta").doubles()[15]).isCloseTo(0.2, within(1e-15));
    assertThat(compiled.gradient("max(beta * I / I)", values, span, "gamma").value())
        .isCloseTo(0.3, within(1e-15));
    assertThat(compiled.checkGradient(values, span).disagreement()).isLessThan(1e-6);
  }

  @Test
  void longTablesAreCutShortInText() {
    double[] many = new double[300];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    assertThat(decay(Curve.LINEAR, many, many).inputs().get(0))
        .hasToString(
            "k = linear([0, 1, 2, 3, 4, 5, … 300 in all], [0, 1, 2, 3, 4, 5, … 300 in all])");
  }

  @Test
  void tablesOfNumbersAndOfDatesAreRead() {
    Columns table =
        Columns.of(
            "day", new double[] {0, 14, 28},
            "date", new String[] {"2020-02-25", "2020-03-10", "2020-03-24"},
            "beta", new double[] {0.3, 0.2, 0.1});
    SystemBuilder builder = OpSystem.named("x").state("x").time("week").equation("x", "-x");
    List<Double> values = List.of(0.3, 0.2, 0.1);
    OpSystem system =
        builder
            .input("a", Curve.LINEAR, table, "day", "beta")
            .input("b", Curve.LINEAR, table, "date", "beta")
            .input("c", Curve.SPLINE, table, At.at("date", At.from("2020-03-10")), "beta")
            .build();
    assertThat(system.inputs())
        .containsExactly(
            new Input("a", Curve.LINEAR, List.of(0.0, 14.0, 28.0), values),
            new Input("b", Curve.LINEAR, List.of(0.0, 2.0, 4.0), values),
            new Input("c", Curve.SPLINE, List.of(-2.0, 0.0, 2.0), values));
  }

  @Test
  void wrongTablesAreRefusedAllAtOnce() {
    Columns table =
        Columns.of(
            "day", new double[] {0, 14},
            "date", new String[] {"2020-02-25", "spring"},
            "beta", new double[] {0.3, 0.2});
    LocalDate[] dates = {LocalDate.of(2020, 1, 1), null};
    assertThatThrownBy(
            () ->
                OpSystem.named("x")
                    .state("x")
                    .input("a", Curve.LINEAR, table, "day", "beat")
                    .input("b", Curve.LINEAR, table, "date", "date")
                    .input("c", Curve.LINEAR, table, At.at("day", At.from("2020-01-01")), "beta")
                    .input("d", Curve.LINEAR, Map.of("on", dates, "v", List.of(1, 2)), "on", "v")
                    .equation("x", "a + b + c + d")
                    .build())
        .hasMessage(
            """
            E6201 The data have no column 'beat'
              in input("a")
                beat
                ^^^^
              Did you mean 'beta'? Columns: day, date, beta.
            E6206 'spring' in row 2 is not a date
              in input("b")
                date
                ^^^^
              Dates are written year-month-day: 1978-01-22. For a file with others, say which: \
            table(path, "date: dd/MM/yyyy").
            E6201 Column 'date' holds no numbers
              in input("b")
                date
                ^^^^
              Columns of numbers: day, beta.
            E6206 Column 'day' holds numbers, not dates
              in input("c")
                day
                ^^^
              Leave from(…) away: the numbers are in the system's unit of time.
            E6213 Input 'd' has no time in row 2
              in input("d")
                d
                ^
              Leave the row out, or fill it; an input is known at every time.""");
    assertThatThrownBy(
            () ->
                OpSystem.named("x")
                    .time("none")
                    .state("x")
                    .input("d", Curve.PIECEWISE, Map.of("on", dates, "v", List.of(1, 2)), "on", "v")
                    .equation("x", "d")
                    .build())
        .hasMessage(
            """
            E6206 The system's time has no unit, so dates do not fit
              in input("d")
                d
                ^
              Give the system .time("day"), or the data a column of numbers.""");
  }

  @Test
  void wrongRowsAreRefusedAllAtOnce() {
    assertThatThrownBy(
            () ->
                OpSystem.named("x")
                    .state("x")
                    .input("x", Curve.LINEAR, TIMES, RATES)
                    .input("a b", Curve.LINEAR, TIMES, RATES)
                    .input("k", Curve.LINEAR, new double[] {0, 2, 2}, new double[] {1, 2, 3})
                    .input("l", Curve.SPLINE, new double[] {0, 1}, new double[] {1, 2})
                    .input("m", Curve.PIECEWISE, new double[] {0, 1}, new double[] {1})
                    .input("n", Curve.LINEAR, new double[] {0, 1}, new double[] {1, Double.NaN})
                    .equation("x", "k + l + m + n")
                    .build())
        .hasMessage(
            """
            E2101 'x' is already a state
              in input("x")
                x
                ^
              Choose another name.
            E2102 'a b' is not a name
              in input("a b")
                a b
                ^^^
              Names are letters, digits and underscores, a letter or underscore first.
            E6211 Times of input 'k' do not rise: 2.0 in row 3 comes after 2.0
              in input("k")
                k
                ^
              Sort the rows, and keep one row for each time.
            E6212 Input 'l' has 2 rows; spline wants 3 or more
              in input("l")
                l
                ^
              Give more rows, or write linear.
            E6212 Input 'm' has 2 times and 1 values
              in input("m")
                m
                ^
              Give one value for each time.
            E6213 Input 'n' has no value in row 2
              in input("n")
                n
                ^
              Leave the row out, or fill it; an input is known at every time.""");
  }
}
