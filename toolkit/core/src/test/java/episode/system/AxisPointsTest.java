package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.AxisKind;
import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.plot.Panel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Axes of points and of names in an order, and what reductions over them give, by hand. */
class AxisPointsTest {

  @Test
  void aGridHasThePointsThatPythonSpreads() {
    // lb + step * i in Python 3.11, as op_system has it
    NamedAxis axis = AxisPoints.grid(0, 1, 10).named("x");
    assertThat(axis.kind()).isEqualTo(AxisKind.CONTINUOUS);
    assertThat(axis.elements())
        .startsWith("0.0", "0.1111111111111111", "0.2222222222222222", "0.3333333333333333")
        .endsWith("0.8888888888888888", "1.0");
  }

  @Test
  void aLogGridHasThePointsThatPythonSpreads() {
    // lb * ratio ** i in Python 3.11, as op_system has it
    assertThat(AxisPoints.logGrid(1, 100, 9).named("x").elements())
        .containsExactly(
            "1.0",
            "1.7782794100389228",
            "3.162277660168379",
            "5.62341325190349",
            "9.999999999999998",
            "17.782794100389225",
            "31.62277660168379",
            "56.2341325190349",
            "99.99999999999999");
  }

  @Test
  void pointsAndNamesKeepWhatWasSaid() {
    NamedAxis points = AxisPoints.points(0, 0.5, 2).named("x");
    assertThat(points.elements()).containsExactly("0.0", "0.5", "2.0");
    assertThat(points.coordinates()).containsExactly(0.0, 0.5, 2.0);
    NamedAxis dose = AxisPoints.ordinal("none", "one", "two").named("dose");
    assertThat(dose.kind()).isEqualTo(AxisKind.ORDINAL);
    assertThat(dose.elements()).containsExactly("none", "one", "two");
    assertThat(AxisPoints.points(0, 10).named("time").kind()).isEqualTo(AxisKind.TIME);
    assertThat(AxisPoints.ordinal("a", "b").named("time").kind()).isEqualTo(AxisKind.ORDINAL);
  }

  @Test
  void pointsAreShownAsTheyAreWritten() {
    assertThat(AxisPoints.grid(0, 10, 21)).hasToString("grid(0, 10, 21)");
    assertThat(AxisPoints.logGrid(0.5, 10, 3)).hasToString("logGrid(0.5, 10, 3)");
    assertThat(AxisPoints.points(0, 0.5, 2)).hasToString("points(0, 0.5, 2)");
    assertThat(AxisPoints.ordinal("none", "one")).hasToString("ordinal(\"none\", \"one\")");
  }

  @Test
  void pointsThatDoNotRiseAreRefused() {
    assertMessage(
        () -> AxisPoints.points(0, 2, 1),
        """
            E2125 The points of an axis do not rise at 1
              Give finite numbers, each larger than the one before.""");
    assertMessage(
        () -> AxisPoints.points(0, Double.NaN),
        """
            E2125 The points of an axis do not rise at nan
              Give finite numbers, each larger than the one before.""");
  }

  @Test
  void tooFewAndTooManyPointsAreRefused() {
    assertMessage(
        () -> AxisPoints.points(1),
        """
            E2125 points(1) has 1 point
              An axis has from 2 to 100000.""");
    assertMessage(
        () -> AxisPoints.grid(0, 1, 100_001),
        """
            E2125 grid(0, 1, 100001) has 100001 points
              An axis has from 2 to 100000.""");
  }

  @Test
  void emptyDomainsAreRefused() {
    assertMessage(
        () -> AxisPoints.grid(1, 0, 5),
        """
            E2125 grid(1, 0, 5) is empty or endless
              Write the lower end first, both finite.""");
    assertMessage(
        () -> AxisPoints.logGrid(0, 1, 5),
        """
            E2125 logGrid(0, 1, 5) starts at 0
              Points at equal ratios lie above 0.""");
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(EpisodeException.class).hasMessage(message);
  }

  @Test
  void nullIsRefused() {
    assertThatThrownBy(() -> OpSystem.named("m").axis("x", (AxisPoints) null))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2119");
    assertThatThrownBy(() -> AxisPoints.ordinal("a", null))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2119");
  }

  /** Returns the right-hand side of a number whose derivative is a formula. */
  private static double value(SystemBuilder builder, String formula, Values values) {
    CompiledSystem system = builder.state("v").equation("v", formula).build().compile();
    return system.rhs(0, new double[1], values)[0];
  }

  private static SystemBuilder axes() {
    return OpSystem.named("m")
        .axis("age", "young", "old")
        .axis("dose", AxisPoints.ordinal("none", "one", "two"))
        .axis("x", AxisPoints.points(0, 1, 3))
        .parameter("a[age]", "d[dose]", "u[x]", "w[age, x]");
  }

  private static final Values NUMBERS =
      Values.of(
          "a", new double[] {2, 5},
          "d", new double[] {1, 3, 4},
          "u", new double[] {10, 20, 40},
          "w", new double[][] {{1, 2, 3}, {4, 6, 8}});

  @Test
  void reductionsOverOneAxis() {
    assertThat(value(axes(), "sum(j in age, a[j])", NUMBERS)).isEqualTo(7);
    assertThat(value(axes(), "prod(j in dose, d[j])", NUMBERS)).isEqualTo(12);
    assertThat(value(axes(), "min(j in dose, d[j])", NUMBERS)).isEqualTo(1);
    assertThat(value(axes(), "max(y in x, u[y])", NUMBERS)).isEqualTo(40);
    assertThat(value(axes(), "sum(y in x, u[y])", NUMBERS)).isEqualTo(70);
    // weights 0.5, 1.5, 1
    assertThat(value(axes(), "integrate(y in x, u[y])", NUMBERS)).isEqualTo(5 + 30 + 40);
  }

  @Test
  void reductionsOverTwoAxesAndNested() {
    String both = "sum(i in age, j in dose, a[i] * d[j])";
    assertThat(value(axes(), both, NUMBERS)).isEqualTo(7 * 8);
    // the largest of Σ over x: 6 and 18
    assertThat(value(axes(), "max(i in age, sum(y in x, w[i, y]))", NUMBERS)).isEqualTo(18);
    // 2 (0.5 + 3 + 3) + 5 (2 + 9 + 8)
    String mixed = "sum(i in age, a[i] * integrate(y in x, w[i, y]))";
    assertThat(value(axes(), mixed, NUMBERS)).isEqualTo(108);
    // ∫∫ u(y) u(z) dy dz
    String square = "integrate(y in x, z in x, u[y] * u[z])";
    assertThat(value(axes(), square, NUMBERS)).isEqualTo(75 * 75);
    assertThat(value(axes(), "prod(i in age, min(y in x, w[i, y]))", NUMBERS)).isEqualTo(4);
  }

  @Test
  void aParameterOverTimeIsItsValueAtT() {
    CompiledSystem system =
        OpSystem.named("m")
            .axis("time", AxisPoints.points(0, 10, 20))
            .state("v")
            .parameter("beta[time]")
            .equation("v", "beta")
            .build()
            .compile();
    Values values = Values.of("beta", new double[] {1, 3, 0});
    assertThat(system.rhs(-5, new double[1], values)[0]).isEqualTo(1);
    // 1 + 2 · 0.4, rounded twice
    assertThat(system.rhs(4, new double[1], values)[0]).isCloseTo(1.8, within(1e-15));
    assertThat(system.rhs(15, new double[1], values)[0]).isEqualTo(1.5);
    assertThat(system.rhs(100, new double[1], values)[0]).isEqualTo(0);
  }

  private static SystemBuilder decay(int size) {
    return OpSystem.named("m")
        .axis("x", AxisPoints.grid(0, 10, size))
        .state("u[x]")
        .equation("u[x=5]", "-u[x=5.0]");
  }

  @Test
  void aPointIsNamedByItsNumber() {
    OpSystem system = decay(5).build();
    Solution solution =
        system.compile().solve(Values.of("u", new double[] {1, 2, 3, 4, 5}), TimeSpan.times(0, 1));
    // the default tolerance of a solve is 1e-6
    assertThat(solution.state("u", "5")[1]).isCloseTo(3 * Math.exp(-1), within(1e-4));
    assertThat(solution.state("u", "2.50")).isEqualTo(solution.state("u", "2.5"));
    assertThatThrownBy(() -> solution.state("u", "2.6"))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2107 Axis 'x' has no element '2.6'");
  }

  @Test
  void aStateOverManyPointsIsDrawnAsCurvesOverThem() {
    Solution solution =
        decay(51).build().compile().solve(Values.of("u", new double[51]), TimeSpan.times(0, 8));
    Panel panel = solution.plot().panels().get(0);
    assertThat(panel.x().label()).isEqualTo("x");
    assertThat(panel.layers())
        .extracting(layer -> layer.name())
        .containsExactly("day 0", "day 2", "day 4", "day 6", "day 8");
  }

  @Test
  void aLongAxisIsSummedUpInViews() {
    assertThat(decay(51).build().axes().get(0)).hasToString("x (51 points from 0.0 to 10.0)");
  }
}
