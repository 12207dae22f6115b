package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.runner.FailedCell;
import episode.runner.Notebook;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The last cell of a notebook notices when something above it is wrong. */
class LastCellTest {
  /** For each notebook, a text in its source and what to write instead. */
  private static final Map<String, List<String>> MISTAKES =
      Map.of(
          "index.ipynb", List.of("recovery: I -> R", "recovery: I -> 0"),
          "01-first-model.ipynb", List.of("\\\"gamma\\\", 0.2", "\\\"gamma\\\", 0.21"),
          "02-what-differentiable-means.ipynb",
              List.of("\\\"T * gamma\\\"", "\\\"T * 1.001 * gamma\\\""),
          "03-boarding-school.ipynb", List.of("\\\"S\\\", 762", "\\\"S\\\", 662"),
          "05-age-and-contacts.ipynb", List.of("\\\"q\\\", 0.03", "\\\"q\\\", 0.0301"),
          "10-under-the-bonnet.ipynb", List.of("grad(force, \\\"I\\\")", "grad(force, \\\"S\\\")"));

  @Test
  void everyNotebookHasAMistake() throws IOException {
    assertThat(Surroundings.stored())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(MISTAKES.keySet());
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> lastCellFailsWhereTheModelIsAnother() throws IOException {
    return Surroundings.stored().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    List<String> mistake = MISTAKES.get(file.getFileName().toString());
    String right = Files.readString(file);
    assertThat(right).contains(mistake.get(0));
    Path wrong = Path.of("target/mistakes").toAbsolutePath().resolve(file.getFileName());
    Files.createDirectories(wrong.getParent());
    Files.writeString(wrong, right.replace(mistake.get(0), mistake.get(1)));
    Optional<FailedCell> failed =
        NotebookRunner.run(wrong, wrong.resolveSibling("run"), Terminal.ofProcess(0));
    assertThat(failed).hasValueSatisfying(cell -> assertLast(cell, file));
  }

  private static void assertLast(FailedCell failed, Path file) {
    try {
      assertThat(failed.number()).isEqualTo(StoredOutputs.code(Notebook.read(file)).size());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
