package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact messages of problems in what specs declare. */
class SpecMessagesTest {

  @Test
  void theOldKeyOfTimeVaryingParametersIsToldItsSuccessor() {
    refuse(
        """
        state: [x]
        equations: {x: -beta * x}
        time_varying: [beta]
        """,
        """
        E2502 Unknown key 'time_varying'
          in spec
            time_varying
            ^^^^^^^^^^^^
          It is no key any more: write beta[time] in formulas, and declare the axis: {name: time, type: continuous, coords: [0, 10, 20]}.""");
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
          Did you mean 'equations'? Keys: kind, state, equations, transitions, aliases, axes, chain, time_axis, initial_state, kernels, operators, state_axes, factorize_axes, sources, couplings, constraints, meta, episode.""");
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
          It is a number; as a name it is in quotes: "1".
        E2503 'axes[0].coords[1]' is not a text
          in axes[0].coords[1]
            2
            ^
          It is a number; as a name it is in quotes: "2".""");
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
  void theUsersOfABrokenAxisAreNotToBlame() {
    refuse(
        """
        axes: [{name: age, coords: []}, {name: x, coords: [p]}]
        state: ["S[age]", "u[x]"]
        aliases: {"k[age]": "S[age]"}
        equations: {"S[age]": "-b[age] * S[age=old]", "u[x]": "sum_over(S[age:a] * k[a], age=a)"}
        initial_state: {"S[age]": {shaped: s0, axes: [age]}}
        """,
        """
        E2505 Axis 'age' has no elements
          in axes[0].coords
            []
            ^^
          Name them: coords: [young, old].""");
  }

  @Test
  void aFormulaOfMoreAxesIsSummedInTheWordsOfSpecs() {
    refuse(
        """
        axes: [{name: age, coords: [young, old]}]
        state: [x, "S[age]"]
        equations: {x: "S[age]", "S[age]": "0"}
        """,
        """
        E2110 The formula varies over age
          in equations.x
            S[age]
            ^^^^^^
          What it belongs to has no axis age: add [age] there, or sum: sum_over(…, age=j) with [age:j] in it.""");
  }

  @Test
  void aNumberAsAnAliasIsWrittenAsAText() {
    refuse(
        """
        state: [x]
        aliases: {k: 2}
        equations: {x: "k"}
        """,
        """
        E2503 'aliases.k' is not a text
          in aliases.k
            2
            ^
          The formula of an alias is a text: write "2", in quotes.""");
  }

  @Test
  void aMisspeltHelperIsSuggested() {
    refuse(
        """
        state: [x]
        equations: {x: "sum_sate()"}
        """,
        """
        E1201 Unknown function 'sum_sate'
          in equations.x
            sum_sate()
            ^^^^^^^^^^
          Did you mean 'sum_state'? Specs have sum_state, sum_prefix, sum_over, integrate_over, apply_along.""");
  }

  @Test
  void aBrokenChainIsNoEmptyListOfTransitions() {
    refuse(
        """
        kind: transitions
        state: [S]
        chain: [{name: I, length: 2, forward: g, entry: {from: Z, rate: b}}]
        """,
        """
        E2103 Unknown state 'Z'
          in chain[0].entry.from
            Z
            ^
          States: S, I1, I2.""");
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
          Keys: kind, state, equations, transitions, aliases, axes, chain, time_axis, initial_state, kernels, operators, state_axes, factorize_axes, sources, couplings, constraints, meta, episode.
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E1109", "E1110", "E1205", "E1206", "E1207", "E1208", "E2152", "E2501", "E2502", "E2503",
        "E2504", "E2505", "E2506", "E2507", "E2508", "E2509", "E2510", "E2511", "E2512"
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
