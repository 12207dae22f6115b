package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** JupyterLab in a browser, driven by Playwright; pictures of it stay in target/lab. */
class JupyterLabTest {
  private static final Path FOLDER = Path.of("target/lab").toAbsolutePath();

  @Test
  void jupyterLabServesAPersonWithABrowser() throws Exception {
    String chromium = Surroundings.chromium();
    Path python = Surroundings.pythonWith("jupyterlab, playwright");
    copyNotebooks();
    Path script = Path.of("src/test/python/lab_test.py");
    List<String> command =
        List.of(python.toString(), "-B", script.toString(), FOLDER.toString(), chromium);
    Path log = FOLDER.resolve("test.log");
    int status = Surroundings.jupyter(command).redirectOutput(log.toFile()).start().waitFor();
    assertThat(status).as(Files.readString(log)).isZero();
  }

  /** JupyterLab saves what it opens: it gets copies of the notebooks and their data. */
  private static void copyNotebooks() throws IOException {
    Files.createDirectories(FOLDER.resolve("data"));
    for (Path notebook : Surroundings.notebooks()) {
      copy(notebook, FOLDER);
    }
    try (Stream<Path> files = Files.list(Path.of("data"))) {
      for (Path file : files.toList()) {
        copy(file, FOLDER.resolve("data"));
      }
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}
