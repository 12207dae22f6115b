package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.Directions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DjlDirectionsTest {
  @Test
  void theModuleUsesGraphsAndBackendsAndNothingThatUsesThose() {
    Set<String> uses = Set.of("expr", "transform", "op", "backend", "backend.array");
    Directions directions = new Directions(Map.of("backend.djl", uses));
    assertThat(directions.wrong(Directions.code("episode.backend.djl"))).isEmpty();
  }
}
