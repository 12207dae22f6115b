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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be seen from outside a process that uses the engines. */
class EagerProcessTest {

  @ParameterizedTest
  @ValueSource(strings = {"pytorch,mxnet", "mxnet,pytorch", "pytorch-eager"})
  void enginesStartInAnyOrderAndWriteNothingToStandardOutput(String order) throws Exception {
    assertThat(output(List.of("-Xmx300m"), order)).isEmpty();
  }

  /** A leak of 100 bytes in each of the 10 arrays of a call would take 20 MB. */
  @ParameterizedTest
  @ValueSource(strings = {"mxnet", "pytorch-eager"})
  @Tag("slow")
  void tensOfThousandsOfCallsLeaveResidentMemoryFlat(String backend) throws Exception {
    assertThat(grown(backend, "10000", "20000")).isLessThan(15_000);
  }

  /** The same in little: a leak of a kilobyte an array, DJL's usual, would take 30 MB. */
  @Test
  void thousandsOfCallsLeaveResidentMemoryFlat() throws Exception {
    assertThat(grown("pytorch-eager", "1500", "3000")).isLessThan(25_000);
  }

  private static long grown(String backend, String first, String second) throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
    List<String> heap = List.of("-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch");
    String[] kilobytes = output(heap, backend, first, second).strip().split("\\s+");
    return Long.parseLong(kilobytes[1]) - Long.parseLong(kilobytes[0]);
  }

  private static String output(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Once.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }
}
