package episode.backend.matrix;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.transform.Derivatives;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that errors are measured by, as DESIGN, section 6, has it: for each element of each
 * output the larger of |f(x)| and Σ |x · ∂f/∂x| over all elements of all inputs.
 */
final class Scales {
  private final Graph forward;
  private final List<Tensor> inputs;
  private final List<Tensor> zeros = new ArrayList<>();
  private final List<Integer> floating = new ArrayList<>();

  private Scales(Graph graph, List<Tensor> inputs) {
    forward = Derivatives.jvp(graph);
    this.inputs = inputs;
    for (int i = 0; i < inputs.size(); i++) {
      Node input = graph.inputs().get(i);
      if (input.dtype().isFloating()) {
        floating.add(i);
        zeros.add(Tensor.filled(input.dtype(), input.shape(), 0));
      }
    }
  }

  /**
   * Returns a scale per element of each output.
   *
   * @param elementwise whether an input may be moved as a whole
   */
  static List<double[]> of(
      Graph graph, List<Tensor> inputs, List<Tensor> values, boolean elementwise) {
    List<double[]> sums = new ArrayList<>();
    for (Tensor value : values) {
      sums.add(new double[value.shape().size()]);
    }
    boolean real = graph.outputs().stream().anyMatch(node -> node.dtype().isFloating());
    if (real) {
      new Scales(graph, inputs).addTo(sums, elementwise);
    }
    for (int i = 0; i < sums.size(); i++) {
      double[] sum = sums.get(i);
      for (int k = 0; k < sum.length; k++) {
        double size = Math.abs(values.get(i).at(k));
        boolean known = Double.isFinite(sum[k]);
        sum[k] = known ? Math.max(size, sum[k]) : size;
      }
    }
    return sums;
  }

  private void addTo(List<double[]> sums, boolean elementwise) {
    for (int k = 0; k < floating.size(); k++) {
      Tensor x = inputs.get(floating.get(k));
      int turns = elementwise ? 1 : x.shape().size();
      for (int element = 0; element < turns; element++) {
        List<Tensor> point = new ArrayList<>(inputs);
        point.addAll(zeros);
        point.set(inputs.size() + k, elementwise ? x : only(x, element));
        List<Tensor> moved = Perform.evaluate(forward, point);
        for (int i = 0; i < sums.size(); i++) {
          add(sums.get(i), moved.get(i));
        }
      }
    }
  }

  private static void add(double[] sum, Tensor moved) {
    for (int i = 0; i < sum.length; i++) {
      double size = Math.abs(moved.at(i));
      sum[i] += Double.isNaN(size) ? 0 : size;
    }
  }

  private static Tensor only(Tensor x, int element) {
    if (x.dtype() == episode.expr.DType.FLOAT32) {
      float[] values = new float[x.shape().size()];
      values[element] = x.floats()[element];
      return Tensor.of(x.shape(), values);
    }
    double[] values = new double[x.shape().size()];
    values[element] = x.doubles()[element];
    return Tensor.of(x.shape(), values);
  }
}
