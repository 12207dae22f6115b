package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void kernelsOfTheWheelAndOfTheZipRunACell() throws Exception {
    Surroundings.requireUnix();
    Surroundings.pythonWith("venv, ensurepip");
    Path folder = Path.of("target/packages");
    Process rehearsal =
        new ProcessBuilder("src/test/shell/rehearse_release.sh", "..", folder.toString())
            .inheritIO()
            .start();
    assertThat(rehearsal.waitFor()).as("see build.log in %s", folder.toAbsolutePath()).isZero();

    String report = Files.readString(folder.resolve("report.json"));
    List<Kernel> kernels = List.of(new Gson().fromJson(report, Kernel[].class));
    // The wheel, the zip as Jupyter copies it, and the zip with one JDK.
    assertThat(kernels.subList(0, 2)).extracting(Kernel::command).containsExactly("python", "java");
    assertThat(Path.of(kernels.get(2).command())).isAbsolute();
    assertThat(kernels).allSatisfy(PackagesTest::assertRan);
  }

  private static void assertRan(Kernel kernel) {
    assertThat(kernel.name()).isEqualTo("Java (Episode)");
    assertThat(kernel.files()).containsExactly("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
    assertThat(kernel.status()).isEqualTo("ok");
    assertThat(kernel.result()).startsWith("0.36787"); // e^-1
    assertThat(kernel.errors()).isEmpty();
  }
}
