package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.OwnProcess;
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
    assertThat(OwnProcess.output(Once.class, List.of("-Xmx300m"), order)).isEmpty();
  }

  /** A leak of 100 bytes in each of the 10 arrays of a call would take 20 MB. */
  @ParameterizedTest
  @ValueSource(strings = {"mxnet", "pytorch-eager"})
  @Tag("slow")
  void tensOfThousandsOfCallsLeaveResidentMemoryFlat(String backend) throws Exception {
    assertThat(OwnProcess.grown(Once.class, backend, "10000", "20000")).isLessThan(15_000);
  }

  /** The same in little: a leak of a kilobyte an array, DJL's usual, would take 30 MB. */
  @Test
  void thousandsOfCallsLeaveResidentMemoryFlat() throws Exception {
    assertThat(OwnProcess.grown(Once.class, "pytorch-eager", "1500", "3000")).isLessThan(25_000);
  }
}
