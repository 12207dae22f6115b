package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is no YAML or JSON, or too much of it, is refused; the exact messages. */
class SpecTextTest {

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
          Leave the tag out: values need none.""");
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
          Keep one of them.""");
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

  private static void refuse(String spec, String message) {
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }
}
