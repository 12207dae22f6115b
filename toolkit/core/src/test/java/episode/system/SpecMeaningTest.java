package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Problem;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What specs mean where it is easily got wrong; the numbers are worked out by hand. */
class SpecMeaningTest {
  private static final String AGES = "axes: [{name: age, coords: [young, old]}]\n";

  private static void check(String spec, double t, double[] y, Values values, double... expected) {
    OpSystem system = OpSystem.parse(spec);
    for (String backend : new String[] {"interpreter", "jvm"}) {
      double[] seen = system.compile(backend).rhs(t, y, values);
      // few operations on numbers of about 1 to 100
      assertThat(seen).as(backend).containsExactly(expected, Offset.offset(1e-12));
    }
  }

  private static void check(String spec, double[] y, Values values, double... expected) {
    check(spec, 0, y, values, expected);
  }

  private static double[] y(double... y) {
    return y;
  }

  @Test
  void anAxisOnlyInTheDestinationGivesEachElementTheWholeFlow() {
    String spec =
        """
        kind: transitions
        state: [S, "I[strain]"]
        axes: [{name: strain, coords: [a, b, c]}]
        transitions: [{from: S, to: "I[strain]", rate: beta}]
        """;
    check(spec, y(10, 0, 0, 0), Values.of("beta", 0.1), -3, 1, 1, 1);
    assertThat(OpSystem.parse(spec).warnings())
        .extracting(Problem::toString)
        .containsExactly(
            """
            E2152 Axis 'strain' is only in the destination
              in transitions[0].to
                I[strain]
                ^^^^^^^^^
              Each of its 3 elements receives the whole flow, and the source loses it as often: multiply the rate by a share.""");
  }

  @Test
  void anAxisOnlyInTheSourceIsSummed() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["I[age]", R]
            transitions: [{from: "I[age]", to: R, rate: "g[age]"}]
            """;
    check(spec, y(10, 20, 0), Values.of("g", new double[] {1, 2}), -10, -40, 50);
  }

  @Test
  void anAxisOnlyInTheRateIsSummed() {
    String spec =
        AGES
            + """
            kind: transitions
            state: [S, I]
            transitions: [{from: S, to: I, rate: "b[age]"}, {from: null, to: S, rate: "m[age]"}]
            """;
    Values values = Values.of("b", new double[] {1, 2}, "m", new double[] {5, 7});
    check(spec, y(10, 0), values, -30 + 12, 30);
  }

  @Test
  void sourcesAreAbsoluteSinksPerHeadAndRatesMayBeNumbers() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]"]
            transitions:
              - {to: "S[age]", rate: "births[age]"}
              - {from: "S[age]", to: null, rate: 0.5}
            """;
    check(spec, y(10, 20), Values.of("births", new double[] {3, 4}), -2, -6);
  }

  @Test
  void aPinnedFlowTakesRatesOfItsSource() {
    String spec =
        """
        kind: transitions
        state: ["S[vax]"]
        axes: [{name: vax, coords: [u, v, w]}]
        transitions: [{from: "S[vax=u]", to: "S[vax=w]", rate: "nu[vax]"}]
        """;
    check(spec, y(10, 20, 30), Values.of("nu", new double[] {1, 2, 3}), -10, 0, 10);
  }

  @Test
  void birthsAgeingAndInfectionStayInTheirClasses() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]", "I[age]"]
            transitions:
              - {from: null, to: "S[age=young]", rate: births}
              - {coord_shift: {age: young -> old}, apply_to: [S, I], rate: ageing}
              - {from: "S[age]", to: "I[age]", rate: lam}
            """;
    Values values = Values.of("births", 3, "ageing", 0.1, "lam", 0.5);
    check(spec, y(1, 2, 3, 4), values, 2.4, -0.9, 0.2, 1.3);
  }

  @Test
  void theBareNameOfABoundAxisMeansTheIndexExceptBesideIt() {
    String spec =
        AGES
            + """
            state: ["x[age]", "z[age]", "w[age]", "v[age]"]
            equations:
              "x[age]": "apply_along(x[age], age=a)"
              "z[age]": "apply_along(C[age, age:a]*x[age:a], age=a)"
              "w[age]": "apply_along(C[age:a, age]*x[a], age=a)"
              "v[age]": "apply_along(C[age, age:age]*x[age], age=age)"
            """;
    double[][] c = {{1, 2}, {3, 4}};
    check(
        spec,
        y(10, 100, 0, 0, 0, 0, 0, 0),
        Values.of("C", (Object) c),
        110,
        110,
        210,
        430,
        310,
        420,
        210,
        430);
  }

  @Test
  void reductionsNest() {
    String spec =
        AGES
            + """
            state: ["x[age]", "total"]
            equations:
              "x[age]": 0
              total: "sum_over(x[age:b] * sum_over(C[age:b, age:a]*x[a], age=a), age=b)"
            """;
    double[][] c = {{1, 2}, {3, 4}};
    check(spec, y(10, 100, 0), Values.of("C", (Object) c), 0, 0, 100 + 5000 + 40000);
  }

  @Test
  void whatDoesNotVaryIsAddedUpForEveryElement() {
    String spec = AGES + "state: [x]\nequations: {x: \"apply_along(x, age=a)\"}\n";
    check(spec, y(7), Values.of(), 14);
  }

  @Test
  void filtersTakeElementsPlacesAndIntervals() {
    String spec =
        """
        axes:
          - {name: age, coords: ["0-4", "5-17", "18+"]}
          - {name: dose, type: ordinal, coords: [none, one, two, three]}
          - {name: x, type: continuous, coords: [0, 1, 3, 7, 8]}
        state: [p, q, r]
        equations:
          p: "apply_along(a[age:i], age=i in ['0-4', '18+', '18+'])"
          q: "apply_along(d[dose:i], dose=i in [1, 2])"
          r: "apply_along(u[x:i], x=i in [0.5, 7])"
        """;
    Values values =
        Values.of("a", new double[] {1, 2, 5}, "d", new double[] {1, 2, 4, 8})
            .with("u", new double[] {100, 1, 2, 3, 100});
    check(spec, y(0, 0, 0), values, 11, 6, 1 * 1 + 3 * 2 + 2 * 3);
  }

  @Test
  void anIntegralOverPartOfAnAxisTakesNothingFromTheRest() {
    String spec =
        """
        axes: [{name: x, type: continuous, coords: [0, 1, 2]}]
        state: [r]
        equations: {r: "integrate_over(1 / u[x:i], x=i in [1, 2])"}
        """;
    check(spec, y(0), Values.of("u", new double[] {0, 1, 2}), 0.75);
  }

  @Test
  void weightsAreTrapezoidsAndMultiplyOverAxes() {
    String spec =
        """
        axes:
          - {name: x, type: continuous, domain: {lb: 0, ub: 2}, size: 3}
          - {name: z, type: continuous, domain: {lb: 1, ub: 100}, size: 3, spacing: log}
        state: [r]
        equations: {r: "apply_along(f[x:i, z:j], x=i, z=j, kernel=integrate)"}
        """;
    double[][] f = {{1, 1, 1}, {1, 1, 1}, {1, 1, 2}};
    check(spec, y(0), Values.of("f", (Object) f), 2 * 99 + 0.5 * 45);
    assertThat(OpSystem.parse(spec).axes().get(1).elements())
        .containsExactly("1.0", "10.0", "100.0");
  }

  @Test
  void namesOfCellsMeanThoseCells() {
    String spec =
        AGES
            + """
            state: ["S[age]", "I[age]"]
            equations:
              "S[age]": "-b * S__age_young"
              "I[age]": "b * S[age=old]"
              I__age_old: "lam__age_young"
            aliases: {"lam[age]": "c[age] * S[age]"}
            """;
    Values values = Values.of("b", 0.5, "c", new double[] {2, 3});
    check(spec, y(10, 20, 0, 0), values, -5, -5, 10, 20);
  }

  @Test
  void aCellNameAtTheEndOfATransitionIsThatCell() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]", R]
            transitions: [{from: S__age_old, to: R, rate: "g[age]"}]
            """;
    check(spec, y(10, 20, 0), Values.of("g", new double[] {1, 2}), 0, -40, 40);
  }

  @Test
  void prefixesMatchTheNamesOfCells() {
    String spec =
        AGES
            + """
            state: ["I[age]", I10, R]
            equations:
              "I[age]": "sum_prefix('I__age_o')"
              I10: "sum_prefix('I')"
              R: "sum_prefix('') - sum_state() + sum_prefix('Z')"
            """;
    check(spec, y(1, 2, 4, 8), Values.of(), 2, 2, 7, 0);
  }

  @Test
  void anAliasHidesTheStateOfItsName() {
    String spec =
        """
        state: [S, I]
        aliases: {twice: 2 * S, S: S + 1}
        equations: {S: -S, I: twice}
        """;
    check(spec, y(4, 0), Values.of(), -5, 10);
  }

  @Test
  void parametersOverTheTimeAxisAreInterpolated() {
    String spec =
        """
        axes:
          - {name: age, coords: [young, old]}
          - {name: time, type: continuous, coords: [0, 10, 30]}
        state: [x, "u[age]"]
        equations:
          x: "beta[time]"
          "u[age]": "m[age, time] + k[time, age]"
        """;
    Values values =
        Values.of("beta", new double[] {1, 3, 7})
            .with("m", new double[][] {{0, 10, 20}, {0, 100, 200}})
            .with("k", new double[][] {{0, 0}, {1, 2}, {3, 6}});
    check(spec, 20, y(0, 0, 0), values, 5, 15 + 2, 150 + 4);
    check(spec, 10, y(0, 0, 0), values, 3, 11, 102);
    check(spec, 2.5, y(0, 0, 0), values, 1.5, 2.75, 25.5);
    check(spec, -5, y(0, 0, 0), values, 1, 0, 0);
    check(spec, 99, y(0, 0, 0), values, 7, 23, 206);
  }

  @Test
  void anotherAxisMayBeTheTime() {
    String spec =
        """
        time_axis: day
        axes: [{name: day, type: continuous, coords: [0, 4]}]
        state: [x]
        equations: {x: "beta[day] * x"}
        """;
    check(spec, 1, y(10), Values.of("beta", new double[] {0, 1}), 2.5);
  }

  @Test
  void aChainOfEquationsFillsWhatIsMissing() {
    String spec =
        """
        state: [S, R]
        chain: [{name: E, length: 3, forward: [f, 2], entry: {from: S, rate: b}, exit: {to: R}}]
        equations: {S: -b * S, E1: b * S - f * E1}
        """;
    Values values = Values.of("b", 0.5, "f", 3);
    assertThat(OpSystem.parse(spec).stateNames()).containsExactly("S", "R", "E1", "E2", "E3");
    check(spec, y(10, 0, 1, 2, 4), values, -5, 8, 2, -1, -4);
  }

  @Test
  void aChainOverAnAxisHasItsStagesLast() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]", "I[age]", "R[age]"]
            chain:
              - name: I[age]
                length: 2
                forward: 3
                entry: {from: "S[age]", rate: "b[age]"}
                to: R[age]
            """;
    OpSystem system = OpSystem.parse(spec);
    assertThat(system.stateNames().subList(4, 8))
        .containsExactly("R__age_young", "R__age_old", "I1__age_young", "I1__age_old");
    Values values = Values.of("b", new double[] {1, 2});
    double[] y = {10, 20, 0, 0, 0, 0, 1, 2, 3, 4};
    check(spec, y, values, -10, -40, 0, 0, 9, 12, 7, 34, -6, -6);
  }

  @Test
  void cellsOfAStateMayBeDeclaredAlone() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]", "H[age=old]"]
            transitions:
              - {from: "S[age=old]", to: "H[age=old]", rate: "h[age] * H__age_old"}
            """;
    OpSystem system = OpSystem.parse(spec);
    assertThat(system.stateNames()).containsExactly("S__age_young", "S__age_old", "H__age_old");
    check(spec, y(1, 2, 3), Values.of("h", new double[] {5, 7}), 0, -42, 42);
  }

  @Test
  void functionsAndConditionsWorkOnArrays() {
    String spec =
        AGES
            + """
            state: ["x[age]", "z[age]"]
            equations:
              "x[age]": "np.where(x[age] > 5, np.exp(0 * x[age]), 0x10) + (1 if not z[age] else 2)"
              "z[age]": "max(x[age], 1_0) + (x[age] and 3) + (0 or z[age]) + 0 * pi + 0 * e"
            """;
    check(spec, y(1, 20, 0, 7), Values.of(), 17, 3, 13, 30);
  }

  @Test
  void axesKeepTheOrderOfTheDeclaration() {
    String spec =
        """
        axes: [{name: age, coords: [y, o]}, {name: vax, coords: [u, v, w]}]
        kind: transitions
        state: ["S[age,vax]", "R[vax,age]"]
        transitions: [{from: "S[age,vax]", to: "R[vax,age]", rate: 1}]
        """;
    check(
        spec,
        y(1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0),
        Values.of(),
        -1,
        -2,
        -3,
        -4,
        -5,
        -6,
        1,
        4,
        2,
        5,
        3,
        6);
  }

  @Test
  void parametersAreTheFreeNamesSortedWithTheirAxes() {
    String spec =
        AGES
            + """
            state: ["x[age]"]
            equations: {"x[age]": "z * C[age, age:a] * x[age] * apply_along(q[age] * b, age=a)"}
            """;
    assertThat(parameters(spec.replace("C[age, age:a] * x[age]", "C[age, age] * x[age]")))
        .isEqualTo("[C[age, age], b, q[age], z]");
  }

  private static String parameters(String spec) {
    return OpSystem.parse(spec).parameters().toString();
  }

  @Test
  void readingASpecTwiceGivesTheSame() {
    String spec =
        """
        {"kind": "transitions", "state": ["S", "I"],
         "transitions": [{"from": "S", "to": "I", "rate": "b[time]"}],
         "axes": [{"name": "time", "type": "continuous", "coords": [0, 2]}]}
        """;
    Object read = SpecText.parse(spec);
    assertThat(SpecReader.read("a", read).toString())
        .isEqualTo(SpecReader.read("a", read).toString());
    check(spec, 1, y(10, 0), Values.of("b", new double[] {0, 1}), -5, 5);
  }

  @Test
  void whatIsForEnginesIsKeptAndChangesNothing() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["S[age]", "R[age]"]
            transitions: [{from: "S[age]", to: "R[age]", rate: "r[age]"}]
            factorize_axes: [age, unknown]
            initial_state: {"S[age]": "s0[age]", "R[age]": {shaped: r0, axes: [age]}}
            kernels:
              - {name: K, axes: [age], form: gamma, params: {scale: 1, k: 2, theta: 3}}
              - {name: V, form: custom_value, value: [[1, 0], [0, 1]]}
            operators: [{kind: diffusion, axis: subgroup, apply_to: ["S[age]"], rate: d}]
            meta: {author: somebody}
            constraints: [anything]
            """;
    OpSystem system = OpSystem.parse(spec);
    assertThat(system.parameters()).hasToString("[r[age]]");
    assertThat(system.metadata().keySet())
        .containsExactlyInAnyOrder(
            "factorize_axes", "initial_state", "kernels", "operators", "meta", "constraints");
    assertThat(system.metadata().get("factorize_axes")).hasToString("[age]");
    check(spec, y(10, 20, 0, 0), Values.of("r", new double[] {1, 2}), -10, -40, 10, 40);
  }

  @Test
  void aFlowGivesWayToTheStateOfItsName() {
    String spec =
        """
        kind: transitions
        state: [S, I]
        transitions: [{name: I, from: S, to: I, rate: b}, {name: out, from: I, to: null, rate: b}]
        """;
    OpSystem system = OpSystem.parse(spec);
    assertThat(system.transitions()).extracting(Transition::label).containsExactly("S -> I", "out");
    check(spec, y(10, 4), Values.of("b", 0.5), -5, 3);
  }

  @Test
  void theLargestOfAnArrayIsThatOfItsElements() {
    String spec =
        AGES
            + """
            state: ["u[age]", x]
            equations: {"u[age]": "0", x: "max(u) + min(2 * u[age])"}
            """;
    check(spec, y(3, 5, 1), Values.of(), 0, 0, 11);
  }

  @Test
  void aFlowBackToWhereItComesFromChangesNothing() {
    String spec =
        AGES
            + """
            kind: transitions
            state: ["u[age]", x]
            transitions:
              - {from: x, to: x, rate: 1 / k}
              - {from: "u[age]", to: "u[age]", rate: "1 / k"}
              - {from: "u[age=young]", to: "u[age=young]", rate: "1 / k"}
              - {from: "u[age=young]", to: x, rate: "1"}
            """;
    // 1/0 is infinite, and infinity less infinity no number
    check(spec, y(3, 5, 1), Values.of("k", 0), -3, 0, 3);
  }
}
