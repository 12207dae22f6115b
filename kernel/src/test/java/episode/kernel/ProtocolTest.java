package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs {@code src/test/python/protocol_test.py}, which needs Python 3 with jupyter_client. */
class ProtocolTest {

  @Test
  void theKernelSpeaksTheJupyterProtocol() throws Exception {
    Optional<Path> python = python();
    assumeTrue(
        python.isPresent(),
        "skipped: no Python with jupyter_client (set EPISODE_PYTHON, or make .venv with"
            + " pip install jupyter_client)");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> kernel =
        List.of(
            java,
            "-Xmx768m",
            "-cp",
            System.getProperty("java.class.path"),
            KernelMain.class.getName(),
            "{connection_file}");
    assertThat(
            run(
                python.get().toString(),
                "-B",
                Path.of("src", "test", "python", "protocol_test.py").toString(),
                new Gson().toJson(kernel)))
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
      return run(python.toString(), "-c", "import jupyter_client") == 0;
    } catch (IOException | InterruptedException unusable) {
      return false;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      System.out.println(output);
    }
    return status;
  }
}
