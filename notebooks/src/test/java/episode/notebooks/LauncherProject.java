package episode.notebooks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The launcher script in a copy of the project, with JDKs, a Maven and a Python that only pretend.
 */
final class LauncherProject {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "awk",
          "cat",
          "cksum",
          "cp",
          "cut",
          "dirname",
          "du",
          "find",
          "grep",
          "head",
          "chmod",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tee",
          "uname");

  /**
   * Links to the tools that the script needs, so that this machine's Java and Maven stay unseen.
   */
  private static final Path TOOLBOX = Path.of("target/launcher-tools").toAbsolutePath();

  /** How a run of the script ended. */
  record Ended(int status, String out, String err) {}

  private final Path temporary;
  private final Path project;
  private final Path fakes;

  private LauncherProject(Path temporary) {
    this.temporary = temporary;
    project = temporary.resolve("a project");
    fakes = temporary.resolve("fakes");
  }

  /** Returns a copy of the project in a folder for its files, which is the caller's too. */
  static LauncherProject in(Path temporary) throws IOException {
    linkTheTools();
    LauncherProject copy = new LauncherProject(temporary);
    Path sources = Files.createDirectories(copy.at("kernel/src/main"));
    Files.copy(Path.of("../episode"), copy.at("episode"));
    copy.at("episode").toFile().setExecutable(true);
    Files.writeString(copy.at("pom.xml"), "<project/>");
    Files.writeString(sources.resolve("A.java"), "class A {}");
    Files.createDirectories(copy.fakes);
    return copy;
  }

  /** Returns the folder of the project. */
  Path root() {
    return project;
  }

  /** Returns a place in the project. */
  Path at(String path) {
    return project.resolve(path);
  }

  /** Returns the place of a command that only pretends. */
  Path fake(String command) {
    return fakes.resolve(command);
  }

  private static void linkTheTools() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "Launcher: needs a Unix system");
    Files.createDirectories(TOOLBOX);
    for (String tool : TOOLS) {
      Path link = TOOLBOX.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, find(tool));
      }
    }
  }

  private static Path find(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** Writes a shell script that can be run. */
  static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns a JDK that answers every call with its arguments and the folder it is called in. */
  Path jdk(String version, String modules) throws IOException {
    Path home = temporary.resolve("jdk " + version);
    script(home.resolve("bin/java"), "echo \"$PWD\" \"$@\"\n");
    script(home.resolve("bin/javac"), "exit 1\n");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nMODULES=\"%s\"\n"
            .formatted(version, version, modules));
    return home;
  }

  /** Returns a JDK that has all that is needed. */
  Path jdk() throws IOException {
    return jdk("17.0.9", "java.base jdk.compiler jdk.jshell");
  }

  /** Puts there a Maven that builds. */
  void maven() throws IOException {
    maven("3.9.9", 0);
  }

  /** Puts there a Maven of a version that ends with a status. */
  void maven(String version, int status) throws IOException {
    maven(version, status, "exit 0");
  }

  /**
   * Puts there a Maven that builds.
   *
   * @param then shell code that it runs when it has copied the first library of a backend
   */
  void mavenThatDownloads(String then) throws IOException {
    maven("3.9.9", 0, then);
  }

  /** Puts there a Maven that counts its calls and makes the files that the launcher takes. */
  private void maven(String version, int status, String download) throws IOException {
    script(
        fakes.resolve("mvn"),
        """
        if [ "$1" = -v ]; then echo "Apache Maven %s (hash)"; exit 0; fi
        for argument in "$@"; do
          case $argument in
            -DoutputDirectory=*) echo jar > "${argument#*=}/engine-1.jar"; %s ;;
          esac
        done
        echo "$JAVA_HOME" >> "%s"
        echo "[ERROR] broken on purpose"
        mkdir -p kernel/target/lib
        echo jar > kernel/target/episode-kernel-1.jar
        exit %d
        """
            .formatted(version, download, temporary.resolve("builds"), status));
  }

  /** Returns how often Maven was called. */
  int builds() throws IOException {
    Path calls = temporary.resolve("builds");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** Gives the project the backend nd4j to build; returns a JDK with a tool for jars. */
  Path jdkForBackends() throws IOException {
    Path target = Files.createDirectories(project.resolve("toolkit/nd4j/target"));
    Files.writeString(target.resolve("episode-nd4j-1.jar"), "");
    Files.createDirectories(at("kernel/backends"));
    for (String name : List.of("pytorch", "mxnet", "nd4j")) {
      Files.writeString(project.resolve("kernel/backends/" + name + ".xml"), "<project/>");
    }
    Path home = jdk();
    Files.writeString(
        home.resolve("release"),
        "OS_NAME=\"Linux\"\nOS_ARCH=\"x86_64\"\n",
        StandardOpenOption.APPEND);
    script(home.resolve("bin/jar"), "cat \"$3\" > \"$2\"\n");
    return home;
  }

  /** Returns the folder of installed backends. */
  Path backends() {
    return project.resolve("build/launcher/backends");
  }

  /** Returns the files of the launcher but for logs, with their contents. */
  Map<Path, String> launcherFiles() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(project.resolve("build/launcher"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".log")) {
          files.put(file, Files.readString(file));
        }
      }
    }
    return files;
  }

  /**
   * Puts there a Python whose pip works only with retries, and a Jupyter; they answer with
   * arguments.
   */
  void python() throws IOException {
    script(
        fakes.resolve("python3"),
        """
        if [ "$1 $2" = "-m venv" ]; then
          mkdir -p "$3/bin"
          printf '#!/usr/bin/env bash\necho pip "$@"; [[ "$*" != *retries* ]]\n' > "$3/bin/python"
          printf '#!/usr/bin/env bash\necho jupyter "$@"\n' > "$3/bin/jupyter"
          chmod +x "$3/bin/python" "$3/bin/jupyter"
        fi
        """);
  }

  /** Puts there a Java or a compiler that names its home. */
  void answerWithHome(String command, Path home) throws IOException {
    script(fakes.resolve(command), "echo '    java.home = " + home + "'\n");
  }

  /** Starts the script with a JDK, without where the home is null. */
  Process start(Path home, String... arguments) throws IOException {
    return start(project.resolve("episode"), home, arguments);
  }

  /** Starts a link to the script. */
  Process start(Path script, Path home, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", fakes + ":" + TOOLBOX);
    if (home != null) {
      builder.environment().put("JAVA_HOME", home.toString());
    }
    return builder.start();
  }

  /** Runs the script with a JDK. */
  Ended run(Path home, String... arguments) throws IOException, InterruptedException {
    return end(start(home, arguments));
  }

  /** Waits for a script that was started. */
  static Ended end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    return new Ended(process.waitFor(), out, err);
  }
}
