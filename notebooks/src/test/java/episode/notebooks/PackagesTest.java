package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a release attaches, made from the last commit, installed, and asked to run a cell. */
@Tag("slow")
class PackagesTest {
  /** What {@code one_cell.py} prints of one installation. */
  private record Kernel(
      String name,
      String command,
      List<String> files,
      String status,
      String result,
      String errors) {}

  @Test
  void librariesAreSignedAndKernelsOfTheWheelAndOfTheZipRunACell() throws Exception {
    Surroundings.requireUnix();
    Surroundings.pythonWith("venv, ensurepip");
    assumeTrue(
        Surroundings.succeeds("gpg", "--version"), "Packages: needs gpg; apt-get install gnupg");
    Path folder = Path.of("target/packages");
    Process rehearsal =
        new ProcessBuilder("src/test/shell/rehearse_release.sh", "..", folder.toString())
            .inheritIO()
            .start();
    assertThat(rehearsal.waitFor()).as("see build.log in %s", folder.toAbsolutePath()).isZero();

    assertThat(Files.readAllLines(folder.resolve("central.txt")))
        .containsExactlyInAnyOrderElementsOf(forMavenCentral().toList());
    String report = Files.readString(folder.resolve("report.json"));
    List<Kernel> kernels = List.of(new Gson().fromJson(report, Kernel[].class));
    // The wheel, the zip as Jupyter copies it, and the zip with one JDK.
    assertThat(kernels.subList(0, 2)).extracting(Kernel::command).containsExactly("python", "java");
    assertThat(Path.of(kernels.get(2).command())).isAbsolute();
    assertThat(kernels).allSatisfy(PackagesTest::assertRan);
  }

  /** Returns what Maven Central asks for, of each library and of their parent. */
  private static Stream<String> forMavenCentral() {
    Stream<String> libraries =
        Stream.of("core", "notebook", "kernel", "djl", "nd4j")
            .flatMap(
                name ->
                    Stream.of(".jar", "-sources.jar", "-javadoc.jar", ".pom")
                        .map(end -> "episode-" + name + end));
    return Stream.concat(libraries, Stream.of("episode-parent.pom"))
        .flatMap(file -> Stream.of(file, file + ".asc"));
  }

  private static void assertRan(Kernel kernel) {
    assertThat(kernel.name()).isEqualTo("Java (Episode)");
    assertThat(kernel.files()).containsExactly("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
    assertThat(kernel.status()).isEqualTo("ok");
    assertThat(kernel.result()).startsWith("0.36787"); // e^-1
    assertThat(kernel.errors()).isEmpty();
  }
}
