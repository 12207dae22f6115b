package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import episode.notebooks.LauncherProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code episode lab} with a Python that only pretends. */
class LauncherLabTest {
  @TempDir private Path temporary;
  private LauncherProject project;

  @BeforeEach
  void copyTheProject() throws IOException {
    project = LauncherProject.in(temporary);
  }

  @Test
  void jupyterLabIsInstalledWithoutRetriesFirst() throws Exception {
    project.maven();
    project.python();
    Files.createDirectories(project.at("notebooks"));
    assertThat(project.run(project.jdk(), "lab", "--no-browser").out().lines())
        .filteredOn(line -> line.startsWith("pip ") || line.startsWith("jupyter "))
        .containsExactly(
            "pip -m pip install --disable-pip-version-check --progress-bar on --retries 0"
                + " jupyterlab",
            "pip -m pip install --disable-pip-version-check --progress-bar on jupyterlab",
            "jupyter lab --LabApp.default_url=/lab/tree/notebooks/index.ipynb --no-browser");
  }

  @Test
  void jupyterLabOpensOnWhatTheArgumentsName() throws Exception {
    project.maven();
    project.python();
    Files.createDirectories(project.at("notebooks"));
    Files.writeString(temporary.resolve("my own.ipynb"), "{}");
    Path caller = temporary.toRealPath();
    assertThat(project.run(project.jdk(), "lab", "my own.ipynb").out())
        .endsWith("jupyter lab " + caller + "/my own.ipynb\n");
    assertThat(project.run(project.jdk(), "lab", caller.toString(), "--port=9999").out())
        .endsWith("jupyter lab " + caller + " --port=9999\n");
    assertThat(project.run(project.jdk(), "lab", "--LabApp.default_url=/tree").out())
        .endsWith("jupyter lab --LabApp.default_url=/tree\n");
  }

  @Test
  void jupyterLabWithoutANetworkIsASentence() throws Exception {
    project.maven();
    project.python();
    LauncherProject.script(
        project.fake("python3"),
        Files.readString(project.fake("python3")).replace("[[ \"$*\" != *retries* ]]", "exit 1"));
    Ended ended = project.run(project.jdk(), "lab");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith(
            "episode: pip could not bring JupyterLab, which comes from the network once; what it"
                + " says is above. Try again: ./episode lab; without Python: ./episode run"
                + " notebooks/index.ipynb\n");
  }
}
