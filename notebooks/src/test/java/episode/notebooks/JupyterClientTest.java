package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every notebook, by nbclient with the installed kernel. */
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

  private static final String VALIDATE =
      """
      import sys
      import nbformat
      for name in sys.argv[1:]:
          nbformat.validate(nbformat.read(name, nbformat.NO_CONVERT))
      """;

  @TestFactory
  Stream<DynamicTest> everyNotebookRunsInAJupyterClient() throws IOException {
    return Surroundings.notebooks().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException, InterruptedException {
    Path python = Surroundings.pythonWith("nbclient");
    Path output = Files.createDirectories(Path.of("target/nbclient").toAbsolutePath());
    execute(python, EXECUTE, file, output.resolve(file.getFileName()));
  }

  @Test
  void whatTheEmbeddedRunnerWritesIsValid() throws IOException, InterruptedException {
    Path python = Surroundings.pythonWith("nbformat");
    Path output = Path.of("target/written").toAbsolutePath();
    episode.runner.NotebookRunner.run(
        Surroundings.tiny(), output, episode.runner.Terminal.ofProcess(0));
    execute(python, VALIDATE, output.resolve("tiny.ipynb"));
  }

  private static void execute(Path python, String script, Path... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(Path.of("target"), "python", ".log");
    List<String> command =
        Stream.concat(
                Stream.of(python.toString(), "-c", script),
                Stream.of(arguments).map(Path::toString))
            .toList();
    Process process = Surroundings.jupyter(command).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
