package episode.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static int[] edge(int from, int to) {
    return new int[] {from, to};
  }

  @Test
  void everyBoxStandsBelowAllThatItComesFrom() {
    Layers layers =
        new Layers(
            new double[] {40, 40, 40, 40}, List.of(edge(0, 1), edge(1, 2), edge(0, 3), edge(2, 3)));
    assertThat(new int[] {layers.layer(0), layers.layer(1), layers.layer(2), layers.layer(3)})
        .containsExactly(0, 1, 2, 3);
    assertThat(layers.bends(2)).hasSize(2);
    assertThat(layers.bends(0)).isEmpty();
  }

  @Test
  void whatComesFromNothingStandsAboveItsFirstUser() {
    Layers layers =
        new Layers(new double[] {40, 40, 40, 40}, List.of(edge(0, 1), edge(1, 3), edge(2, 3)));
    assertThat(layers.layer(2)).isEqualTo(1);
  }

  @Test
  void boxesOfALayerDoNotTouch() {
    Layers layers =
        new Layers(new double[] {40, 90, 40, 40}, List.of(edge(0, 3), edge(1, 3), edge(2, 3)));
    // 22 pixels between the edges of neighbours.
    assertThat(Math.abs(layers.middle(0) - layers.middle(1))).isGreaterThan(65);
    assertThat(Math.abs(layers.middle(2) - layers.middle(1))).isGreaterThan(65);
    assertThat(layers.middle(3)).isCloseTo(layers.middle(1), within(60.0));
  }
}
