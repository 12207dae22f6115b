package episode.prob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BijectorTest {
  private static final double[] POINTS = {-30, -3, -0.5, 0, 1, 4, 30};

  /** Returns x, the way back to u, and log |dx / du|. */
  private static double[] at(Optional<Double> low, Optional<Double> high, double u) {
    GraphBuilder b = new GraphBuilder();
    Node point = b.input("u");
    Bijector bijector = Bijector.between(low.map(b::constant), high.map(b::constant));
    Node x = bijector.forward(b, point);
    Node back = bijector.inverse(b, x);
    Graph graph = Checker.check(b.build("map", List.of(x, back, bijector.logJacobian(b, point))));
    List<Tensor> values = Perform.evaluate(graph, List.of(Tensor.of(u)));
    return new double[] {values.get(0).at(0), values.get(1).at(0), values.get(2).at(0)};
  }

  private static void check(Optional<Double> low, Optional<Double> high) {
    for (double u : POINTS) {
      double[] values = at(low, high, u);
      assertThat(values[0]).isBetween(low.orElse(-1e300), high.orElse(1e300));
      double step = 1e-4;
      double rise = at(low, high, u + step)[0] - at(low, high, u - step)[0];
      double slope = Math.abs(rise) / (2 * step);
      // Central differences: truncation 1e-9 relative, rounding 1e-16 · |x| / 1e-4 absolute.
      double rounding = 1e-11 * Math.max(1, Math.abs(values[0]));
      assertThat(Math.exp(values[2])).isCloseTo(slope, within(1e-8 * slope + rounding));
    }
  }

  @Test
  void jacobianIsTheSlopeOnEveryInterval() {
    check(Optional.empty(), Optional.empty());
    check(Optional.of(0.0), Optional.empty());
    check(Optional.of(-2.5), Optional.empty());
    check(Optional.empty(), Optional.of(7.0));
    check(Optional.of(0.0), Optional.of(1.0));
    check(Optional.of(-100.0), Optional.of(0.0));
  }

  @Test
  void inverseUndoesForward() {
    for (double u : new double[] {-3, -0.5, 0, 1, 4}) {
      assertThat(at(Optional.of(0.0), Optional.empty(), u)[1]).isCloseTo(u, within(1e-14));
      assertThat(at(Optional.of(-1.0), Optional.of(3.0), u)[1]).isCloseTo(u, within(1e-13));
      assertThat(at(Optional.empty(), Optional.of(3.0), u)[1]).isCloseTo(u, within(1e-13));
    }
  }

  @Test
  void lowerTailOfTheUnitIntervalKeepsItsPrecision() {
    double[] values = at(Optional.of(0.0), Optional.of(1.0), -300);
    assertThat(values[0]).isCloseTo(Math.exp(-300), within(1e-145));
    assertThat(values[2]).isCloseTo(-300, within(1e-12));
  }

  @Test
  void positiveNumbersAreTheExponential() {
    double[] values = at(Optional.of(0.0), Optional.empty(), 0.7);
    assertThat(values[0]).isEqualTo(Math.exp(0.7));
    assertThat(values[2]).isEqualTo(0.7);
  }
}
