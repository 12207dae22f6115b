package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void aRehearsalEndsAndLeavesRoomForASession() throws Exception {
    Rehearsal.run();
    try (Bench bench = new Bench()) {
      assertThat(bench.value("1 + 1")).isEqualTo("2");
    }
  }
}
