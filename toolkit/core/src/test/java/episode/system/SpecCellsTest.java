package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States of which some cells are declared: {@code H[age, vax=u]}. */
class SpecCellsTest {
  private static final String AXES =
      """
      axes: [{name: age, coords: [a, b]}, {name: vax, coords: [u, v]}]
      """;

  @Test
  void flowsIntoAndOutOfPartOfAStateGoAgeByAge() {
    String spec =
        "kind: transitions\n"
            + AXES
            + """
            state: ["S[age]", "H[age, vax=u]", "H[age, vax=v]", R]
            transitions:
              - {name: admission, from: "S[age]", to: "H[age, vax=u]", rate: "h[age]"}
              - {from: "H[age,vax=u]", to: "H[age,vax=v]", rate: "nu[vax] * S[age]"}
              - {from: "H[age,vax=v]", to: R, rate: "g * H[age,vax=u]"}
              - {from: R, to: "H[age,vax=v]", rate: "w[age]"}
              - {to: "H[age,vax=u]", rate: "b[age]"}
            """;
    double[] y = {1, 2, 3, 4, 5, 6, 7};
    Map<String, Object> params =
        Map.of(
            "h", List.of(0.5, 0.25),
            "nu", List.of(0.1, 100.0),
            "g", 0.01,
            "w", List.of(0.3, 0.7),
            "b", List.of(10.0, 20.0));
    new NaiveCheck(Vector.map(SpecText.parse(spec)), 0, y, params).rhs(OpSystem.parse(spec));
    // H[a, u]' = 0.5 * 1 - 0.1 * 1 * 3 + 10
    assertThat(OpSystem.parse(spec).compile().rhs(0, y, Values.of(params))[2]).isEqualTo(10.2);
    assertThat(OpSystem.parse(spec).flows().get(0)).hasToString("admission");
  }

  @Test
  void anEquationOfPartOfAStateIsForEachOfItsCells() {
    String spec =
        AXES
            + """
            state: ["H[age, vax=u]", "H[age=b, vax=v]"]
            equations:
              H[age, vax=u]: "-k[age] * H[age, vax=u] + t"
              H[age=b, vax=v]: "k[age] * H[age=b, vax=u]"
            episode: {version: 1, initial: {"H[age, vax=u]": "h0[age]"}}
            """;
    double[] y = {1, 2, 3};
    Map<String, Object> params = Map.of("k", List.of(0.5, 0.25));
    OpSystem system = OpSystem.parse(spec);
    double[] rhs = system.compile().rhs(4, y, Values.of(params).with("h0", new double[] {1, 2}));
    assertThat(rhs).containsExactly(3.5, 3.5, 0.5);
    assertThat(OpSystem.parse(system.toYaml()).toYaml()).isEqualTo(system.toYaml());
  }

  @Test
  void cellsThatAreNotDeclaredAreTold() {
    String spec =
        AXES
            + """
            state: ["H[age=a, vax=u]"]
            equations: {"H[age, vax=u]": 1}
            """;
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2103 'H[age=b,vax=u]' is declared cell by cell, this cell is not among them
              in equations
                H[age, vax=u]
                ^^^^^^^^^^^^^
              Declare the whole of it: H[age, vax].""");
  }

  @Test
  void aNameIsOfOneState() {
    for (String states : List.of("S, 'S[age]'", "'S[age]', S", "'S[age=a]', S", "S, 'S[age=a]'")) {
      assertThatThrownBy(() -> OpSystem.parse(AXES + "state: [" + states + "]\nequations: {S: 1}"))
          .hasMessageStartingWith("E2101 'S' is already a state\n  in state[1]")
          .extracting(thrown -> ((EpisodeException) thrown).problems().size())
          .isEqualTo(1);
    }
  }

  @Test
  void singleCellsHaveALimit() {
    String spec =
        """
        axes: [{name: a, type: continuous, size: 1000, domain: {lb: 0, ub: 1}}, {name: b, coords: [u]},
          {name: c, type: continuous, size: 1000, domain: {lb: 0, ub: 1}}]
        state: ["H[a, c, b=u]"]
        equations: {"H[a, c, b=u]": 1}
        """;
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .hasMessage(
            """
            E2117 'H[a, c, b=u]' are 1000000 single cells; the limit is 10000
              in state[0]
                H[a, c, b=u]
                ^^^^^^^^^^^^
              Declare the whole of it: H[a, c, b].""");
  }

  @Test
  void aChainMayEndInTheStageOfALaterOne() {
    String spec =
        """
        kind: transitions
        state: [S, R]
        chain:
          - {name: A, length: 2, forward: 2, entry: {from: S, rate: 1}, exit: {to: B1}}
          - {name: B, length: 2, forward: 3, exit: {to: R}}
        """;
    assertThat(OpSystem.parse(spec).compile().rhs(0, new double[] {1, 2, 3, 4, 5, 6}, Values.of()))
        .containsExactly(-1, 18, -5, -2, -7, -3);
  }
}
