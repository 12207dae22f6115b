package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML and JSON can do to a spec, and the limits of both. */
class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFstate: [x]\nequations: {x: 2}\n",
        "state: [x]\r\nequations:\r\n  x: |\r\n    1 +\r\n    1\r\n",
        "{\n\t\"state\": [\"x\"],\n\t\"equations\": {\"x\": 2}\n}\n",
        "aliases: {a: &f 1 + 1}\nstate: [x]\nequations: {x: *f}\n",
        "axes:\naliases: ~\nstate: [x]\nequations: {x: 0o2}\n",
        "state: [x]\nequations: {x: 02}\n",
        "state: [x]\nequations: {x: 2e0}\n",
      })
  void theseAllSayTwo(String spec) {
    assertThat(OpSystem.parse(spec).compile().rhs(0, Values.of("x", 5))).containsExactly(2);
  }

  @Test
  void shortWordsAreNamesAndNoTruthValues() {
    OpSystem system =
        OpSystem.parse(
            """
            axes: [{name: a, coords: [yes, no]}]
            state: [y, n, on, off, "x[a]"]
            equations: {y: n, n: y, on: off, off: on, "x[a]": 1}
            """);
    assertThat(system.stateNames()).containsExactly("y", "n", "on", "off", "x__a_yes", "x__a_no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-4, 5-17, 18+|[x__a_0_4, x__a_5_17, x__a_18_]",
        "2020-01-01, 2020-01-02|[x__a_2020_01_01, x__a_2020_01_02]",
        "'\"1\"', '\"2\"'|[x__a_1, x__a_2]",
      })
  void labelsThatLookLikeNumbersOrDatesAreTexts(String coords, String names) {
    String spec =
        "axes: [{name: a, coords: ["
            + coords.replace("'", "")
            + "]}]\n"
            + "state: ['x[a]']\nequations: {'x[a]': 1}\n";
    assertThat(OpSystem.parse(spec).stateNames()).hasToString(names);
  }

  @Test
  void aNumberIsNoLabel() {
    assertThatThrownBy(
            () -> OpSystem.parse("axes: [{name: a, coords: [010]}]\nstate: [x]\nequations: {x: 1}"))
        .hasMessage(
            """
            E2503 'axes[0].coords[0]' is not a text
              in axes[0].coords[0]
                10
                ^^
              It is a number; as a name it is in quotes: "10".""");
  }

  @Test
  void mergeKeysMerge() {
    OpSystem system =
        OpSystem.parse(
            """
            kind: transitions
            state: [x, y]
            transitions:
              - &one {from: x, to: y, rate: 2}
              - {<<: *one, rate: 3}
              - {<<: [{rate: 5}, *one], to: null}
            """);
    assertThat(system.compile().rhs(0, Values.of("x", 1))).containsExactly(-10, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equations: {x: 1, x: 2}|found duplicate key x|Keep one of them.",
        "state: &s [[*s]]|a value contains itself|Write out what *names stand for.",
        "state: !!java.net.URL [a]|could not determine a constructor|Leave the tag out",
        "state: [x]#---#state: [y]|but found another document|Keep each spec in a file",
        "equations:#\tx: 1|that cannot start any token|indent with spaces.",
      })
  void whatIsNoSpecSaysWhatToDo(String text, String problem, String remedy) {
    assertThatThrownBy(() -> OpSystem.parse(text.replace('#', '\n')))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E2501 The spec is not YAML or JSON: ")
        .hasMessageContaining(problem)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.inf", ".nan"})
  void aNumberThatIsNotFiniteIsNoFormula(String number) {
    assertThatThrownBy(() -> OpSystem.parse("state: [x]\nequations: {x: " + number + "}"))
        .hasMessageStartingWith("E2503 'equations.x' is not a formula")
        .hasMessageEndingWith("It is a number that is not finite.");
  }

  @Test
  void nothingIsNoSpec() {
    assertThatThrownBy(() -> OpSystem.parse(""))
        .hasMessageContaining("It is empty; write state: [S, I, R] and equations or transitions.");
  }

  @Test
  void aBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String all = String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1)));
      bomb.append("a" + i + ": &a" + i + " [" + all + "]\n");
    }
    assertThatThrownBy(() -> OpSystem.parse(bomb.toString()))
        .hasMessageContaining("Number of aliases")
        .hasMessageContaining("arrays are values of parameters");
  }

  @Test
  void tooManyValuesAreRefused() {
    String labels =
        IntStream.range(0, 200_000).mapToObj(i -> "e" + i).collect(Collectors.joining(","));
    assertThatThrownBy(() -> OpSystem.parse("axes: [{name: a, coords: [" + labels + "]}]"))
        .hasMessageStartingWith("E2501 The spec has more than 200000 names and values");
  }

  @Test
  void aStateOfTenMillionCellsIsNotWrittenOut() {
    String spec =
        """
        axes:
          - {name: a, type: continuous, domain: {lb: 0, ub: 1}, size: %d}
          - {name: b, type: continuous, domain: {lb: 0, ub: 1}, size: 1000}
        state: ["x[a, b]"]
        equations: {"x[a, b]": "-k[a] * x[a, b]"}
        """;
    assertThat(OpSystem.parse(spec.formatted(10_000)).size()).isEqualTo(10_000_000);
    assertThatThrownBy(() -> OpSystem.parse(spec.formatted(10_001)))
        .hasMessageStartingWith("E2117 'x[a, b]' has 10001000 cells; the limit is 10000000");
  }

  @Test
  void manyStatesWithAnEquationEachAreRead() {
    String states =
        IntStream.range(0, 20_000).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    String equations =
        IntStream.range(0, 20_000).mapToObj(i -> "x" + i + ": 1").collect(Collectors.joining(","));
    String spec = "{state: [" + states + "], equations: {" + equations + "}}";
    assertThat(OpSystem.parse(spec).size()).isEqualTo(20_000);
  }
}
