package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages of problems in formulas of specs. */
class SpecFormulaMessagesTest {

  @Test
  void bareArraysAreRefused() {
    refuse(
        """
        state: ["x[a]"]
        axes: [{name: a, coords: [p, q]}]
        equations: {"x[a]": "-b * x"}
        """,
        """
        E2106 'x' varies over a
          in equations.x[a]
            -b * x
                 ^
          Write x[a].""");
  }

  @Test
  void subscriptsKeepTheirOrder() {
    refuse(
        """
        state: ["x[a,b]"]
        axes: [{name: a, coords: [p, q]}, {name: b, coords: [r, s]}]
        equations: {"x[a,b]": "-x[b,a]"}
        """,
        """
        E2106 'x' varies over a, b in this order
          in equations.x[a,b]
            -x[b,a]
             ^^^^^^
          Write x[a, b].""");
  }

  @Test
  void unknownIndexIsRefused() {
    refuse(
        """
        state: ["x[a]"]
        axes: [{name: a, coords: [p, q]}]
        equations: {"x[a]": "x[i]"}
        """,
        """
        E2105 Unknown index 'i'
          in equations.x[a]
            x[i]
              ^
          Indices: a.""");
  }

  @Test
  void parametersKeepTheirAxes() {
    refuse(
        """
        state: ["x[a]"]
        axes: [{name: a, coords: [p, q]}]
        equations: {"x[a]": "k[a] * x[a] - k"}
        """,
        """
        E2508 'k[a]' is here k
          in equations.x[a]
            k[a] * x[a] - k
                          ^
          A parameter has the same axes, in the same order, everywhere.""");
  }

  @Test
  void mistakesInFormulasArePointedAt() {
    refuse(
        """
        kind: transitions
        state: [S, I]
        transitions: [{from: S, to: I, rate: beta * * I}]
        """,
        """
        E1105 Unexpected '*'
          in transitions[0].rate
            beta * * I
                   ^
          A number, a name or ( should stand here.""");
  }

  @Test
  void wordsOfPythonAreNoNames() {
    refuse(
        """
        state: [x]
        equations: {x: "x * lambda"}
        """,
        """
        E1110 'lambda' is a word of Python, not a name
          in equations.x
            x * lambda
                ^^^^^^
          Rename it, as in lambda_.""");
  }

  @Test
  void aCaretIsNoPower() {
    refuse(
        """
        state: [x]
        equations: {x: "x ^ 2"}
        """,
        """
        E1101 Unexpected '^'
          in equations.x
            x ^ 2
              ^
          In a spec a power is written **.""");
  }

  @Test
  void aNumberByZeroIsRefused() {
    refuse(
        """
        state: [x]
        equations: {x: "x + 1/0"}
        """,
        """
        E1208 A number is divided by 0
          in equations.x
            x + 1/0
                  ^
          Write another number.""");
  }

  @Test
  void sumsDoNotRunOverContinuousAxes() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, coords: [0, 1]}]
        equations: {x: "sum_over(u[a:i], a=i)"}
        """,
        """
        E1207 A sum does not run over a continuous axis
          in equations.x
            sum_over(u[a:i], a=i)
            ^^^^^^^^^^^^^^^^^^^^^
          Write integrate_over.""");
  }

  @Test
  void kindsOfAxesDoNotMix() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, coords: [0, 1]}, {name: b, coords: [p]}]
        equations: {x: "apply_along(u[a:i, b:j], a=i, b=j)"}
        """,
        """
        E1207 'apply_along' runs over continuous and over other axes at once
          in equations.x
            apply_along(u[a:i, b:j], a=i, b=j)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          Nest two of them, one for each kind of axis.""");
  }

  @Test
  void integralsWantCoordinates() {
    refuse(
        """
        state: [x]
        axes: [{name: b, coords: [p]}]
        equations: {x: "integrate(i in b, u[i])"}
        """,
        """
        E1205 Axis 'b' has no coordinates to integrate over
          in equations.x
            integrate(i in b, u[i])
                      ^^^^^^
          Sum over it, or declare it as continuous.""");
  }

  @Test
  void filtersNameElements() {
    refuse(
        """
        state: [x]
        axes: [{name: b, coords: [young, old]}]
        equations: {x: "sum_over(u[b:i], b=i in [yuong])"}
        """,
        """
        E1206 Axis 'b' has no element 'yuong'
          in equations.x
            sum_over(u[b:i], b=i in [yuong])
                             ^^^^^^^^^^^^^^
          Did you mean 'young'? Elements: young, old.""");
  }

  @Test
  void filtersLeaveTwoPoints() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, coords: [0, 1, 2]}]
        equations: {x: "apply_along(u[a:i], a=i in [0.5, 1.5])"}
        """,
        """
        E1206 Fewer than 2 points of axis 'a' are left to integrate over
          in equations.x
            apply_along(u[a:i], a=i in [0.5, 1.5])
                                ^^^^^^^^^^^^^^^^^
          Its points: 0.0, 1.0, 2.0.""");
  }

  @Test
  void aFormulaComesBeforeItsAxes() {
    refuse(
        """
        state: [x]
        axes: [{name: b, coords: [p]}]
        equations: {x: "apply_along(u[b:i])"}
        """,
        """
        E1106 'apply_along' takes a formula, then axes
          in equations.x
            apply_along(u[b:i])
                              ^
          Write apply_along(formula, age=a): the index a runs over the axis age.""");
  }

  @Test
  void kernelsAreSumAndIntegrate() {
    refuse(
        """
        state: [x]
        axes: [{name: b, coords: [p]}]
        equations: {x: "apply_along(u[b:i], b=i, kernel=mean)"}
        """,
        """
        E1109 'apply_along' has no kernel 'mean'
          in equations.x
            apply_along(u[b:i], b=i, kernel=mean)
                                            ^^^^
          apply_along takes kernel=sum or kernel=integrate.""");
  }

  @Test
  void prefixesAreNoNames() {
    refuse(
        """
        state: [x]
        equations: {x: "x * np.pi + sum_state"}
        """,
        """
        E2103 Unknown name 'np.pi'
          in equations.x
            x * np.pi + sum_state
                ^^^^^
          Write np.exp(x), sum_state() or sum_prefix('I'); pi and e are numbers.
        E2103 Unknown name 'sum_state'
          in equations.x
            x * np.pi + sum_state
                        ^^^^^^^^^
          Write np.exp(x), sum_state() or sum_prefix('I'); pi and e are numbers.""");
  }

  @Test
  void unknownFunctionsAreRefused() {
    refuse(
        """
        state: [x]
        equations: {x: "np.expo(x)"}
        """,
        """
        E1201 Unknown function 'expo'
          in equations.x
            np.expo(x)
            ^^^^
          Did you mean 'exp'? Functions: sum, prod, abs, sign, floor, ceil, round, rint, sqrt, exp, expm1, log, ln, log1p, log2, log10, sin, cos, tan, asin, arcsin, acos, arccos, atan, arctan, sinh, cosh, tanh, erf, lgamma, … (26 more).""");
  }

  @Test
  void anAxisHasOneIndexInAReduction() {
    refuse(
        """
        state: [x]
        axes: [{name: b, coords: [p]}]
        equations: {x: "sum_over(u[b:i], b=i, b=j)"}
        """,
        """
        E2512 'sum_over' has the axis 'b' twice
          in equations.x
            sum_over(u[b:i], b=i, b=j)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
          Give each axis one index of its own, or nest two of them.""");
  }

  private static void refuse(String spec, String message) {
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }
}
