package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import episode.backend.Backend;
import episode.model.ChainContract;
import episode.model.ChainMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Nd4jModelTest extends ChainContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }

  /** A leak of 100 bytes in each of some thousand arrays of a round would take 20 MB. */
  @Test
  @Tag("slow")
  void roundsOfSolvesAndGradientsLeaveResidentMemoryFlat() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
    assertThat(ChainMemory.grown("nd4j", "50", "200")).isLessThan(15_000);
  }
}
