package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact messages of problems in specs. */
class SpecMessagesTest {

  @Test
  void tagsNameNoClasses() {
    refuse(
        """
        state: !!java.io.File [x]
        """,
        """
        E2501 The spec is not YAML or JSON: could not determine a constructor for the tag tag:yaml.org,2002:java.io.File
          in line 1
            state: !!java.io.File [x]
                   ^
          Texts with : # [ ] { } or a comma are quoted; indent with spaces.""");
  }

  @Test
  void brokenTextIsRefused() {
    refuse(
        """
        state: [x
        equations: {x: 1}
        """,
        """
        E2501 The spec is not YAML or JSON: expected ',' or ']', but got :
          in line 2
            equations: {x: 1}
                     ^
          Texts with : # [ ] { } or a comma are quoted; indent with spaces.""");
  }

  @Test
  void aKeyTwiceIsRefused() {
    refuse(
        """
        state: [x]
        state: [y]
        """,
        """
        E2501 The spec is not YAML or JSON: found duplicate key state
          in line 2
            state: [y]
            ^
          Texts with : # [ ] { } or a comma are quoted; indent with spaces.""");
  }

  @Test
  void aSpecIsAMapping() {
    refuse(
        """
        [x, y]
        """,
        """
        E2503 'spec' is not a mapping of keys to values
          in spec
            [x, y]
            ^^^^^^
          It is a list of 2.""");
  }

  @Test
  void unknownKeysAreRefused() {
    refuse(
        """
        state: [x]
        equation: {x: 1}
        equations: {x: 1}
        """,
        """
        E2502 Unknown key 'equation'
          in spec
            equation
            ^^^^^^^^
          Did you mean 'equations'? Keys: kind, state, equations, transitions, aliases, axes, chain, time_axis, initial_state, kernels, operators, state_axes, factorize_axes, sources, couplings, constraints, meta.""");
  }

  @Test
  void statesAreNeeded() {
    refuse(
        """
        equations: {x: 1}
        """,
        """
        E2503 The key 'state' is missing
          in spec
            equations
            ^^^^^^^^^
          Name the states: state: [S, I, R].""");
  }

  @Test
  void statesAreAList() {
    refuse(
        """
        state: x
        equations: {x: 1}
        """,
        """
        E2503 'state' is not a list
          in state
            x
            ^
          It is a text.""");
  }

  @Test
  void noStateIsNone() {
    refuse(
        """
        state: []
        equations: {}
        """,
        """
        E2503 The list of states is empty
          in state
            []
            ^^
          Name the states: state: [S, I, R].""");
  }

  @Test
  void unknownKindIsRefused() {
    refuse(
        """
        kind: transition
        state: [x]
        """,
        """
        E2504 Unknown kind of spec 'transition'
          in kind
            transition
            ^^^^^^^^^^
          Did you mean 'transitions'? Kinds: expr, transitions.""");
  }

  @Test
  void equationsBesideTransitionsAreRefused() {
    refuse(
        """
        kind: transitions
        state: [S, I]
        transitions: [{from: S, to: I, rate: b}]
        equations: {S: 1}
        """,
        """
        E2504 A spec of kind transitions has no equations
          in equations
            S
            ^
          Remove them, or write kind: expr.""");
  }

  @Test
  void aStateTwiceIsRefused() {
    refuse(
        """
        state: [x, x]
        equations: {x: 1}
        """,
        """
        E2101 'x' is already a state
          in state[1]
            x
            ^
          Choose another name.""");
  }

  @Test
  void cellsOfOneNameAreRefused() {
    refuse(
        """
        state: ["x[a]"]
        axes: [{name: a, coords: ["0-4", "0_4"]}]
        equations: {"x[a]": 1}
        """,
        """
        E2101 Two cells are called 'x__a_0_4'
          in state
            [x[a]]
            ^^^^^^
          Rename elements or states.""");
  }

  @Test
  void everyStateHasAnEquation() {
    refuse(
        """
        state: [x, y, z]
        equations: {x: 1}
        """,
        """
        E2506 There is no equation for y, z
          in equations
            x
            ^
          Write one: y: 0, if it does not change.""");
  }

  @Test
  void anEquationIsForAState() {
    refuse(
        """
        state: [Sick, Well]
        equations: {Sik: 1, Sick: 1, Well: 1}
        """,
        """
        E2103 Unknown state 'Sik'
          in equations
            Sik
            ^^^
          Did you mean 'Sick'? States: Sick, Well.""");
  }

  @Test
  void anEquationNamesItsAxes() {
    refuse(
        """
        state: ["x[a]"]
        axes: [{name: a, coords: [p, q]}]
        equations: {x: 1}
        """,
        """
        E2106 'x' does not have the axes of 'x[a]'
          in equations
            x
            ^
          Write x[a], its axes in this order.""");
  }

  @Test
  void axesHaveATypeThatIsKnown() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: nominal, coords: [p, q]}]
        equations: {x: 1}
        """,
        """
        E2505 Unknown type of axis 'nominal'
          in axes[0].type
            nominal
            ^^^^^^^
          Types: categorical, ordinal, continuous.""");
  }

  @Test
  void elementsAreTexts() {
    refuse(
        """
        state: [x]
        axes: [{name: a, coords: [1, 2]}]
        equations: {x: 1}
        """,
        """
        E2503 'axes[0].coords[0]' is not a text
          in axes[0].coords[0]
            1
            ^
          It is a number.
        E2503 'axes[0].coords[1]' is not a text
          in axes[0].coords[1]
            2
            ^
          It is a number.""");
  }

  @Test
  void pointsRise() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, coords: [0, 2, 1]}]
        equations: {x: 1}
        """,
        """
        E2505 The points of axis 'a' do not rise at 1.0
          in axes[0].coords
            [0, 2, 1]
            ^^^^^^^^^
          Give finite numbers, each larger than the one before.""");
  }

  @Test
  void logarithmsWantPositiveDomains() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, domain: {lb: 0, ub: 1}, size: 3, spacing: log}]
        equations: {x: 1}
        """,
        """
        E2505 A log spacing wants lb above 0
          in axes[0].domain
            lb, ub
            ^^^^^^
          Raise lb.""");
  }

  @Test
  void unknownAxisIsRefused() {
    refuse(
        """
        state: ["x[agee]"]
        axes: [{name: age, coords: [p, q]}]
        equations: {"x[age]": 1}
        """,
        """
        E2104 Unknown axis 'agee'
          in state[0]
            x[agee]
            ^^^^^^^
          Did you mean 'age'? Axes: age.""");
  }

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
  void transitionsWantAnEnd() {
    refuse(
        """
        kind: transitions
        state: [S]
        transitions: [{from: S, rate: b}]
        """,
        """
        E2503 The key 'to' is missing
          in transitions[0]
            from, rate
            ^^^^^^^^^^
          Write to: I, or to: null for what leaves the system.""");
  }

  @Test
  void transitionsNameStates() {
    refuse(
        """
        kind: transitions
        state: [S, I]
        transitions: [{from: S, to: J, rate: b}]
        """,
        """
        E2103 Unknown state 'J'
          in transitions[0].to
            J
            ^
          States: S, I.""");
  }

  @Test
  void transitionsAreNeeded() {
    refuse(
        """
        kind: transitions
        state: [S]
        transitions: []
        """,
        """
        E2503 The list of transitions is empty
          in transitions
            []
            ^^
          Write transitions: [{from: S, to: I, rate: beta}].""");
  }

  @Test
  void shiftsHaveAnArrow() {
    refuse(
        """
        kind: transitions
        state: ["S[a]"]
        axes: [{name: a, coords: [p, q]}]
        transitions: [{coord_shift: {a: p to q}, apply_to: [S], rate: 1}]
        """,
        """
        E2507 A shift has one '->'
          in transitions[0].coord_shift.a
            p to q
            ^^^^^^
          Write "u -> v".""");
  }

  @Test
  void chainsHaveTwoStages() {
    refuse(
        """
        state: [S]
        chain: [{name: I, length: 1, forward: g}]
        equations: {S: 1}
        """,
        """
        E2509 A chain has from 2 to 10000 stages, here 1
          in chain[0].length
            1
            ^
          Change the length.""");
  }

  @Test
  void chainsHaveARateForEveryStep() {
    refuse(
        """
        state: [S]
        chain: [{name: I, length: 3, forward: [g]}]
        equations: {S: 1}
        """,
        """
        E2509 Steps forward: 2, rates for them: 1
          in chain[0].forward
            [g]
            ^^^
          Give one rate for each, or one for all.""");
  }

  @Test
  void everythingIsReportedAtOnce() {
    refuse(
        """
        state: [x, x]
        equations: {x: "1 +", z: 1}
        foo: 1
        """,
        """
        E2502 Unknown key 'foo'
          in spec
            foo
            ^^^
          Keys: kind, state, equations, transitions, aliases, axes, chain, time_axis, initial_state, kernels, operators, state_axes, factorize_axes, sources, couplings, constraints, meta.
        E2101 'x' is already a state
          in state[1]
            x
            ^
          Choose another name.
        E1105 Unexpected end of the formula
          in equations.x
            1 +
               ^
          A number, a name or ( must follow.
        E2103 Unknown state 'z'
          in equations
            z
            ^
          States: x.""");
  }

  @Test
  void initialStatesAreOfStates() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        initial_state: {Zed: z0}
        """,
        """
        E2103 Unknown state 'Zed'
          in initial_state
            Zed
            ^^^
          States: x.""");
  }

  @Test
  void kernelsHaveAKnownForm() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        kernels: [{name: K, form: gausian}]
        """,
        """
        E2510 Unknown form of kernel 'gausian'
          in kernels[0].form
            gausian
            ^^^^^^^
          Did you mean 'gaussian'? Forms: erfc, gaussian, exponential, gamma, power_law, custom_value.""");
  }

  @Test
  void kernelsHaveTheirParameters() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        kernels: [{name: K, form: power_law, params: {scale: 1, sigma: 2}}]
        """,
        """
        E2503 The key 'params.p' is missing
          in kernels[0]
            name, form, params
            ^^^^^^^^^^^^^^^^^^
          A kernel 'power_law' has [scale, sigma, p].""");
  }

  @Test
  void advectionHasAVelocity() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        operators: [{kind: advection, axis: subgroup}]
        """,
        """
        E2503 The key 'velocity' is missing
          in operators[0]
            kind, axis
            ^^^^^^^^^^
          An operator 'advection' has: velocity.""");
  }

  @Test
  void directionsAreKnown() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}]
        state: ["x[loc]"]
        equations: {"x[loc]": 1}
        operators: [{kind: jump_integral, axis: loc, rate: r, kernel: {form: gaussian}, direction: left}]
        """,
        """
        E2510 Unknown direction 'left'
          in operators[0].direction
            left
            ^^^^
          Directions: up, down, both.""");
  }

  @Test
  void sumsDoNotSeparate() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}]
        state: ["x[loc]"]
        equations: {"x[loc]": "-sum_over(x[loc], loc=i)"}
        factorize_axes: [loc]
        """,
        """
        E2511 The system does not separate along 'loc': 'equations.x[loc]' uses several of its elements or a single one
          in factorize_axes[0]
            loc
            ^^^
          Leave the axis out of factorize_axes.""");
  }

  @Test
  void statesWithoutTheAxisDoNotSeparate() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}, {name: b, coords: [r]}]
        state: ["x[loc]", "y[b]"]
        equations: {"x[loc]": 1, "y[b]": 1}
        factorize_axes: [loc]
        """,
        """
        E2511 The system does not separate along 'loc': state 'y[b]' does not have it
          in factorize_axes[0]
            loc
            ^^^
          Leave the axis out of factorize_axes.""");
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
          Did you mean 'exp'? Functions: sum, prod, abs, sign, floor, ceil, round, rint, sqrt, exp, expm1, log, ln, log1p, log2, log10, sin, cos, tan, asin, arcsin, acos, arccos, atan, arctan, sinh, cosh, tanh, erf, lgamma, … (19 more).""");
  }

  @Test
  void longAxesAreRefused() {
    refuse(
        """
        state: [x]
        axes: [{name: a, type: continuous, domain: {lb: 0, ub: 1}, size: 10000000}]
        equations: {x: 1}
        """,
        """
        E2505 An axis has from 2 to 100000 points, here 10000000
          in axes[0].size
            10000000
            ^^^^^^^^
          Change the size.""");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> OpSystem.read(Path.of("no", "such.yaml")))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E2501 The file no/such.yaml cannot be read: there is none\n"
                + "  Check the path and that the file is text in UTF-8.");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder spec = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      spec.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThatThrownBy(() -> OpSystem.parse(spec.toString()))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2501 The spec is not YAML or JSON: Number of aliases");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> OpSystem.parse("[".repeat(100_000)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2501 The spec is not YAML or JSON: more than 100 levels");
  }

  @Test
  void longSpecsAreRefused() {
    assertThatThrownBy(() -> OpSystem.parse("#".repeat(10_000_001)))
        .hasMessage(
            "E2501 The spec has 10000001 characters; the limit is 10000000\n"
                + "  Keep arrays out of the spec: they are values of parameters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E1109", "E1110", "E1205", "E1206", "E1207", "E1208", "E2152", "E2501", "E2502", "E2503",
        "E2504", "E2505", "E2506", "E2507", "E2508", "E2509", "E2510", "E2511"
      })
  void everyCodeHasAPage(String code) throws Exception {
    try (InputStream page =
        OpSystem.class.getResourceAsStream("/episode/explain/" + code + ".md")) {
      String text = new String(page.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(text).startsWith("# " + code + " ").contains("Fails:", "Works:");
    }
  }

  private static void refuse(String spec, String message) {
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }
}
