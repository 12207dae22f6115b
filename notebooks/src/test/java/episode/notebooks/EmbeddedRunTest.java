package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.runner.FailedCell;
import episode.runner.Notebook;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every notebook, without Jupyter and without Python. */
class EmbeddedRunTest {
  private static final Path OUTPUT = Path.of("target/embedded").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> everyNotebookRunsInTheEmbeddedKernel() throws IOException {
    return Surroundings.notebooks().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    Optional<FailedCell> failed = NotebookRunner.run(file, OUTPUT, Terminal.ofProcess(0));
    assertThat(failed).as("the cell that failed").isEmpty();
    Path written = OUTPUT.resolve(file.getFileName());
    assertThat(Notebook.read(written).cells())
        .filteredOn(cell -> cell.kind().equals("code"))
        .allSatisfy(cell -> assertThat(cell.executionCount()).isPresent());
    Path page = Path.of(written.toString().replace(".ipynb", ".html"));
    assertThat(Files.readString(page)).doesNotContainPattern("src=\"https?:");
  }
}
