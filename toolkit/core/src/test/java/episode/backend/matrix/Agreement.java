package episode.backend.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Graph;
import episode.expr.Tensor;
import java.util.List;

/** Compares what a backend gives in a cell with what the interpreter gives. */
final class Agreement {
  /** DESIGN, section 6; a few roundings. */
  private static final double DOUBLE = 1e-12;

  /** FLOAT32 is rounded after each primitive, or at the end alone. */
  private static final double SINGLE = 4e-6;

  private final Cell cell;
  private final Graph graph;
  private final List<Tensor> inputs;
  private final double tolerance;

  Agreement(Cell cell, Graph graph, List<Tensor> inputs) {
    this.cell = cell;
    this.graph = graph;
    this.inputs = inputs;
    tolerance = Matrix.isSingle(graph) ? SINGLE : DOUBLE;
  }

  void check(List<Tensor> seen, List<Tensor> expected) {
    List<double[]> scales = Scales.of(graph, inputs, expected, cell.subject().elementwise());
    assertThat(seen).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Tensor own = seen.get(i);
      Tensor reference = expected.get(i);
      assertThat(own.type()).isEqualTo(reference.type());
      for (int k = 0; k < reference.shape().size(); k++) {
        assertThat(agrees(own, reference, k, scales.get(i)[k]))
            .as(
                "%s: output %d, element %d is %s, expected %s, scale %s, of%n%s%n%s",
                cell, i, k, own.at(k), reference.at(k), scales.get(i)[k], graph, inputs)
            .isTrue();
      }
    }
  }

  private boolean agrees(Tensor own, Tensor reference, int k, double scale) {
    double x = own.at(k);
    double y = reference.at(k);
    return switch (reference.dtype()) {
      case BOOL -> x == y;
      case INT64 -> own.longs()[k] == reference.longs()[k];
      case FLOAT32 -> close(x, y, tolerance * scale + 8 * Float.MIN_VALUE);
      case FLOAT64 -> close(x, y, tolerance * scale + 8 * Double.MIN_VALUE);
    };
  }

  private static boolean close(double x, double y, double allowed) {
    boolean same = x == y || Double.isNaN(x) && Double.isNaN(y);
    boolean finite = Double.isFinite(x) && Double.isFinite(y);
    return same || finite && Math.abs(x - y) <= allowed;
  }
}
