package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be seen from outside a process that uses the backend. */
class PytorchProcessTest {

  @Test
  void nothingIsWrittenToStandardOutput() throws Exception {
    assertThat(output(List.of())).isEmpty();
  }

  /** A leak of 100 bytes in each of the 6 arrays of a round would take 60 MB. */
  @Test
  @Tag("slow")
  void aHundredThousandCallsLeaveResidentMemoryFlat() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
    List<String> heap = List.of("-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch");
    String[] kilobytes = output(heap, "20000", "100000").strip().split("\\s+");
    long grown = Long.parseLong(kilobytes[1]) - Long.parseLong(kilobytes[0]);
    assertThat(grown).isLessThan(20_000);
  }

  private static String output(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), PytorchOnce.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }
}
