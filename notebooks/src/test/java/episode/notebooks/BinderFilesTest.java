package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What repo2docker expects of {@code binder/}, as far as reading it tells. */
class BinderFilesTest {
  private static final Path FOLDER = Path.of("../binder");

  @ParameterizedTest
  @ValueSource(strings = {"postBuild", "start"})
  void scriptsRunAndAreValid(String name) throws IOException, InterruptedException {
    Path script = FOLDER.resolve(name);
    assertThat(script).isExecutable();
    Surroundings.requireUnix();
    Process check = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void startEndsByBecomingTheServer() throws IOException, InterruptedException {
    Path script = FOLDER.resolve("start");
    assertThat(Files.readAllLines(script)).last().isEqualTo("exec \"$@\"");
    Surroundings.requireUnix();
    Process start = new ProcessBuilder(script.toString(), "echo", "a server's  name").start();
    assertThat(start.inputReader().readLine()).isEqualTo("a server's  name");
  }

  @Test
  void nothingTakesThePlaceOfTheseFiles() {
    for (String other : List.of("Dockerfile", "environment.yml", "Pipfile", "default.nix")) {
      assertThat(FOLDER.resolve(other)).doesNotExist();
    }
    assertThat(Path.of("../.binder")).doesNotExist();
  }

  @Test
  void pythonPackagesHaveOneVersion() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("requirements.txt")))
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-z-]+==[0-9.]+"));
  }

  @Test
  void packagesOfTheSystemAreAJdkAndMaven() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("apt.txt")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly("openjdk-17-jdk-headless", "maven");
  }

  @Test
  void serverThatIsAskedForNoPageShowsTheIndexAndNoNews() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("jupyter_server_config.json")))
        .contains("\"default_url\": \"/lab/tree/notebooks/index.ipynb\"");
    assertThat(Files.readString(FOLDER.resolve("labconfig/page_config.json")))
        .contains("\"@jupyterlab/apputils-extension:announcements\": true");
    assertThat(Files.readString(FOLDER.resolve("start"))).contains("export JUPYTER_CONFIG_PATH=");
  }
}
