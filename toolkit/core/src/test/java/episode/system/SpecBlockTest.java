package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

class SpecBlockTest {
  private static final String DECAY = "state: [x]\nequations: {x: -k * x}\n";

  private static void refuse(String spec, String message) {
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }

  @Test
  void whatTheBlockSaysIsRead() {
    OpSystem system =
        OpSystem.parse(
            DECAY
                + """
                episode:
                  version: 1
                  name: decay
                  time: weeks
                  closed: false
                  states: [{name: x, unit: person}]
                  parameters:
                    - {name: k, default: 0.3, unit: 1/week, bounds: [0, 5]}
                    - x0
                  initial: {x: 2 * x0}
                  outputs: {twice: 2 * x}
                """);
    assertThat(system.name()).isEqualTo("decay");
    assertThat(system.time()).isEqualTo(TimeScale.WEEK);
    assertThat(system.traits("k")).isEqualTo(new Traits("1/week", 0.3, 0, 5));
    assertThat(system.traits("x").unit()).isEqualTo("person");
    assertThat(system.parameters()).extracting(Template::name).containsExactly("k", "x0");
    assertThat(system.initialValues()).hasSize(1);
    assertThat(system.outputs()).hasToString("[twice = 2 * x]");
  }

  @Test
  void formulasMayBeInTheBuildersGrammar() {
    OpSystem system =
        OpSystem.parse(
            """
            axes: [{name: age, coords: [young, old]}]
            state: ["S[age]", "I[age]"]
            kind: transitions
            transitions:
              - {name: infection, from: S, to: I, rate: "beta * sum(I) ^ 2"}
            episode: {version: 1, formulas: episode, parameters: [beta]}
            """);
    assertThat(system.transitions()).hasToString("[infection: S -> I : beta * sum(I) ^ 2]");
    assertThat(system.time()).isEqualTo(TimeScale.NONE);
  }

  @Test
  void equationsAndContributionsStandBesideTransitions() {
    OpSystem system =
        OpSystem.parse(
            """
            kind: transitions
            state: [S, I, C]
            transitions: [{name: infection, from: S, to: I, rate: beta}]
            episode:
              version: 1
              equations: {C: infection}
              contributions: [{state: I, rate: 0.5}, {state: I, rate: 0.25 * I}]
            """);
    double[] y = {10, 8, 0};
    assertThat(OpSystemVectorsTest.rhs(system, 0, y, Values.of("beta", 0.1)))
        .containsExactly(-1, 1 + 0.5 + 2, 1);
  }

  @Test
  void aLaterVersionIsRefused() {
    refuse(
        DECAY + "episode: {version: 2, anything: else}\n",
        """
        E2520 The block episode has version 2
          in episode.version
            2
            ^
          This library reads version 1; use a newer one.""");
  }

  @Test
  void aBlockHasAVersion() {
    refuse(
        DECAY + "episode: {name: decay}\n",
        """
        E2503 The key 'version' is missing
          in episode
            name
            ^^^^
          Write version: 1.""");
  }

  @Test
  void unknownKeysAreErrors() {
    refuse(
        DECAY + "episode: {version: 1, initials: {x: 1}}\n",
        """
        E2502 Unknown key 'initials'
          in episode
            initials
            ^^^^^^^^
          Did you mean 'initial'? Keys: version, name, time, formulas, parameters, states, inputs, equations, initial, contributions, outputs, closed, operators.""");
  }

  @Test
  void unknownWordsAreErrors() {
    refuse(
        DECAY + "episode: {version: 1, formulas: epsiode}\n",
        """
        E2521 'formulas' has no value 'epsiode'
          in episode.formulas
            epsiode
            ^^^^^^^
          Did you mean 'episode'? Values: op_system, episode.""");
  }

  @Test
  void whereParametersAreListedNoOtherNameIsOne() {
    refuse(
        "state: [x]\nequations: {x: -kk * x}\nepisode: {version: 1, parameters: [k]}\n",
        """
        E2522 'kk' is not among the parameters
          in equations.x
            -kk * x
             ^^
          Did you mean 'k'? Parameters: k.""");
  }

  @Test
  void problemsInTheBuildersGrammarPointAtTheirPlace() {
    refuse(
        "state: [x]\nequations: {x: -k * y}\n"
            + "episode: {version: 1, formulas: episode, parameters: [k]}\n",
        """
        E2103 Unknown name 'y'
          in equation("x")
            -k * y
                 ^
          Known names: k, x, t.""");
  }
}
