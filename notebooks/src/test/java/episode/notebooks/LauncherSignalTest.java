package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals to the launcher while it adds a backend: everything stays as it was. */
class LauncherSignalTest {
  @TempDir private Path temporary;
  private LauncherProject project;

  @BeforeEach
  void copyTheProject() throws IOException {
    project = LauncherProject.in(temporary);
  }

  @Test
  void signalAtTheDownloadLeavesEverythingAsItWas() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    project.run(home, "--version");
    project.mavenThatDownloads(waiting());
    assertUndoneAfterASignal(home);
  }

  @Test
  void signalAtTheBuildLeavesEverythingAsItWas() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    project.run(home, "--version");
    LauncherProject.script(
        project.fake("real"), Files.readString(project.fake("mvn")).replaceFirst("^#!.*\n", ""));
    LauncherProject.script(
        project.fake("mvn"),
        "[[ \"$*\" != *package* ]] || { "
            + waiting()
            + "; }\nexec \"${BASH_SOURCE[0]%/*}/real\" \"$@\"\n");
    assertUndoneAfterASignal(home);
  }

  @Test
  void signalAtTheRecordingLeavesEverythingAsItWas() throws Exception {
    assertUndoneWhenJavaWaitsAt("warm");
  }

  @Test
  void signalAtTheCheckLeavesEverythingAsItWas() throws Exception {
    assertUndoneWhenJavaWaitsAt("check");
  }

  private void assertUndoneWhenJavaWaitsAt(String command) throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    project.run(home, "--version");
    LauncherProject.script(
        home.resolve("bin/java"), "[[ \"$*\" != *" + command + "* ]] || { " + waiting() + "; }\n");
    assertUndoneAfterASignal(home);
  }

  /** A signal to the script alone, as {@code kill} sends it; what it started has to end too. */
  private void assertUndoneAfterASignal(Path home) throws Exception {
    Path marker = temporary.resolve("waiting");
    Map<Path, String> before = project.launcherFiles();
    Process adding = project.start(home, "backend", "add", "nd4j");
    while (!Files.exists(marker) || Files.size(marker) == 0) {
      assertThat(adding.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    long waiting = Long.parseLong(Files.readString(marker).strip());
    adding.toHandle().destroy();
    assertThat(LauncherProject.end(adding).status()).isEqualTo(143);
    assertThat(ProcessHandle.of(waiting).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(project.launcherFiles()).isEqualTo(before);
    assertThat(project.run(home, "backend", "list").out()).contains("nd4j         not installed");
  }

  /** Shell code that says which process it is and then does not end. */
  private String waiting() {
    return "echo $$ > '" + temporary.resolve("waiting") + "'; exec sleep 60";
  }
}
