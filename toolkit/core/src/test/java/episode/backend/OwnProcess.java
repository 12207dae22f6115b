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
    return output(process(main, flags, arguments));
  }

  /**
   * Returns by how many kB resident memory grows between the two readings that a main method
   * prints. Skips the test where the system does not tell.
   *
   * <p>The heap is there from the start. A compiler that optimises works in the background for
   * minutes, and threads with memory of their own return it late: readings differ by ten megabytes
   * with them and by one without.
   */
  public static long grown(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    assumeThat(Files.exists(STATUS)).isTrue();
    List<String> flags = new ArrayList<>(List.of("-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch"));
    flags.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    ProcessBuilder process = process(main, flags, arguments);
    process.environment().put("MALLOC_ARENA_MAX", "1");
    String[] kilobytes = output(process).strip().split("\\s+");
    return Long.parseLong(kilobytes[1]) - Long.parseLong(kilobytes[0]);
  }

  private static ProcessBuilder process(Class<?> main, List<String> flags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
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
