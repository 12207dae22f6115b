package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.OwnProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be seen from outside a process that uses the backend. */
class Nd4jProcessTest {

  @Test
  void nothingIsWrittenToStandardOutput() throws Exception {
    assertThat(OwnProcess.output(Once.class, List.of())).isEmpty();
  }

  /** A leak of 100 bytes in each of the 10 arrays of a call would take 100 MB. */
  @Test
  @Tag("slow")
  void aHundredThousandCallsLeaveResidentMemoryFlat() throws Exception {
    long grown = OwnProcess.grown(Once.class, "20000", "100000");
    assertThat(grown).isLessThan(20_000);
  }
}
