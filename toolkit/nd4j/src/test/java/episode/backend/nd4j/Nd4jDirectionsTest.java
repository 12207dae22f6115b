package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import episode.Directions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Nd4jDirectionsTest {
  @Test
  void theModuleUsesGraphsAndBackendsAndNothingThatUsesThose() {
    Set<String> uses = Set.of("expr", "backend", "backend.array");
    Directions directions = new Directions(Map.of("backend.nd4j", uses));
    assertThat(directions.wrong(Directions.code("episode.backend.nd4j"))).isEmpty();
  }
}
