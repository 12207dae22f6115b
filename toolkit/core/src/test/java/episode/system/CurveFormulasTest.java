package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.AxisKind;
import episode.expr.Breakpoints;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Curves through points in formulas: values and derivatives on both backends. */
class CurveFormulasTest {
  private static final double[] TIMES = {-3, 0, 7.5, 20, 33.3, 35, 59, 60, 61};
  private static final Values POINT =
      Values.of("a", 1, "b", 4, "c", -2, "k0", 20, "k1", 35, "w", new double[] {2, 5});

  private static OpSystem system(String formula) {
    return OpSystem.named("x")
        .axis("age", "young", "old")
        .state("S[age]")
        .parameter("a", "b", "c", "k0", "k1", "w[age]")
        .equation("S", formula + " + 0 * (a + b + c + k0 + k1) * w")
        .build();
  }

  private static void check(String formula, double... expected) {
    check(formula, expected, expected);
  }

  private static void check(String formula, double[] young, double[] old) {
    for (String backend : new String[] {"interpreter", "jvm"}) {
      CompiledSystem compiled = system(formula).compile(backend);
      for (int i = 0; i < TIMES.length; i++) {
        double[] seen = compiled.rhs(TIMES[i], new double[2], POINT);
        // a dozen operations on numbers of about 10
        assertThat(seen)
            .as(formula + " at " + TIMES[i] + " on " + backend)
            .containsExactly(new double[] {young[i], old[i]}, Offset.offset(1e-12));
      }
    }
  }

  @Test
  void piecewiseTakesItsValueFromTheBreakpointOn() {
    check("piecewise(t, [20, 35], [a, b, c])", 1, 1, 1, 4, 4, -2, -2, -2, -2);
    check("piecewise(t, [20, 5 * 7], [3, -1, 2])", 3, 3, 3, -1, -1, 2, 2, 2, 2);
    check("piecewise(t, [], [7])", 7, 7, 7, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void piecewiseOfStratifiedValues() {
    check(
        "piecewise(t, [20], [w, a])",
        new double[] {2, 2, 2, 1, 1, 1, 1, 1, 1},
        new double[] {5, 5, 5, 1, 1, 1, 1, 1, 1});
  }

  @Test
  void anArgumentMayBeStratifiedWithTheValues() {
    // w is 2 for the young and 5 for the old
    double[] young = {2, 2, 2, 2, 2, 2, 2, 2, 2};
    double[] old = {4, 4, 4, 4, 4, 4, 4, 4, 4};
    check("piecewise(w, [3], [a + 1, b])", young, old);
    double[] own = {2, 2, 2, 2, 2, 2, 2, 2, 2};
    double[] twice = {10, 10, 10, 10, 10, 10, 10, 10, 10};
    check("piecewise(w, [3], [w, 2 * w])", own, twice);
  }

  @Test
  void linearIsStraightBetweenKnotsAndLevelOutside() {
    double[] expected = {1, 1, 1.375 + 0.75, 4, -1.32, -2, 2.8, 3, 3};
    check("linear(t, [0, 20, 35, 60], [1, 4, -2, 3])", expected);
    check("linear(t, [0, k0, k1, 60], [a, b, c, 3])", expected);
    check("linear(t, [5], [a])", 1, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void linearOfStratifiedValuesAndKnots() {
    double[] young = new double[TIMES.length];
    double[] old = new double[TIMES.length];
    for (int i = 0; i < TIMES.length; i++) {
      double s = Math.max(0, Math.min(1, TIMES[i] / 60));
      young[i] = (1 - s) * 2 + s;
      old[i] = (1 - s) * 5 + s;
    }
    check("linear(t, [0, 60], [w, a])", young, old);
    for (int i = 0; i < TIMES.length; i++) {
      young[i] = Math.max(0, Math.min(1, TIMES[i] / 20));
      old[i] = Math.max(0, Math.min(1, TIMES[i] / 50));
    }
    check("linear(t, [0, 10 * w], [0, 1])", young, old);
  }

  @Test
  void smoothStepIsTheCubicThatIsLevelAtBothEnds() {
    double[] expected = new double[TIMES.length];
    for (int i = 0; i < TIMES.length; i++) {
      double s = Math.max(0, Math.min(1, (TIMES[i] - 20) / 15));
      expected[i] = 1 + 3 * (3 * s * s - 2 * s * s * s);
    }
    check("smooth_step(t, 20, 35, a, b)", expected);
    check("smooth_step(t, k0, k1, 1, 4)", expected);
  }

  @Test
  void splinesAreThoseOfScipy() {
    // scipy 1.17.1, interpolate.BSpline over the clamped knots, x held within them
    double[] cubic = {
      1,
      1,
      2.1554926658163267,
      0.05442176870748283,
      1.1722292597789112,
      1.3463541666666665,
      1.8343581666666666,
      2,
      2
    };
    check("bspline(t, [0, 20, 35, 60], [1, 4, -2, 3, 0.5, 2])", cubic);
    check("bspline(t, [0, k0, k1, 60], [a, b, c, 3, 0.5, 2], 3)", cubic);
    check(
        "bspline(t, [0, 20, 35, 60], [1, 4, -2, 3, 0.5], 2)",
        1,
        1,
        2.3459821428571432,
        0.5714285714285714,
        -0.49288809523809585,
        -0.125,
        0.691,
        0.5,
        0.5);
    check(
        "bspline(t, [0, 20, 35, 60], [1, 4, -2, 3], 1)",
        1,
        1,
        2.125,
        4,
        -1.319999999999999,
        -2,
        2.8,
        3,
        3);
    check(
        "bspline(t, [0, 60], [1, 4, -2, 3])",
        1,
        1,
        1.7421875,
        1.7407407407407407,
        1.0974025000000003,
        1.0324074074074074,
        2.759074074074074,
        3,
        3);
    check(
        "bspline(t, [0, 20, 35, 60], [1, 4, -2, 3, 0.5, 2, 7, -1], 5)",
        1,
        1,
        1.4711754039047862,
        0.6615453437610872,
        1.4518228807171178,
        1.5240162037037037,
        0.42995199179259225,
        -1,
        -1);
  }

  private static void checkSlopes(String curve, double... expected) {
    double[] at = {0, 7.5, 20, 33.3, 35, 59, 60, 61, -3};
    OpSystem system =
        OpSystem.named("x")
            .axis("i", 9)
            .state("x[i]")
            .equation("x", curve.replace("(t,", "(x,"))
            .build();
    for (String backend : new String[] {"interpreter", "jvm"}) {
      double[][] jacobian = system.compile(backend).jacobian(0, at, Values.of()).matrix();
      for (int i = 0; i < at.length; i++) {
        for (int j = 0; j < at.length; j++) {
          // a few dozen operations on numbers of about 1
          assertThat(jacobian[i][j])
              .as(curve + " by x at " + at[i] + " on " + backend)
              .isCloseTo(i == j ? expected[i] : 0, Offset.offset(1e-13));
        }
      }
    }
  }

  @Test
  void derivativesByTheArgumentAreThoseFromTheRight() {
    checkSlopes("piecewise(t, [20], [3, 1])", 0, 0, 0, 0, 0, 0, 0, 0, 0);
    checkSlopes(
        "linear(t, [0, 20, 35, 60], [1, 4, -2, 3])", 0.15, 0.15, -0.4, -0.4, 0.2, 0.2, 0, 0, 0);
    // scipy 1.17.1, BSpline.derivative
    checkSlopes(
        "bspline(t, [0, 20, 35, 60], [1, 4, -2, 3, 0.5, 2])",
        0.45,
        -0.07619579081632653,
        -0.07755102040816325,
        0.11681049744897963,
        0.0859375,
        0.15162549999999997,
        0,
        0,
        0);
    checkSlopes(
        "bspline(t, [0, 20, 35, 60], [1, 4, -2, 3, 0.5, 2, 7, -1], 5)",
        0.75,
        -0.231919586931552,
        0.0881268607216129,
        0.037088133920241545,
        0.049189814814814804,
        -1.2676893034074075,
        0,
        0,
        0);
    double s = 13.3 / 15;
    checkSlopes("smooth_step(t, 20, 35, 1, 4)", 0, 0, 0, 3 * 6 * (s - s * s) / 15, 0, 0, 0, 0, 0);
  }

  @Test
  void derivativesByValuesAndKnotsAreThoseOfDifferences() {
    List<String> formulas =
        List.of(
            "piecewise(t, [20, 35], [a * w, b, c ^ 2])",
            "linear(t, [0, k0, k1, 60], [a, b * w, c, 3])",
            "linear(t, [0, 10 * w, 60], [a, b * w, c])",
            "smooth_step(t, k0, k1, a, b * c * w)",
            "bspline(t, [0, k0, k1, 60], [a, b, c * w, 3, a * b, 2])",
            "bspline(t, [0, 9 * w, 60], [a, b, c * w, 3], 2)");
    for (String formula : formulas) {
      for (String backend : new String[] {"interpreter", "jvm"}) {
        CompiledSystem compiled = system(formula).compile(backend);
        for (double t : new double[] {-3, 7.5, 22, 33.3, 48.5, 61}) {
          var exact = compiled.parameterJacobians(t, new double[2], POINT);
          for (String name : List.of("a", "b", "c", "k0", "k1")) {
            double[] difference = difference(compiled, t, name);
            // central differences with a step of 1e-5 of numbers up to 100: 1e-10 / 1e-5 rounding
            assertThat(exact.get(name).doubles())
                .as(formula + " by " + name + " at " + t + " on " + backend)
                .containsExactly(difference, Offset.offset(2e-7));
          }
        }
      }
    }
  }

  private static double[] difference(CompiledSystem compiled, double t, String name) {
    double h = 1e-5;
    double x = POINT.tensor(name).orElseThrow().at(0);
    double[] up = compiled.rhs(t, new double[2], POINT.with(name, x + h));
    double[] down = compiled.rhs(t, new double[2], POINT.with(name, x - h));
    return new double[] {(up[0] - down[0]) / (2 * h), (up[1] - down[1]) / (2 * h)};
  }

  @Test
  void knotsThatDoNotRiseAtRunTimeGiveNoNumber() {
    CompiledSystem compiled = system("linear(t, [0, k0, k1], [a, b, c])").compile();
    assertThat(compiled.rhs(5, new double[2], POINT.with("k1", 19.0)))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void theGraphGrowsWithTheKnotsAndNotWithTheCells() {
    int few = nodes(3, "linear(t, [0, 10, w[age] + 20], [a, x, w])");
    int many = nodes(300, "linear(t, [0, 10, w[age] + 20], [a, x, w])");
    assertThat(many).isEqualTo(few);
  }

  private static int nodes(int cells, String formula) {
    return OpSystem.named("x")
        .axis("age", cells)
        .state("x[age]")
        .parameter("a", "w[age]")
        .equation("x", formula)
        .build()
        .rhs()
        .nodes()
        .size();
  }

  @Test
  void numbersInAListAreOneConstant() {
    StringBuilder knots = new StringBuilder("0");
    StringBuilder values = new StringBuilder("-5");
    for (int i = 1; i < 2000; i++) {
      knots.append(", ").append(i);
      values.append(", ").append(i % 7).append(" / 2");
    }
    String formula = "linear(t, [" + knots + "], [" + values + "])";
    assertThat(nodes(2, formula)).isLessThan(40);
  }

  @Test
  void breakpointsAreKnotsComparisonsAndPointsInTime() {
    NamedAxis time = new NamedAxis("time", List.of("0", "7"), AxisKind.TIME, List.of(0.0, 7.0));
    NamedAxis age = new NamedAxis("age", List.of("young", "old"));
    List<Formula> formulas =
        List.of(
            Formula.parse(
                "f", "piecewise(t, [20, 40], [a, b, S]) + smooth_step(t, k0, k0 + 5, 0, 1)"),
            Formula.parse("f", "linear(S, [1, 2], [3, 4]) + (1 if t < k1 else 0) + (20 <= t)"),
            Formula.parse("f", "sum(i in age, linear(t, [0, w[i], S], [0, 1, 2])) + beta[time]"),
            Formula.parse("f", "bspline(t, [w[age=old], 3 * pi], [1, 2, 3, 4])"));
    Map<String, List<NamedAxis>> constants =
        Map.of(
            "a",
            List.of(),
            "k0",
            List.of(),
            "k1",
            List.of(),
            "w",
            List.of(age),
            "beta",
            List.of(time));
    assertThat(Breakpoints.of(formulas, constants, Map.of()).times())
        .extracting(each -> each.time().expr().toString())
        .containsExactlyInAnyOrder(
            "20", "40", "k0", "k0 + 5", "k1", "0", "w", "7", "w[age=\"old\"]", "3 * pi");
  }

  private static String latex(String formula) {
    String all = Equations.latex(system(formula));
    int start = all.indexOf("&= ") + 3;
    return all.substring(start, all.indexOf(" + 0 \\, "));
  }

  @Test
  void curvesAreWrittenWithTheirKnots() {
    assertThat(latex("piecewise(t, [20, 35], [a, b, w])"))
        .isEqualTo(
            "\\begin{cases} a & t \\lt 20 \\\\ b & 20 \\le t \\lt 35 \\\\ w_{g} & 35 \\le t "
                + "\\end{cases}");
    assertThat(latex("linear(t, [0, k0], [a, 3])"))
        .isEqualTo("\\operatorname{linear}\\left(t;\\; 0 \\mapsto a,\\; k_{0} \\mapsto 3\\right)");
    assertThat(latex("smooth_step(t, k0, k1, a, b)"))
        .isEqualTo(
            "\\operatorname{smooth\\ step}\\left(t;\\; k_{0} \\mapsto a,\\; k_{1} \\mapsto b\\right)");
    assertThat(latex("bspline(t, [0, 9], [1, 2, 3], 2)"))
        .isEqualTo(
            "\\operatorname{spline}\\left(t;\\; \\text{knots } 0, 9;\\; \\text{coefficients } 1, 2, 3"
                + ";\\; \\text{degree } 2\\right)");
    assertThat(latex("linear(t, [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])"))
        .contains("4 \\mapsto 4,\\; \\dots,\\; 8 \\mapsto 8");
  }
}
