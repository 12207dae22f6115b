package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a copy of the project, with JDKs and a Maven that only pretend. */
class LauncherTest {
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

  @TempDir private Path temporary;
  private Path project;
  private Path fakes;

  /** What Maven does when it has copied the first library of a backend. */
  private String libraries = "exit 0";

  private record Ended(int status, String out, String err) {}

  @BeforeEach
  void copyTheProject() throws IOException {
    project = Files.createDirectories(temporary.resolve("a project"));
    Files.copy(Path.of("../episode"), project.resolve("episode"));
    project.resolve("episode").toFile().setExecutable(true);
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Path sources = Files.createDirectories(project.resolve("kernel/src/main"));
    Files.writeString(sources.resolve("A.java"), "class A {}");
    fakes = Files.createDirectories(temporary.resolve("fakes"));
  }

  @BeforeAll
  static void linkTheTools() throws IOException {
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

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A JDK that answers every call with its arguments and the folder it is called in. */
  private Path jdk(String version, String modules) throws IOException {
    Path home = temporary.resolve("jdk " + version);
    script(home.resolve("bin/java"), "echo \"$PWD\" \"$@\"\n");
    script(home.resolve("bin/javac"), "exit 1\n");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nMODULES=\"%s\"\n"
            .formatted(version, version, modules));
    return home;
  }

  private Path jdk() throws IOException {
    return jdk("17.0.9", "java.base jdk.compiler jdk.jshell");
  }

  /** A Maven that counts its calls and makes the files that the launcher takes. */
  private void maven(String version, int status) throws IOException {
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
            .formatted(version, libraries, temporary.resolve("builds"), status));
  }

  private int builds() throws IOException {
    Path calls = temporary.resolve("builds");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** A project that has the backend nd4j to build, and a JDK with a tool for jars. */
  private Path jdkForBackends() throws IOException {
    Path target = Files.createDirectories(project.resolve("toolkit/nd4j/target"));
    Files.writeString(target.resolve("episode-nd4j-1.jar"), "");
    Files.createDirectories(project.resolve("kernel/backends"));
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

  private Path backends() {
    return project.resolve("build/launcher/backends");
  }

  /** A Python whose pip works only with retries, and a Jupyter; they answer with arguments. */
  private void python() throws IOException {
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

  private Process start(Path home, String... arguments) throws IOException {
    return start(project.resolve("episode"), home, arguments);
  }

  private Process start(Path script, Path home, String... arguments) throws IOException {
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

  private Ended run(Path home, String... arguments) throws IOException, InterruptedException {
    return end(start(home, arguments));
  }

  private static Ended end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    return new Ended(process.waitFor(), out, err);
  }

  private void assertFault(Ended ended, String fault) {
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines()).hasSize(1).first().asString().startsWith("episode: " + fault);
    assertThat(ended.err()).containsPattern(": (sudo|brew|install) ");
  }

  @Test
  void missingJavaIsOneLineWithItsRemedy() throws Exception {
    assertFault(run(null), "no Java found");
  }

  @Test
  void oldJavaIsOneLineWithItsRemedy() throws Exception {
    Path old = jdk("11.0.2", "java.base jdk.jshell");
    assertFault(run(old), "JAVA_HOME: " + old + " is Java 11, 17 or newer is needed");
  }

  @Test
  void veryOldJavaIsCalledByItsName() throws Exception {
    Path old = jdk("1.8.0_402", "");
    assertFault(run(old), "JAVA_HOME: " + old + " is Java 8, 17 or newer is needed");
  }

  @Test
  void linkToTheScriptStartsTheProjectOfTheScript() throws Exception {
    maven("3.9.9", 0);
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("..", "a project", "episode"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));
    Ended ended = end(start(bin.resolve("second"), jdk(), "--version"));
    assertThat(ended.out())
        .contains("-cp " + project.toRealPath().resolve("build/launcher/app/episode.jar"));
  }

  @Test
  void jupyterLabIsInstalledWithoutRetriesFirst() throws Exception {
    maven("3.9.9", 0);
    python();
    Files.createDirectories(project.resolve("notebooks"));
    assertThat(run(jdk(), "lab", "--no-browser").out().lines())
        .filteredOn(line -> line.startsWith("pip ") || line.startsWith("jupyter "))
        .containsExactly(
            "pip -m pip install --disable-pip-version-check --progress-bar on --retries 0"
                + " jupyterlab",
            "pip -m pip install --disable-pip-version-check --progress-bar on jupyterlab",
            "jupyter lab --LabApp.default_url=/lab/tree/notebooks/index.ipynb --no-browser");
  }

  @Test
  void jupyterLabOpensOnWhatTheArgumentsName() throws Exception {
    maven("3.9.9", 0);
    python();
    Files.createDirectories(project.resolve("notebooks"));
    Files.writeString(temporary.resolve("my own.ipynb"), "{}");
    Path caller = temporary.toRealPath();
    assertThat(run(jdk(), "lab", "my own.ipynb").out())
        .endsWith("jupyter lab " + caller + "/my own.ipynb\n");
    assertThat(run(jdk(), "lab", caller.toString(), "--port=9999").out())
        .endsWith("jupyter lab " + caller + " --port=9999\n");
    assertThat(run(jdk(), "lab", "--LabApp.default_url=/tree").out())
        .endsWith("jupyter lab --LabApp.default_url=/tree\n");
  }

  @Test
  void jupyterLabWithoutANetworkIsASentence() throws Exception {
    maven("3.9.9", 0);
    python();
    script(
        fakes.resolve("python3"),
        Files.readString(fakes.resolve("python3")).replace("[[ \"$*\" != *retries* ]]", "exit 1"));
    Ended ended = run(jdk(), "lab");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith(
            "episode: pip could not bring JupyterLab, which comes from the network once; what it says"
                + " is above. Try again: ./episode lab; without Python: ./episode run"
                + " notebooks/index.ipynb\n");
  }

  @Test
  void jdkBehindANewerRuntimeIsFoundByItsCompiler() throws Exception {
    maven("3.9.9", 0);
    Path runtime = jdk("21", "java.base");
    Files.delete(runtime.resolve("bin/javac"));
    answerWithHome("java", runtime);
    answerWithHome("javac", jdk());
    Ended ended = run(null, "--version");
    assertThat(ended.status()).isZero();
    assertThat(ended.err()).doesNotContain("runtime without a compiler");
    assertThat(Files.readAllLines(temporary.resolve("builds"))).containsExactly(jdk().toString());
  }

  private void answerWithHome(String command, Path home) throws IOException {
    script(fakes.resolve(command), "echo '    java.home = " + home + "'\n");
  }

  @Test
  void runtimeWithoutCompilerIsOneLineWithItsRemedy() throws Exception {
    Path runtime = jdk();
    Files.delete(runtime.resolve("bin/javac"));
    assertFault(run(runtime), "JAVA_HOME: " + runtime + " is a runtime without a compiler");
  }

  @Test
  void javaWithoutJshellIsOneLineWithItsRemedy() throws Exception {
    Path small = jdk("21", "java.base jdk.compiler");
    assertFault(run(small), "JAVA_HOME: " + small + " has no module jdk.jshell");
  }

  @Test
  void missingMavenIsOneLineWithItsRemedy() throws Exception {
    assertFault(run(jdk()), "no Maven found");
  }

  @Test
  void oldMavenIsOneLineWithItsRemedy() throws Exception {
    maven("3.6.2", 0);
    assertFault(run(jdk()), "Maven 3.6.2 is too old, 3.6.3 or newer is needed");
  }

  @Test
  void failedBuildShowsMavensErrorsAndRunsNothing() throws Exception {
    maven("3.9.9", 1);
    Ended ended = run(jdk(), "explain", "E2103");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("[ERROR] broken on purpose", "Maven could not build");
  }

  @Test
  void mavenRunsOnceWithTheSameJdkUntilASourceChanges() throws Exception {
    maven("3.9.9", 0);
    Path home = jdk();
    assertThat(run(home, "--version").status()).isZero();
    assertThat(run(home, "--version").err()).isEmpty();
    assertThat(Files.readAllLines(temporary.resolve("builds"))).containsExactly(home.toString());

    Files.writeString(project.resolve("kernel/src/main/A.java"), "class A { int b; }");
    assertThat(run(home, "--version").status()).isZero();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void jarsOfAReleaseBesideTheKernelsAreNotTakenForIt() throws Exception {
    maven("3.9.9", 0);
    Path target = Files.createDirectories(project.resolve("kernel/target"));
    Files.writeString(target.resolve("episode-kernel-1-sources.jar"), "sources");
    Files.writeString(target.resolve("episode-kernel-1-javadoc.jar"), "javadoc");
    assertThat(run(jdk(), "--version").status()).isZero();
    assertThat(project.resolve("build/launcher/app/episode.jar")).hasContent("jar");
  }

  @Test
  void anotherJdkNeedsNoBuild() throws Exception {
    maven("3.9.9", 0);
    run(jdk(), "--version");
    Ended ended = run(jdk("25", "java.base jdk.jshell"), "--version");
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("/dist/flags ").contains("/dist/flags-24 ");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    maven("3.9.9", 0);
    Path home = jdk();
    Process first = start(home, "--version");
    Process second = start(home, "--version");
    assertThat(end(first).status()).isZero();
    assertThat(end(second).status()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void lockOfAProcessThatIsGoneIsTakenOver() throws Exception {
    maven("3.9.9", 0);
    Path lock = Files.createDirectories(project.resolve("build/launcher")).resolve("lock");
    Files.writeString(lock, "999999999\n");
    assertThat(run(jdk(), "--version").status()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void notebookRunsInItsOwnFolder() throws Exception {
    maven("3.9.9", 0);
    Path folder = Files.createDirectories(temporary.resolve("my notebooks"));
    Files.writeString(folder.resolve("n.ipynb"), "{}");
    Ended ended = run(jdk(), "run", "my notebooks/n.ipynb", "--output", "out");
    assertThat(ended.out())
        .startsWith(folder.toRealPath() + " ")
        .contains("-Depisode.caller=" + temporary.toRealPath())
        .endsWith("run my notebooks/n.ipynb --output out\n");
  }

  @Test
  void addedBackendIsOnTheClassPathAndStarted() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    Ended ended = run(home, "backend", "add", "nd4j");
    assertThat(ended.status()).isZero();
    assertThat(ended.err())
        .contains("nd4j for linux-x86_64: downloads about 130 MB")
        .contains("its first start unpacks 400 MB in ~/.javacpp")
        .contains("nd4j is installed: %backend nd4j in a notebook");
    assertThat(ended.out()).contains("episode.cli.Main backend check nd4j");
    Path app = project.resolve("build/launcher/app");
    assertThat(Files.readString(app.resolve("backends.jar")))
        .contains(" lib/episode-nd4j-1.jar\n", " ../backends/nd4j/engine-1.jar\n");
    assertThat(run(home, "backend", "list").out()).contains("nd4j         installed, ");
  }

  @Test
  void removedBackendIsGoneFromTheClassPath() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    run(home, "backend", "add", "nd4j");
    Ended ended = run(home, "backend", "remove", "nd4j");
    assertThat(ended.status()).isZero();
    assertThat(ended.err()).contains("removed nd4j");
    assertThat(backends().resolve("nd4j")).doesNotExist();
    assertThat(project.resolve("build/launcher/app/backends.jar")).doesNotExist();
    assertThat(run(home, "backend", "remove", "nd4j").err())
        .isEqualTo("episode: nd4j is not installed\n");
  }

  @Test
  void backendWithoutANetworkIsASentenceAndLeavesNothing() throws Exception {
    libraries = "echo 'Could not transfer artifact'; exit 1";
    maven("3.9.9", 0);
    Ended ended = run(jdkForBackends(), "backend", "add", "nd4j");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith(
            "episode: Maven cannot reach its repository, and the libraries of nd4j have to come from"
                + " there once. Nothing was installed. When there is a network: ./episode backend add"
                + " nd4j\n");
    assertThat(backends()).isEmptyDirectory();
    assertThat(project.resolve("build/launcher/new.backend")).doesNotExist();
  }

  @Test
  void backendThatDoesNotStartIsTakenAwayAgain() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    script(home.resolve("bin/java"), "[[ \"$*\" != *check* ]]\n");
    Ended ended = run(home, "backend", "add", "nd4j");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .endsWith("nd4j does not work on this machine, and was taken away again\n");
    assertThat(backends()).isEmptyDirectory();
  }

  @Test
  void platformWithoutLibrariesIsASentence() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    Files.writeString(
        home.resolve("release"),
        Files.readString(home.resolve("release")).replace("x86_64", "riscv64"));
    Ended ended = run(home, "backend", "add", "mxnet");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "episode: there are no libraries of mxnet for Linux riscv64; see ./episode backend list\n");
    assertThat(run(home, "backend", "list").out())
        .contains("mxnet        has no libraries for Linux riscv64");
  }

  @Test
  void whatIsNoNameOfABackendIsRefusedBeforeAnythingIsDone() throws Exception {
    Path home = jdkForBackends();
    assertRefused(
        run(home, "backend", "add", "jax"),
        "backend add takes names of pytorch mxnet nd4j, not 'jax'");
    assertRefused(
        run(home, "backend", "add", "nd4j", "--foo"),
        "backend add takes names of pytorch mxnet nd4j, not '--foo'");
    assertRefused(
        run(home, "backend", "remove"), "backend remove needs a name of pytorch mxnet nd4j");
    assertRefused(run(home, "backend", "list", "foo"), "backend list takes no names, not 'foo'");
  }

  private static void assertRefused(Ended ended, String fault) {
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo("episode: " + fault + "\n");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void severalBackendsAreAddedOneAfterTheOther() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    Path target = Files.createDirectories(project.resolve("toolkit/djl/target"));
    Files.writeString(target.resolve("episode-djl-1.jar"), "");
    assertThat(run(home, "backend", "add", "pytorch", "nd4j").status()).isZero();
    assertThat(run(home, "backend", "list").out())
        .contains("pytorch      installed, ", "nd4j         installed, ");
    assertThat(run(home, "backend", "remove", "nd4j", "pytorch").status()).isZero();
    assertThat(backends()).isEmptyDirectory();
  }

  /** A signal to the script alone, as {@code kill} sends it; what it started has to end too. */
  private void assertUndoneAfterASignal(Path home) throws Exception {
    Path marker = temporary.resolve("waiting");
    Map<Path, String> before = launcherFiles();
    Process adding = start(home, "backend", "add", "nd4j");
    while (!Files.exists(marker) || Files.size(marker) == 0) {
      assertThat(adding.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    long waiting = Long.parseLong(Files.readString(marker).strip());
    adding.toHandle().destroy();
    assertThat(end(adding).status()).isEqualTo(143);
    assertThat(ProcessHandle.of(waiting).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(launcherFiles()).isEqualTo(before);
    assertThat(run(home, "backend", "list").out()).contains("nd4j         not installed");
  }

  /** The files of the launcher but for logs, with their contents. */
  private Map<Path, String> launcherFiles() throws IOException {
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

  /** Shell code that says which process it is and then does not end. */
  private String waiting() {
    return "echo $$ > '" + temporary.resolve("waiting") + "'; exec sleep 60";
  }

  @Test
  void signalAtTheDownloadLeavesEverythingAsItWas() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    run(home, "--version");
    libraries = waiting();
    maven("3.9.9", 0);
    assertUndoneAfterASignal(home);
  }

  @Test
  void signalAtTheBuildLeavesEverythingAsItWas() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    run(home, "--version");
    script(
        fakes.resolve("real"), Files.readString(fakes.resolve("mvn")).replaceFirst("^#!.*\n", ""));
    script(
        fakes.resolve("mvn"),
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
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    run(home, "--version");
    script(
        home.resolve("bin/java"), "[[ \"$*\" != *" + command + "* ]] || { " + waiting() + "; }\n");
    assertUndoneAfterASignal(home);
  }

  @Test
  void folderThatIsNotOursIsASentence() throws Exception {
    maven("3.9.9", 0);
    Path home = jdkForBackends();
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(project), "Launcher: root may write everywhere");
    Ended ended = run(home, "--version");
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "episode: no permission to write in "
                + project.toRealPath()
                + ", where Episode is built: use a copy of your own, or make that folder writable\n");
  }
}
