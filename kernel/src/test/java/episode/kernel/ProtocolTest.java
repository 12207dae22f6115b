package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests in {@code src/test/python}, which need Python 3 with jupyter_client and psutil.
 */
class ProtocolTest {

  private static final String FOLDER = Path.of("src", "test", "python").toAbsolutePath().toString();

  @Test
  void theKernelSpeaksTheJupyterProtocol() throws Exception {
    passes("protocol_test");
  }

  @Test
  void outputIsCompleteInterruptsStopAndMistakesAreSurvived() throws Exception {
    passes("beyond_test");
  }

  @Test
  void kernelsStartRestartAndEnd() throws Exception {
    passes("life_test");
  }

  private static void passes(String module) throws Exception {
    Optional<Path> python = python();
    assumeTrue(
        python.isPresent(),
        "skipped: no Python with jupyter_client and psutil (set EPISODE_PYTHON, or make .venv with"
            + " pip install jupyter_client psutil)");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> kernel =
        List.of(
            java,
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KernelMain.class.getName(),
            "{connection_file}");
    Map<String, String> environment =
        Map.of("EPISODE_KERNEL", new Gson().toJson(kernel), "PYTHONPATH", FOLDER);
    assertThat(run(environment, python.get().toString(), "-B", "-m", "unittest", "-v", module))
        .isZero();
  }

  private static Optional<Path> python() {
    return Stream.concat(
            Optional.ofNullable(System.getenv("EPISODE_PYTHON")).map(Path::of).stream(),
            Stream.of(Path.of("..", ".venv", "bin", "python")))
        .map(Path::toAbsolutePath)
        .filter(Files::isExecutable)
        .filter(ProtocolTest::hasClient)
        .findFirst();
  }

  private static boolean hasClient(Path python) {
    try {
      return run(Map.of(), python.toString(), "-c", "import jupyter_client, psutil") == 0;
    } catch (IOException | InterruptedException unusable) {
      return false;
    }
  }

  private static int run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      System.out.println(output);
    }
    return status;
  }
}
