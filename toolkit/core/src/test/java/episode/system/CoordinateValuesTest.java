package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Coordinates of continuous and ordinal axes in formulas; every number is worked out by hand. */
class CoordinateValuesTest {
  private static final double[] X = {0, 0.5, 2};
  // trapezoid: (0.5 - 0)/2, (2 - 0)/2, (2 - 0.5)/2
  private static final double[] W = {0.25, 1, 0.75};
  private static final String LINE =
      """
      axes:
        - {name: x, type: continuous, coords: [0, 0.5, 2]}
        - {name: dose, type: ordinal, coords: [none, one, two]}
        - {name: year, type: ordinal, coords: ['2019', '2021']}
        - {name: age, coords: [young, old]}
        - {name: time, type: continuous, coords: [0, 10]}
      """;
  private static final double[] U = {3, 5, 7};

  private static double[] rhs(String spec, double t, double[] y, Values values) {
    OpSystem system = OpSystem.parse(LINE + spec);
    double[] seen = system.compile("interpreter").rhs(t, y, values);
    // the same operations in the same order, up to how a sum is associated
    assertThat(system.compile("jvm").rhs(t, y, values)).containsExactly(seen, Offset.offset(1e-13));
    return seen;
  }

  private static void check(String equation, double... expected) {
    String spec = "state: [\"u[x]\"]\nequations: {\"u[x]\": \"" + equation + "\"}\n";
    assertThat(rhs(spec, 4, U, equation.contains("k") ? Values.of("k", 2) : Values.of()))
        .as(equation)
        .containsExactly(expected, Offset.offset(1e-12)); // few operations on numbers near 10
  }

  @Test
  void continuousAxisIsItsCoordinate() {
    check("x * u[x]", 0, 2.5, 14);
    check("exp(-k * x)", 1, Math.exp(-1), Math.exp(-4));
    check("x", X);
  }

  @Test
  void indexIsTheCoordinateThatItRunsOver() {
    double[] expected = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        expected[i] += W[j] * Math.exp(-Math.abs(X[i] - X[j])) * U[j];
      }
    }
    check("integrate(y in x, exp(-abs(x - y)) * u[y])", expected);
    check("integrate_over(exp(-abs(x - y)) * u[x:y], x=y)", expected);
  }

  @Test
  void axisWithinItsOwnReductionIsTheIndex() {
    double moment = 0;
    for (int j = 0; j < 3; j++) {
      moment += W[j] * X[j] * U[j];
    }
    check("integrate_over(x * u[x], x=y)", moment, moment, moment);
    check("integrate_over(x * u[x:y], x=y)", moment, moment, moment);
    check("apply_along(x * u[x], x=x)", moment, moment, moment);
    check("integrate_over(y * u[x:y], x=y)", moment, moment, moment);
  }

  @Test
  void filteredIndexIsTheCoordinateOfWhatIsLeft() {
    // points 0.5 and 2 with weights 0.75 each
    double expected = 0.75 * (0.5 * 5 + 2 * 7);
    check("integrate_over(y * u[x:y], x=y in [0.4, 3])", expected, expected, expected);
  }

  @Test
  void totalOverCoordinates() {
    check("sum(x * u)", 16.5, 16.5, 16.5);
    check("max(x)", 2, 2, 2);
  }

  @Test
  void pinnedAxisIsTheNumberOfItsElement() {
    String spec =
        """
        kind: transitions
        state: ["u[x]", "v[x]"]
        transitions: [{from: "u[x=0.5]", to: "v[x=2.0]", rate: "k * (1 + x)"}]
        """;
    assertThat(rhs(spec, 0, new double[] {1, 4, 2, 0, 0, 0}, Values.of("k", 3)))
        .containsExactly(new double[] {0, -18, 0, 0, 0, 18}, Offset.offset(0.0));
  }

  @Test
  void stateDeclaredCellByCellKnowsItsPlace() {
    String spec =
        """
        kind: transitions
        state: ["u[x=0.5]", v]
        transitions: [{from: "u[x=0.5]", to: v, rate: "1 + x"}]
        """;
    assertThat(rhs(spec, 0, new double[] {4, 0}, Values.of())).containsExactly(-6, 6);
  }

  @Test
  void ordinalAxisIsItsPlaceFromZero() {
    String spec = "state: [\"S[dose]\"]\nequations: {\"S[dose]\": \"-k ** dose * S[dose]\"}\n";
    assertThat(rhs(spec, 0, new double[] {1, 1, 1}, Values.of("k", 0.5)))
        .containsExactly(-1, -0.5, -0.25);
  }

  @Test
  void filteredOrdinalIndexKeepsItsPlace() {
    String spec =
        "state: [\"S[dose]\"]\n"
            + "equations: {\"S[dose]\": \"sum_over(d * S[dose:d], dose=d in [1, 2])\"}\n";
    double expected = 1 * 10 + 2 * 100;
    assertThat(rhs(spec, 0, new double[] {1, 10, 100}, Values.of()))
        .containsExactly(expected, expected, expected);
  }

  @Test
  void ordinalAxisOfNumbersIsThoseNumbers() {
    String spec = "state: [\"S[year]\"]\nequations: {\"S[year]\": \"year - 2000\"}\n";
    assertThat(rhs(spec, 0, new double[] {1, 1}, Values.of())).containsExactly(19, 21);
  }

  @Test
  void timeAxisIsTheTime() {
    String spec = "state: [S]\nequations: {S: \"time * k[time]\"}\n";
    Values values = Values.of("k", new double[] {0, 10});
    assertThat(rhs(spec, 4, new double[] {1}, values)).containsExactly(16);
  }

  @Test
  void rateThatVariesOverAnAxisByItsCoordinateAloneIsSummed() {
    String spec =
        """
        kind: transitions
        state: [S, R]
        transitions: [{from: S, to: R, rate: "dose"}]
        """;
    assertThat(rhs(spec, 0, new double[] {2, 0}, Values.of())).containsExactly(-6, 6);
  }

  @Test
  void stateOfTheSameNameGoesFirst() {
    String spec = "state: [dose]\nequations: {dose: \"-dose\"}\n";
    assertThat(rhs(spec, 0, new double[] {3}, Values.of())).containsExactly(-3);
  }

  @Test
  void indexOfAReductionHidesAnAliasInTheLanguageOfThisLibrary() {
    String spec =
        """
        state: ["u[x]"]
        aliases: {y: "100"}
        equations: {"u[x]": "y + integrate(y in x, y * u[y])"}
        """;
    double moment = 100 + W[1] * 0.5 * 5 + W[2] * 2 * 7;
    assertThat(rhs(spec, 0, U, Values.of()))
        .containsExactly(new double[] {moment, moment, moment}, Offset.offset(1e-12));
  }

  @Test
  void indexOfApplyAlongLeavesAStateOfItsNameAlone() {
    String spec =
        """
        state: [y, "u[x]"]
        equations: {y: "integrate_over(y * u[x:y], x=y)", "u[x]": "0"}
        """;
    double total = W[0] * 3 + W[1] * 5 + W[2] * 7;
    assertThat(rhs(spec, 0, new double[] {2, 3, 5, 7}, Values.of()))
        .containsExactly(new double[] {2 * total, 0, 0, 0}, Offset.offset(1e-12));
  }

  @Test
  void derivativesGoThroughFormulasWithCoordinates() {
    String spec =
        "state: [\"u[x]\"]\n"
            + "equations: {\"u[x]\": \"integrate(y in x, exp(-k * abs(x - y)) * u[y] ** 2)\"}\n";
    OpSystem system = OpSystem.parse(LINE + spec);
    for (String backend : new String[] {"interpreter", "jvm"}) {
      CompiledSystem compiled = system.compile(backend);
      double[][] byState = compiled.jacobian(0, U, Values.of("k", 2)).matrix();
      double[] byK = compiled.parameterJacobians(0, U, Values.of("k", 2)).get("k").doubles();
      for (int i = 0; i < 3; i++) {
        double slope = 0;
        for (int j = 0; j < 3; j++) {
          double d = Math.abs(X[i] - X[j]);
          double kernel = W[j] * Math.exp(-2 * d);
          // exact derivatives, a handful of roundings
          assertThat(byState[i][j]).isCloseTo(kernel * 2 * U[j], Offset.offset(1e-13));
          slope -= kernel * d * U[j] * U[j];
        }
        assertThat(byK[i]).isCloseTo(slope, Offset.offset(1e-12));
      }
    }
  }

  @Test
  void categoricalAxisHasNoNumbers() {
    String spec = "state: [\"S[age]\"]\nequations: {\"S[age]\": \"age * S[age]\"}\n";
    assertThatThrownBy(() -> OpSystem.parse(LINE + spec))
        .hasMessageContaining("E1209 Here stands the categorical axis 'age'");
  }

  @Test
  void coordinatesAreWrittenAsTheIndexInEquations() {
    String spec =
        "state: [\"u[x]\"]\nequations: {\"u[x]\": \"integrate(y in x, (x - y) * u[y])\"}\n";
    assertThat(Equations.latex(OpSystem.parse(LINE + spec))).contains("(x - y\\right) \\, u_{y}");
  }
}
