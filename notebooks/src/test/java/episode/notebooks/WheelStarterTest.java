package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The starter in the wheel, with JDKs that only pretend. */
class WheelStarterTest {
  private static final Path STARTER =
      Path.of("../kernel/src/main/wheel/episode_kernel/__main__.py").toAbsolutePath();

  /** Prints the command line; looks nowhere but in JAVA_HOME and on the PATH. */
  private static final String COMMAND =
      """
      import runpy, sys
      starter = runpy.run_path(sys.argv[1])
      starter["PLACES"].clear()
      print("\\n".join(starter["command"](["connection.json"])))
      """;

  @TempDir private Path folder;
  private String python;

  @BeforeEach
  void findPython() throws Exception {
    Surroundings.requireUnix();
    String found = Surroundings.pythonWith("runpy").toString();
    Process asked = new ProcessBuilder(found, "-c", "import sys; print(sys.executable)").start();
    python = asked.inputReader().readLine();
  }

  private Path java(String version, String... commands) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("java " + version).resolve("bin"));
    for (String command : commands) {
      Path file = Files.writeString(bin.resolve(command), "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return bin.getParent().toRealPath();
  }

  private List<String> command(Path home, Path... onPath) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python, "-c", COMMAND, STARTER.toString());
    builder.redirectErrorStream(true).environment().clear();
    builder.environment().put("PATH", String.join(":", bins(onPath)));
    if (home != null) {
      builder.environment().put("JAVA_HOME", home.toString());
    }
    return builder.start().inputReader().lines().toList();
  }

  private static List<String> bins(Path... homes) {
    return Arrays.stream(homes).map(home -> home.resolve("bin").toString()).toList();
  }

  private static List<String> flags(List<String> command) {
    return command.stream()
        .filter(word -> word.startsWith("@"))
        .map(word -> Path.of(word).getFileName().toString())
        .toList();
  }

  @Test
  void chosenJdkStartsTheKernelWithTheFlagsOfItsVersion() throws IOException {
    List<String> old = command(java("17.0.9", "java", "javac"));
    assertThat(old).startsWith(folder.toRealPath() + "/java 17.0.9/bin/java");
    assertThat(old).endsWith("episode.kernel.KernelMain", "connection.json");
    assertThat(flags(old)).containsExactly("flags");
    assertThat(flags(command(java("25", "java", "javac")))).containsExactly("flags", "flags-24");
  }

  @Test
  void jdkBehindANewerRuntimeIsFoundByItsCompiler() throws IOException {
    Path runtime = java("21.0.1", "java");
    Path jdk = java("17.0.9", "java", "javac");
    assertThat(command(null, runtime, jdk)).startsWith(jdk + "/bin/java");
  }

  @Test
  void withoutAJdkItSaysWhatIsMissing() throws IOException {
    assertThat(command(java("11.0.2", "java", "javac")))
        .containsExactly(
            "episode: no JDK found, 17 or newer; install one, or set JAVA_HOME to its folder");
  }
}
