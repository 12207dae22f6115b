package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, with stand-ins for Java, Maven and Python that tell how they are called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path folder;
  private Path root;
  private Path tools;
  private Path jdk;

  @BeforeEach
  void prepare() throws IOException {
    folder = folder.toRealPath();
    root = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(root.resolve("notebooks"));
    Files.copy(Path.of("..", "episode"), root.resolve("episode"));
    root.resolve("episode").toFile().setExecutable(true);
    tools = Files.createDirectories(folder.resolve("tools"));
    jdk = jdk("17.0.1");
    tool("mvn", "mkdir -p kernel/target/lib; touch kernel/target/episode-kernel-1.jar");
    tool(
        "python3",
        """
        case "$*" in "-m venv"*) ;; *) exit 0 ;; esac
        mkdir -p "$3/bin"
        printf '#!/bin/sh\\necho pip "$@"; case "$*" in *retries*) exit 1 ;; esac\\n' > "$3/bin/python"
        printf '#!/bin/sh\\necho jupyter "$@"\\n' > "$3/bin/jupyter"
        chmod +x "$3/bin/python" "$3/bin/jupyter"
        """);
  }

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), "echo \"    java.home = " + home + "\"; echo java \"$@\"");
    script(home.resolve("bin/javac"), "");
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"%s\"\nMODULES=\"java.base jdk.jshell\"\n".formatted(version));
    return home;
  }

  private void tool(String name, String body) throws IOException {
    script(tools.resolve(name), body);
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    file.toFile().setExecutable(true);
  }

  private String launch(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .merge(
            "PATH",
            tools + File.pathSeparator + jdk.resolve("bin"),
            (path, first) -> first + File.pathSeparator + path);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  @Test
  void startsTheProjectItLiesInThroughLinks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("..", "project", "episode"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));
    assertThat(launch(bin.resolve("second"), "--version"))
        .contains(" -cp " + root.resolve("build/launcher/app/episode.jar"))
        .endsWith("episode.cli.Main --version\n");
  }

  @Test
  void oldJavaIsCalledByItsName() throws Exception {
    jdk = jdk("1.8.0_402");
    assertThat(launch(root.resolve("episode"), "--version"))
        .startsWith("episode: JAVA_HOME: " + jdk + " is Java 8, 17 or newer is needed: ");
  }

  @Test
  void jupyterLabIsInstalledWithoutRetriesFirst() throws Exception {
    assertThat(launch(root.resolve("episode"), "lab", "--no-browser").lines())
        .filteredOn(line -> line.startsWith("pip ") || line.startsWith("jupyter "))
        .containsExactly(
            "pip -m pip install --disable-pip-version-check --progress-bar on --retries 0"
                + " jupyterlab",
            "pip -m pip install --disable-pip-version-check --progress-bar on jupyterlab",
            "jupyter lab --no-browser");
  }
}
