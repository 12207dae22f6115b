package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A notebook in JupyterLab, in a browser; a picture of it stays in target/lab. */
class JupyterLabTest {
  private static final String CELLS = "window.jupyterapp.shell.currentWidget.content.widgets";

  @TestFactory
  Stream<DynamicTest> notebookRunsInJupyterLab() throws IOException {
    return Surroundings.notebooks().stream()
        .filter(file -> file.getFileName().toString().matches("(tiny|03-.*|10-.*)\\.ipynb"))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws Exception {
    String chromium = Surroundings.chromium();
    Path python = Surroundings.pythonWith("jupyterlab");
    Path folder = workingCopy(file);
    int port = freePort();
    Process lab = startLab(python, folder, port);
    try {
      String address = "http://127.0.0.1:" + port;
      Waiting.forValue(60, () -> answer(address + "/api/status"));
      String page = address + "/lab/tree/" + file.getFileName() + "?reset";
      try (Browser browser = Browser.open(chromium, page, 1200, 6000)) {
        executeAll(browser);
        browser.evaluate("document.querySelectorAll('.Toastify').forEach(e => e.remove()); ''");
        browser.resize(1200, Integer.parseInt(browser.evaluate(contentHeight())));
        browser.screenshot(folder.resolve(file.getFileName() + ".png"));
        assertThat(browser.evaluate(failures())).as("outputs that are errors").isEqualTo("0");
      }
    } finally {
      lab.destroy();
      lab.onExit().join();
    }
  }

  private static void executeAll(Browser browser) throws Exception {
    Waiting.forValue(
        90, () -> browser.evaluate(whenTrue(CELLS + ".length > 0 && " + kernelIdle())));
    browser.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => '')");
    String pending =
        CELLS
            + ".filter(c => c.model.type == 'code' && c.model.sharedModel.source.trim() != '')"
            + ".filter(c => c.model.executionCount == null).length";
    Waiting.forValue(300, () -> browser.evaluate(whenTrue(pending + " == 0")));
  }

  /** The cells' height and room for the bars around them. */
  private static String contentHeight() {
    return "String(200 + " + CELLS + ".reduce((sum, c) => sum + c.node.offsetHeight, 0))";
  }

  private static String kernelIdle() {
    return "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status == 'idle'";
  }

  private static String whenTrue(String condition) {
    return "(() => { try { return (" + condition + ") ? 'yes' : '' } catch (e) { return '' } })()";
  }

  /** A cell that is tagged raises-exception may have an error. */
  private static String failures() {
    return "String("
        + CELLS
        + ".filter(c => c.model.type == 'code'"
        + " && !(c.model.getMetadata('tags') || []).includes('raises-exception')"
        + " && c.model.toJSON().outputs.some(o => o.output_type == 'error')).length)";
  }

  private static Process startLab(Path python, Path folder, int port)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            python.toString(),
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--expose-app-in-browser",
            "--ServerApp.port=" + port,
            "--IdentityProvider.token=",
            "--ServerApp.root_dir=" + folder);
    return Surroundings.jupyter(command)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  /** JupyterLab saves what it opens: it gets a copy of the notebook and its data. */
  private static Path workingCopy(Path file) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/lab").toAbsolutePath());
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    Path data = file.resolveSibling("data");
    if (Files.isDirectory(data)) {
      Files.createDirectories(folder.resolve("data"));
      try (Stream<Path> files = Files.list(data)) {
        for (Path each : files.toList()) {
          Path copy = folder.resolve("data").resolve(each.getFileName());
          Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return folder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String answer(String address) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }
}
