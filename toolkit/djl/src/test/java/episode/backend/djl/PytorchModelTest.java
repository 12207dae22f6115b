package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import episode.backend.Backend;
import episode.model.ChainMemory;
import episode.model.SamplingContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PytorchModelTest extends SamplingContract {
  @Override
  protected Backend backend() {
    return new PytorchBackend();
  }

  /** A leak of 100 bytes in each of some thousand arrays of a round would take 20 MB. */
  @Test
  @Tag("slow")
  void roundsOfSolvesAndGradientsLeaveResidentMemoryFlat() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
    assertThat(ChainMemory.grown("pytorch", "50", "200")).isLessThan(15_000);
  }
}
