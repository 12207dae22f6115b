package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.runner.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every notebook, without Jupyter and without Python, in a JVM with the heap that the launcher
 * gives it; its outputs are those that are stored.
 */
class EmbeddedRunTest {
  private static final Path OUTPUT = Path.of("target/embedded").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> everyNotebookRunsInTheEmbeddedKernel() throws IOException {
    return Surroundings.notebooks().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException, InterruptedException {
    List<String> command =
        Surroundings.episode("run", file.toString(), "--output", OUTPUT.toString());
    Files.createDirectories(OUTPUT);
    Path log = OUTPUT.resolve(file.getFileName() + ".log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "[INFO] %s: %.1f s%n", file.getFileName(), seconds);

    Path written = OUTPUT.resolve(file.getFileName());
    assertThat(Notebook.read(written).cells())
        .filteredOn(cell -> cell.kind().equals("code"))
        .allSatisfy(cell -> assertThat(cell.executionCount()).isPresent());
    Path page = Path.of(written.toString().replace(".ipynb", ".html"));
    assertThat(Files.readString(page)).doesNotContainPattern("src=\"https?:");
    if (!file.equals(Surroundings.tiny())) {
      StoredOutputs.assertFresh(file, written);
    }
  }
}
