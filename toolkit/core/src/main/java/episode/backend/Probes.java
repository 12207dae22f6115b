package episode.backend;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.transform.Jvp;
import episode.transform.Vjp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Derivatives of a graph that can be compared between backends: along one direction of its inputs,
 * and pulled back from one cotangent of its outputs. Both are fixed and have no zeros in them.
 */
final class Probes {
  private Probes() {}

  /** Returns element i of direction number {@code turn}: between 0.5 and 1.5, irregular. */
  static double direction(int turn, int i) {
    double x = (turn + 1) * 0.6180339887498949 + i * 0.7548776662466927;
    return 0.5 + x - Math.floor(x);
  }

  static Tensor directions(Node node, int turn) {
    double[] values = new double[node.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = direction(turn, i);
    }
    return Tensor.of(node.shape(), values);
  }

  static boolean isReal(Node node) {
    return node.isArray() && node.dtype() == episode.expr.DType.FLOAT64;
  }

  /**
   * Returns the graph of the FLOAT64 outputs' tangents; its last inputs are those of the inputs.
   */
  static Graph forward(Graph f) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    List<Optional<Node>> tangents = new ArrayList<>();
    for (Node input : f.inputs()) {
      tangents.add(
          isReal(input)
              ? Optional.of(b.input("tangent of " + input.name(), input.type()))
              : Optional.empty());
    }
    Jvp jvp = Jvp.of(b, f, args, tangents);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < f.outputs().size(); i++) {
      if (isReal(f.outputs().get(i))) {
        outputs.add(jvp.tangents().get(i).orElse(b.filledLike(f.outputs().get(i), 0)));
      }
    }
    return b.build(f.name() + "_forward", outputs);
  }

  /** Returns the graph of the FLOAT64 inputs' cotangents for the fixed ones of the outputs. */
  static Graph reverse(Graph f) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = copies(b, f);
    List<Boolean> active = new ArrayList<>();
    for (Node input : f.inputs()) {
      active.add(isReal(input));
    }
    List<Optional<Node>> cotangents = new ArrayList<>();
    for (Node output : f.outputs()) {
      cotangents.add(
          isReal(output)
              ? Optional.of(b.constant(directions(output, cotangents.size())))
              : Optional.empty());
    }
    List<Optional<Node>> pulled = Vjp.of(b, f, args, active).pull(cotangents);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (active.get(i)) {
        outputs.add(pulled.get(i).orElse(b.filledLike(args.get(i), 0)));
      }
    }
    return b.build(f.name() + "_reverse", outputs);
  }

  private static List<Node> copies(GraphBuilder b, Graph f) {
    List<Node> args = new ArrayList<>();
    for (Node input : f.inputs()) {
      args.add(b.input(input.name(), input.type()));
    }
    return args;
  }
}
