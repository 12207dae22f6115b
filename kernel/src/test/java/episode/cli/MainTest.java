package episode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import episode.runner.OutputFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void versionNamesJava() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("Episode ").contains("Java " + Runtime.version());
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("run ", "lab ", "kernel ", "explain ")
        .doesNotContain("warm");
  }

  @Test
  void missingNotebookIsOneLine() {
    assertThat(run("run", "absent.ipynb")).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("episode: no such file: ");
  }

  @Test
  void aRemedyOnTheCommandLineIsForJson() {
    String what = "E2203 Parameter 'gamma' has no value\n  Give it one: ";
    assertThat(RhsCommand.asJson(what + ".with(\"gamma\", 1.0)."))
        .isEqualTo(what + "\"params\": {\"gamma\": 1.0}.");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(Main.asked("help")).containsExactly("--help");
    assertThat(Main.asked("help", "run")).containsExactly("run", "--help");
    assertThat(Main.asked("run", "help")).containsExactly("run", "help");
  }

  @Test
  void helpNamesTheExitStatuses() {
    assertThat(run("--help")).isZero();
    assertThat(run("run", "--help")).isZero();
    assertThat(out.toString())
        .containsSubsequence("130   interrupted", "143   asked to end", "130   interrupted", "143");
  }

  @Test
  void folderThatCannotBeMadeIsNamedWithTheReason(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("kernel", "install", "--prefix", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("episode: ").contains(file.toString(), "file");
    assertThatThrownBy(() -> OutputFolder.make(file))
        .hasMessage(file + " is a file; a folder is needed to write into");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void folderOfTheSystemThatCannotBeMadeIsOneLine() {
    assertThat(run("kernel", "install", "--prefix", "/proc/nope")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "episode: the folder /proc/nope/share/jupyter/kernels/episode cannot be made\n");
  }

  @Test
  void removeLeavesNoEmptyFoldersAndNothingElseIsTouched(@TempDir Path prefix) throws IOException {
    run("kernel", "install", "--prefix", prefix.toString());
    run("kernel", "remove", "--prefix", prefix.toString());
    assertThat(prefix).isEmptyDirectory();

    Path other = Files.createDirectories(prefix.resolve("share/jupyter/kernels/python3"));
    run("kernel", "install", "--prefix", prefix.toString());
    run("kernel", "remove", "--prefix", prefix.toString());
    assertThat(other).isEmptyDirectory();
    assertThat(other.getParent()).isDirectoryNotContaining("glob:**episode");
  }

  @Test
  void unknownCodeIsOneLine() {
    assertThat(run("explain", "e9998")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("episode: there is no page for E9998\n");
  }

  @Test
  void textThatIsNoCodeIsAnErrorOfUse() {
    assertThat(run("explain", "beta")).isEqualTo(2);
    assertThat(err.toString()).startsWith("'beta' is no error code; one looks like E2103");
  }

  @Test
  void installWritesASpecThatJupyterCanStartAndRemoveTakesItAway(@TempDir Path prefix)
      throws IOException {
    assertThat(run("kernel", "install", "--prefix", prefix.toString())).isZero();
    Path folder = prefix.resolve("share/jupyter/kernels/episode");
    var spec = JsonParser.parseString(Files.readString(folder.resolve("kernel.json")));
    var command = spec.getAsJsonObject().getAsJsonArray("argv").asList();
    assertThat(Path.of(command.get(0).getAsString())).isAbsolute().isExecutable();
    assertThat(command.get(command.size() - 1).getAsString()).isEqualTo("{connection_file}");
    assertThat(spec.getAsJsonObject().get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(folder).isDirectoryContaining("glob:**logo-svg.svg");
    assertSquare(folder.resolve("logo-32x32.png"), 32);
    assertSquare(folder.resolve("logo-64x64.png"), 64);

    assertThat(run("kernel", "remove", "--prefix", prefix.toString())).isZero();
    assertThat(folder).doesNotExist();
    assertThat(run("kernel", "remove", "--prefix", prefix.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("the kernel is not installed in " + folder);
  }

  private static void assertSquare(Path picture, int size) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(size, size);
  }

  @Test
  void onlyOnePlaceCanBeMeant() {
    assertThat(run("kernel", "install", "--user", "--sys-prefix")).isEqualTo(2);
  }

  @Test
  void userFolderIsThatOfJupyter() {
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(KernelFolder.userData(Map.of(), "Linux"))
        .isEqualTo(home.resolve(".local/share/jupyter"));
    assertThat(KernelFolder.userData(Map.of(), "Mac OS X"))
        .isEqualTo(home.resolve("Library/Jupyter"));
    assertThat(KernelFolder.userData(Map.of("XDG_DATA_HOME", "/d"), "Linux"))
        .isEqualTo(Path.of("/d/jupyter"));
    assertThat(KernelFolder.userData(Map.of("JUPYTER_DATA_DIR", "", "XDG_DATA_HOME", ""), "Linux"))
        .isEqualTo(home.resolve(".local/share/jupyter"));
    assertThat(KernelFolder.userData(Map.of("JUPYTER_DATA_DIR", "/j"), "Linux"))
        .isEqualTo(Path.of("/j"));
  }

  @Test
  void specKeepsFlagsInOrder() {
    String json = new KernelSpec("/jdk/bin/java", List.of("-Xmx1g", "-Da=b"), "/x.jar").json();
    assertThat(JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("argv").asList())
        .extracting(element -> element.getAsString())
        .containsExactly(
            "/jdk/bin/java",
            "-Xmx1g",
            "-Da=b",
            "-cp",
            "/x.jar",
            "episode.kernel.KernelMain",
            "{connection_file}");
  }
}
