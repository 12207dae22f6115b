package episode.notebooks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine and this folder have; tests run in the folder notebooks/. */
final class Surroundings {
  private Surroundings() {}

  /** Returns the notebooks, sorted, and a tiny one that needs only the kernel. */
  static List<Path> notebooks() throws IOException {
    return Stream.concat(Stream.of(tiny()), stored().stream()).toList();
  }

  /** Returns the notebooks, sorted. */
  static List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** Returns a notebook of six cells: text, output, value, error, display. */
  static Path tiny() {
    return Path.of("src/test/resources/episode/notebooks/tiny.ipynb").toAbsolutePath();
  }

  /** Returns a Python that can import a module, or skips the test and says why. */
  static Path pythonWith(String module) {
    Optional<Path> python =
        Stream.of(Path.of("../.venv/bin/python"), Path.of("python3"))
            .filter(command -> succeeds(command.toString(), "-c", "import " + module))
            .findFirst();
    assumeTrue(
        python.isPresent(),
        () -> "Python: no python3 with " + module + "; .ci/run or ./episode lab prepares one");
    return python.get();
  }

  /** Returns the command of a Chromium, or skips the test and says why. */
  static String chromium() {
    Optional<String> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .filter(command -> succeeds(command, "--version"))
            .findFirst();
    assumeTrue(found.isPresent(), "Chromium: none on the PATH; apt-get install chromium");
    return found.get();
  }

  /** Skips the test where there is no Unix shell. */
  static void requireUnix() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "Shell: needs a Unix system");
  }

  /** Returns whether a command is there and ends with 0 within a minute. */
  static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns the command line of a JVM of its own, as the launcher starts it. */
  static List<String> episode(String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> jvm =
        List.of(
            java.toString(),
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "episode.cli.Main");
    return Stream.concat(jvm.stream(), Stream.of(arguments)).toList();
  }

  /** Installs the kernel that is on the test's class path and returns the prefix. */
  static Path installedKernel() throws IOException, InterruptedException {
    Path prefix = Path.of("target/jupyter").toAbsolutePath();
    Process install =
        new ProcessBuilder(episode("kernel", "install", "--prefix", prefix.toString()))
            .inheritIO()
            .start();
    if (install.waitFor() != 0) {
      throw new IOException("episode kernel install ended with " + install.exitValue());
    }
    return prefix;
  }

  /** Returns a builder of a process whose Jupyter sees only our kernel and writes below target/. */
  static ProcessBuilder jupyter(List<String> command) throws IOException, InterruptedException {
    Path prefix = installedKernel();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
    builder.environment().put("JUPYTER_RUNTIME_DIR", prefix.resolve("runtime").toString());
    builder.environment().put("JUPYTER_CONFIG_DIR", prefix.resolve("config").toString());
    builder.environment().put("JUPYTER_DATA_DIR", prefix.resolve("data").toString());
    return builder;
  }
}
