package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Graph;
import episode.expr.Tensor;

/** Compares arrays element by element; NaN agrees with NaN, and the zeros with each other. */
final class Agreement {
  private Agreement() {}

  static void check(Graph graph, Tensor actual, Tensor expected, double tolerance) {
    for (int i = 0; i < expected.shape().size(); i++) {
      double a = actual.at(i);
      double e = expected.at(i);
      boolean same = a == e || Double.isNaN(a) && Double.isNaN(e);
      boolean close = Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e));
      assertThat(same || close)
          .as("element %d is %s, expected %s, of\n%s", i, a, e, graph)
          .isTrue();
    }
  }
}
