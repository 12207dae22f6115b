package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Notebooks run by nbclient with the installed kernel, and made into pages by nbconvert. */
class JupyterClientTest {
  private static final String EXECUTE =
      """
      import os, sys
      import nbformat
      from nbclient import NotebookClient
      source, target = sys.argv[1:]
      notebook = nbformat.read(source, 4)
      folder = {"metadata": {"path": os.path.dirname(source)}}
      NotebookClient(notebook, kernel_name="episode", timeout=600, resources=folder).execute()
      nbformat.validate(notebook)
      nbformat.write(notebook, target)
      """;

  /** What every build runs; the others take their time. */
  private static final String QUICK = "(tiny|01-.*|03-.*)\\.ipynb";

  @TestFactory
  Stream<DynamicTest> firstNotebookAndFlagshipRunInAJupyterClient() throws IOException {
    return tests(Surroundings.notebooks().stream().filter(JupyterClientTest::isQuick));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> allOthersRunInAJupyterClient() throws IOException {
    return tests(Surroundings.notebooks().stream().filter(file -> !isQuick(file)));
  }

  private static boolean isQuick(Path file) {
    return file.getFileName().toString().matches(QUICK);
  }

  private static Stream<DynamicTest> tests(Stream<Path> files) {
    return files.map(
        file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  /** Returns a notebook as nbclient saves it. */
  static Path executed(Path file) throws IOException, InterruptedException {
    Path python = Surroundings.pythonWith("nbclient");
    Path output = Files.createDirectories(Path.of("target/nbclient").toAbsolutePath());
    Path executed = output.resolve(file.getFileName());
    execute(List.of(python.toString(), "-c", EXECUTE, file.toString(), executed.toString()));
    return executed;
  }

  private static void run(Path file) throws IOException, InterruptedException {
    Path executed = executed(file);
    if (!file.equals(Surroundings.tiny())) {
      StoredOutputs.assertFresh(file, executed);
      pages(List.of(executed));
    }
  }

  @Test
  void storedNotebooksAreValidAndTheirPagesShowEveryPicture()
      throws IOException, InterruptedException {
    pages(Surroundings.stored());
  }

  @Test
  void whatTheEmbeddedRunnerWritesIsValid() throws IOException, InterruptedException {
    Path python = Surroundings.pythonWith("nbformat");
    Path output = Path.of("target/written").toAbsolutePath();
    NotebookRunner.run(Surroundings.tiny(), output, Terminal.ofProcess(0));
    String validate = "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], 4))";
    Path written = output.resolve("tiny.ipynb");
    execute(List.of(python.toString(), "-c", validate, written.toString()));
  }

  private static void pages(List<Path> notebooks) throws IOException, InterruptedException {
    Path python = Surroundings.pythonWith("nbconvert");
    String script = Path.of("src/test/python/pages_test.py").toAbsolutePath().toString();
    execute(
        Stream.concat(
                Stream.of(python.toString(), "-B", script), notebooks.stream().map(Path::toString))
            .toList());
  }

  private static void execute(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(Path.of("target"), "python", ".log");
    Process process = Surroundings.jupyter(command).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    assertThat(status).as(Files.readString(log)).isZero();
  }
}
