package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.notebooks.LauncherProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code episode backend} with a Maven that only pretends to download. */
class LauncherBackendTest {
  @TempDir private Path temporary;
  private LauncherProject project;

  @BeforeEach
  void copyTheProject() throws IOException {
    project = LauncherProject.in(temporary);
  }

  @Test
  void addedBackendIsOnTheClassPathAndStarted() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    Ended ended = project.run(home, "backend", "add", "nd4j");
    assertThat(ended.status()).isZero();
    assertThat(ended.err())
        .contains("nd4j for linux-x86_64: downloads about 130 MB")
        .contains("its first start unpacks 400 MB in ~/.javacpp")
        .contains("nd4j is installed: %backend nd4j in a notebook");
    assertThat(ended.out()).contains("episode.cli.Main backend check nd4j");
    Path app = project.at("build/launcher/app");
    assertThat(Files.readString(app.resolve("backends.jar")))
        .contains(" lib/episode-nd4j-1.jar\n", " ../backends/nd4j/engine-1.jar\n");
    assertThat(project.run(home, "backend", "list").out()).contains("nd4j         installed, ");
  }

  @Test
  void removedBackendIsGoneFromTheClassPath() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    project.run(home, "backend", "add", "nd4j");
    Ended ended = project.run(home, "backend", "remove", "nd4j");
    assertThat(ended.status()).isZero();
    assertThat(ended.err()).contains("removed nd4j");
    assertThat(project.backends().resolve("nd4j")).doesNotExist();
    assertThat(project.at("build/launcher/app/backends.jar")).doesNotExist();
    assertThat(project.run(home, "backend", "remove", "nd4j").err())
        .isEqualTo("episode: nd4j is not installed\n");
  }

  @Test
  void severalBackendsAreAddedOneAfterTheOther() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    Path target = Files.createDirectories(project.at("toolkit/djl/target"));
    Files.writeString(target.resolve("episode-djl-1.jar"), "");
    assertThat(project.run(home, "backend", "add", "pytorch", "nd4j").status()).isZero();
    assertThat(project.run(home, "backend", "list").out())
        .contains("pytorch      installed, ", "nd4j         installed, ");
    assertThat(project.run(home, "backend", "remove", "nd4j", "pytorch").status()).isZero();
    assertThat(project.backends()).isEmptyDirectory();
  }

  @Test
  void backendWithoutANetworkIsASentenceAndLeavesNothing() throws Exception {
    project.mavenThatDownloads("echo 'Could not transfer artifact'; exit 1");
    Ended ended = project.run(project.jdkForBackends(), "backend", "add", "nd4j");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith(
            "episode: Maven cannot reach its repository, and the libraries of nd4j have to come"
                + " from there once. Nothing was installed. When there is a network: ./episode"
                + " backend add nd4j\n");
    assertThat(project.backends()).isEmptyDirectory();
    assertThat(project.at("build/launcher/new.backend")).doesNotExist();
  }

  @Test
  void backendThatDoesNotStartIsTakenAwayAgain() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    LauncherProject.script(home.resolve("bin/java"), "[[ \"$*\" != *check* ]]\n");
    Ended ended = project.run(home, "backend", "add", "nd4j");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith("nd4j does not work on this machine, and was taken away again\n");
    assertThat(project.backends()).isEmptyDirectory();
  }

  @Test
  void platformWithoutLibrariesIsASentence() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    Files.writeString(
        home.resolve("release"),
        Files.readString(home.resolve("release")).replace("x86_64", "riscv64"));
    Ended ended = project.run(home, "backend", "add", "mxnet");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "episode: there are no libraries of mxnet for Linux riscv64; see ./episode backend"
                + " list\n");
    assertThat(project.run(home, "backend", "list").out())
        .contains("mxnet        has no libraries for Linux riscv64");
  }

  @Test
  void whatIsNoNameOfABackendIsRefusedBeforeAnythingIsDone() throws Exception {
    Path home = project.jdkForBackends();
    assertRefused(
        project.run(home, "backend", "add", "jax"),
        "backend add takes names of pytorch mxnet nd4j, not 'jax'");
    assertRefused(
        project.run(home, "backend", "add", "nd4j", "--foo"),
        "backend add takes names of pytorch mxnet nd4j, not '--foo'");
    assertRefused(
        project.run(home, "backend", "remove"),
        "backend remove needs a name of pytorch mxnet nd4j");
    assertRefused(
        project.run(home, "backend", "list", "foo"), "backend list takes no names, not 'foo'");
  }

  private static void assertRefused(Ended ended, String fault) {
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo("episode: " + fault + "\n");
    assertThat(ended.out()).isEmpty();
  }
}
