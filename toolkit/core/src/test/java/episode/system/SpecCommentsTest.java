package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments in formulas, and formulas of several lines. */
class SpecCommentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  x: '2 * x  # a comment'\n",
        "  x: |\n    2 * x\n",
        "  x: |\n    2   # twice: 'it'\n    * x # * 7\n",
        "  x: >\n    2\n    * x\n",
        "  x: \"2 * (\\n  x\\n)\\n\"\n",
        "  x: 2 * x  # a comment of YAML\n",
      })
  void commentsAndLinesAreNoPartOfAFormula(String equation) {
    OpSystem system = OpSystem.parse("state: [x]\nequations:\n" + equation);
    assertThat(system.compile().rhs(0, Values.of("x", 3))).containsExactly(6);
    assertThat(OpSystem.parse(system.toYaml()).compile().rhs(0, Values.of("x", 3)))
        .containsExactly(6);
  }

  @Test
  void aNumberSignInQuotesIsNoComment() {
    OpSystem system =
        OpSystem.parse(
            """
            axes: [{name: a, coords: ["#1", "#2"]}]
            state: ["x[a]"]
            equations: {"x[a]": "sum_over(x[j], a=j in ['#2'])  # '"}
            """);
    assertThat(system.compile().rhs(0, Values.of("x", new double[] {3, 5}))).containsExactly(5, 5);
  }

  @Test
  void aPlaceAfterACommentIsItsOwn() {
    assertThatThrownBy(() -> OpSystem.parse("state: [x]\nequations:\n  x: |\n    x # y\n    + )\n"))
        .hasMessageContaining("    + )\n      ^");
  }

  @Test
  void aCommentIsNoFormula() {
    assertThatThrownBy(() -> OpSystem.parse("state: [x]\nequations: {x: '# nothing'}"))
        .hasMessage(
            """
            E2503 'equations.x' is not a formula
              in equations.x
                # nothing
                ^^^^^^^^^
              It is an empty text.""");
  }
}
