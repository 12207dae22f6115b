package episode.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code binder/} in a clean root file system, from the packages to the cells of a notebook. */
@Tag("slow")
class BinderTest {
  /** What a visitor of the image meets, as {@code binder_client.py} prints it. */
  private record Report(
      String page,
      List<String> kernels,
      List<String> cells,
      List<String> outside,
      int resident,
      int ended) {}

  @Test
  void visitorMeetsTheIndexAndAKernelThatRunsWithoutANetwork() throws Exception {
    Surroundings.requireUnix();
    assumeTrue("root".equals(System.getProperty("user.name")), "Binder: needs root");
    assumeTrue(
        Surroundings.succeeds("debootstrap", "--version") && Surroundings.succeeds("ip", "-V"),
        "Binder: needs debootstrap and ip; apt-get install debootstrap iproute2");
    Path folder = Files.createDirectories(Path.of("target/binder"));
    Report report = build(folder, wheels());
    assertThat(report.page()).endsWith("/lab/tree/notebooks/index.ipynb");
    assertThat(report.kernels()).contains("episode");
    assertThat(report.cells()).isNotEmpty().containsOnly("ok");
    assertThat(report.outside()).isEmpty();
    // What Binder guarantees is 1 GB, and a notebook needs room to grow.
    assertThat(report.resident()).isLessThan(800);
    assertThat(report.ended()).isZero();
  }

  private static Report build(Path folder, Path wheels) throws Exception {
    Process build =
        new ProcessBuilder(
                "src/test/shell/binder_image.sh", "..", wheels.toString(), folder.toString())
            .inheritIO()
            .start();
    assertThat(build.waitFor())
        .as("see build.log and server.log in %s", folder.toAbsolutePath())
        .isZero();
    return new Gson().fromJson(Files.readString(folder.resolve("report.json")), Report.class);
  }

  /** Fetches what requirements.txt lists, for the Python of Debian 12, as this machine does it. */
  private static Path wheels() throws IOException, InterruptedException {
    Path wheels = Files.createDirectories(Path.of("target/binder/wheels"));
    String python = Surroundings.pythonWith("pip").toString();
    List<String> command =
        List.of(
            python,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--retries",
            "0",
            "--python-version",
            "3.11",
            "--only-binary=:all:",
            "--dest",
            wheels.toString(),
            "--requirement",
            "../binder/requirements.txt");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return wheels;
  }
}
