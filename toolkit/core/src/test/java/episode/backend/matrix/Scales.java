package episode.backend.matrix;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.transform.Jvp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that errors are measured by, as DESIGN, section 6, has it: for each element of each
 * output the larger of |f(x)| and Σ |x · ∂f/∂x| over all elements of all inputs.
 */
final class Scales {
  private final Graph graph;
  private final List<Tensor> inputs;
  private final List<double[]> sums = new ArrayList<>();

  private Scales(Graph graph, List<Tensor> inputs) {
    this.graph = graph;
    this.inputs = inputs;
    for (Node output : graph.outputs()) {
      sums.add(new double[output.shape().size()]);
    }
  }

  /**
   * Returns a scale per element of each output.
   *
   * @param elementwise whether an input may be moved as a whole
   */
  static List<double[]> of(
      Graph graph, List<Tensor> inputs, List<Tensor> values, boolean elementwise) {
    Scales scales = new Scales(graph, inputs);
    boolean real = graph.outputs().stream().anyMatch(node -> node.dtype().isFloating());
    for (int k = 0; real && k < inputs.size(); k++) {
      if (inputs.get(k).dtype().isFloating()) {
        scales.move(k, elementwise);
      }
    }
    for (int i = 0; i < values.size(); i++) {
      double[] sum = scales.sums.get(i);
      for (int k = 0; k < sum.length; k++) {
        double size = Math.abs(values.get(i).at(k));
        sum[k] = Double.isFinite(size) ? Math.max(size, sum[k]) : sum[k];
      }
    }
    return scales.sums;
  }

  private void move(int input, boolean elementwise) {
    Graph forward = forward(input);
    Tensor x = inputs.get(input);
    for (int element = 0; element < (elementwise ? 1 : x.shape().size()); element++) {
      List<Tensor> point = new ArrayList<>(inputs);
      point.add(elementwise ? x : only(x, element));
      List<Tensor> moved = Perform.evaluate(forward, point);
      for (int i = 0; i < sums.size(); i++) {
        double[] sum = sums.get(i);
        for (int k = 0; k < sum.length; k++) {
          double size = Math.abs(moved.get(i).at(k));
          sum[k] += Double.isFinite(size) ? size : 0;
        }
      }
    }
  }

  /** Returns the derivative along one input alone: zeros for the others would meet infinities. */
  private Graph forward(int input) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    for (Node each : graph.inputs()) {
      args.add(b.input(each.name(), each.type()));
    }
    List<Optional<Node>> tangents =
        new ArrayList<>(Collections.nCopies(args.size(), Optional.<Node>empty()));
    tangents.set(input, Optional.of(b.input("tangent", args.get(input).type())));
    Jvp jvp = Jvp.of(b, graph, args, tangents);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      outputs.add(jvp.tangents().get(i).orElse(b.filledLike(graph.outputs().get(i), 0)));
    }
    return b.build("forward", outputs);
  }

  private static Tensor only(Tensor x, int element) {
    if (x.dtype() == DType.FLOAT32) {
      float[] values = new float[x.shape().size()];
      values[element] = x.floats()[element];
      return Tensor.of(x.shape(), values);
    }
    double[] values = new double[x.shape().size()];
    values[element] = x.doubles()[element];
    return Tensor.of(x.shape(), values);
  }
}
