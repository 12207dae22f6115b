package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.OwnProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be seen from outside a process that uses the backend. */
class PytorchProcessTest {

  @Test
  void nothingIsWrittenToStandardOutput() throws Exception {
    assertThat(OwnProcess.output(PytorchOnce.class, List.of())).isEmpty();
  }

  /** A leak of 100 bytes in each of the 6 arrays of a round would take 60 MB. */
  @Test
  @Tag("slow")
  void aHundredThousandCallsLeaveResidentMemoryFlat() throws Exception {
    long grown = OwnProcess.grown(PytorchOnce.class, "20000", "100000");
    assertThat(grown).isLessThan(20_000);
  }
}
