package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own for a main method: what it writes, and how its memory grows. */
public final class OwnProcess {
  private static final Path STATUS = Path.of("/proc/self/status");

  private OwnProcess() {}

  /** Returns what a main method writes to standard output until it ends well. */
  public static String output(Class<?> main, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }

  /**
   * Returns by how many kB resident memory grows between the two readings that a main method
   * prints, on a heap that is there from the start. Skips the test where the system does not tell.
   */
  public static long grown(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    assumeThat(Files.exists(STATUS)).isTrue();
    List<String> heap = List.of("-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch");
    String[] kilobytes = output(main, heap, arguments).strip().split("\\s+");
    return Long.parseLong(kilobytes[1]) - Long.parseLong(kilobytes[0]);
  }

  /** Returns the resident memory of this process in kB, after a collection. */
  public static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
