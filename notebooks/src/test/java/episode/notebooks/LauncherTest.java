package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import episode.notebooks.LauncherProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script: which Java and Maven it takes, when it builds, and where it runs. */
class LauncherTest {
  @TempDir private Path temporary;
  private LauncherProject project;

  @BeforeEach
  void copyTheProject() throws IOException {
    project = LauncherProject.in(temporary);
  }

  @Test
  void missingJavaIsOneLineWithItsRemedy() throws Exception {
    assertFault(project.run(null), "no Java found");
  }

  @Test
  void oldJavaIsOneLineWithItsRemedy() throws Exception {
    Path old = project.jdk("11.0.2", "java.base jdk.jshell");
    assertFault(project.run(old), "JAVA_HOME: " + old + " is Java 11, 17 or newer is needed");
  }

  @Test
  void veryOldJavaIsCalledByItsName() throws Exception {
    Path old = project.jdk("1.8.0_402", "");
    assertFault(project.run(old), "JAVA_HOME: " + old + " is Java 8, 17 or newer is needed");
  }

  @Test
  void runtimeWithoutCompilerIsOneLineWithItsRemedy() throws Exception {
    Path runtime = project.jdk();
    Files.delete(runtime.resolve("bin/javac"));
    assertFault(project.run(runtime), "JAVA_HOME: " + runtime + " is a runtime without a compiler");
  }

  @Test
  void javaWithoutJshellIsOneLineWithItsRemedy() throws Exception {
    Path small = project.jdk("21", "java.base jdk.compiler");
    assertFault(project.run(small), "JAVA_HOME: " + small + " has no module jdk.jshell");
  }

  @Test
  void jdkBehindANewerRuntimeIsFoundByItsCompiler() throws Exception {
    project.maven();
    Path runtime = project.jdk("21", "java.base");
    Files.delete(runtime.resolve("bin/javac"));
    project.answerWithHome("java", runtime);
    project.answerWithHome("javac", project.jdk());
    Ended ended = project.run(null, "--version");
    assertThat(ended.status()).isZero();
    assertThat(ended.err()).doesNotContain("runtime without a compiler");
    assertThat(Files.readAllLines(temporary.resolve("builds")))
        .containsExactly(project.jdk().toString());
  }

  @Test
  void missingMavenIsOneLineWithItsRemedy() throws Exception {
    assertFault(project.run(project.jdk()), "no Maven found");
  }

  @Test
  void oldMavenIsOneLineWithItsRemedy() throws Exception {
    project.maven("3.6.2", 0);
    assertFault(project.run(project.jdk()), "Maven 3.6.2 is too old, 3.6.3 or newer is needed");
  }

  private void assertFault(Ended ended, String fault) {
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines()).hasSize(1).first().asString().startsWith("episode: " + fault);
    assertThat(ended.err()).containsPattern(": (sudo|brew|install) ");
  }

  @Test
  void failedBuildShowsMavensErrorsAndRunsNothing() throws Exception {
    project.maven("3.9.9", 1);
    Ended ended = project.run(project.jdk(), "explain", "E2103");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("[ERROR] broken on purpose", "Maven could not build");
  }

  @Test
  void mavenRunsOnceWithTheSameJdkUntilASourceChanges() throws Exception {
    project.maven();
    Path home = project.jdk();
    assertThat(project.run(home, "--version").status()).isZero();
    assertThat(project.run(home, "--version").err()).isEmpty();
    assertThat(Files.readAllLines(temporary.resolve("builds"))).containsExactly(home.toString());

    Files.writeString(project.at("kernel/src/main/A.java"), "class A { int b; }");
    assertThat(project.run(home, "--version").status()).isZero();
    assertThat(project.builds()).isEqualTo(2);
  }

  @Test
  void jarsOfAReleaseBesideTheKernelsAreNotTakenForIt() throws Exception {
    project.maven();
    Path target = Files.createDirectories(project.at("kernel/target"));
    Files.writeString(target.resolve("episode-kernel-1-sources.jar"), "sources");
    Files.writeString(target.resolve("episode-kernel-1-javadoc.jar"), "javadoc");
    assertThat(project.run(project.jdk(), "--version").status()).isZero();
    assertThat(project.at("build/launcher/app/episode.jar")).hasContent("jar");
  }

  @Test
  void anotherJdkNeedsNoBuild() throws Exception {
    project.maven();
    project.run(project.jdk(), "--version");
    Ended ended = project.run(project.jdk("25", "java.base jdk.jshell"), "--version");
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("/dist/flags ").contains("/dist/flags-24 ");
    assertThat(project.builds()).isEqualTo(1);
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    project.maven();
    Path home = project.jdk();
    Process first = project.start(home, "--version");
    Process second = project.start(home, "--version");
    assertThat(LauncherProject.end(first).status()).isZero();
    assertThat(LauncherProject.end(second).status()).isZero();
    assertThat(project.builds()).isEqualTo(1);
  }

  @Test
  void lockOfAProcessThatIsGoneIsTakenOver() throws Exception {
    project.maven();
    Path lock = Files.createDirectories(project.at("build/launcher")).resolve("lock");
    Files.writeString(lock, "999999999\n");
    assertThat(project.run(project.jdk(), "--version").status()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void linkToTheScriptStartsTheProjectOfTheScript() throws Exception {
    project.maven();
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("..", "a project", "episode"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));
    Ended ended =
        LauncherProject.end(project.start(bin.resolve("second"), project.jdk(), "--version"));
    assertThat(ended.out())
        .contains("-cp " + project.root().toRealPath().resolve("build/launcher/app/episode.jar"));
  }

  @Test
  void notebookRunsInItsOwnFolder() throws Exception {
    project.maven();
    Path folder = Files.createDirectories(temporary.resolve("my notebooks"));
    Files.writeString(folder.resolve("n.ipynb"), "{}");
    Ended ended = project.run(project.jdk(), "run", "my notebooks/n.ipynb", "--output", "out");
    assertThat(ended.out())
        .startsWith(folder.toRealPath() + " ")
        .contains("-Depisode.caller=" + temporary.toRealPath())
        .endsWith("run my notebooks/n.ipynb --output out\n");
  }

  @Test
  void folderThatIsNotOursIsASentence() throws Exception {
    project.maven();
    Path home = project.jdkForBackends();
    Files.setPosixFilePermissions(project.root(), PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(project.root()), "Launcher: root may write everywhere");
    Ended ended = project.run(home, "--version");
    Files.setPosixFilePermissions(project.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "episode: no permission to write in "
                + project.root().toRealPath()
                + ", where Episode is built: use a copy of your own, or make that folder"
                + " writable\n");
  }
}
