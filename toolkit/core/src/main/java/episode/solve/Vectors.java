package episode.solve;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Linear algebra over lists of nodes: what the stages of a step are made of. */
final class Vectors {
  private Vectors() {}

  /**
   * Returns y + Σ (h weights(j)) k(j), leaving out weights that are zero. The latest k comes last:
   * only one multiply-add has to wait for it.
   */
  static List<Node> combine(
      GraphBuilder b, List<Node> y, Node h, double[] weights, List<List<Node>> k) {
    List<Node> scaled = new ArrayList<>();
    List<List<Node>> used = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        scaled.add(b.mul(h, b.constant(weights[j])));
        used.add(k.get(j));
      }
    }
    return blend(b, y, scaled, used);
  }

  /** Returns Σ weights(j) k(j)(i), or null where all weights are zero. */
  static Node weighted(GraphBuilder b, double[] weights, List<List<Node>> k, int i) {
    Node sum = null;
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        Node term = b.mul(b.constant(weights[j]), k.get(j).get(i));
        sum = sum == null ? term : b.add(sum, term);
      }
    }
    return sum;
  }

  /** Returns y + Σ w(j) k(j) for weights that are nodes. */
  static List<Node> blend(GraphBuilder b, List<Node> y, List<Node> weights, List<List<Node>> k) {
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      Node sum = y.get(i);
      for (int j = 0; j < weights.size(); j++) {
        sum = b.add(sum, b.mul(weights.get(j), k.get(j).get(i)));
      }
      result.add(sum);
    }
    return result;
  }

  /** Returns the sum of squares of all elements of a ratio of two lists of arrays. */
  static Node squares(GraphBuilder b, List<Node> numerators, List<Node> denominators) {
    Node sum = null;
    for (int i = 0; i < numerators.size(); i++) {
      Node ratio = b.div(numerators.get(i), denominators.get(i));
      Node square = b.sum(b.mul(ratio, ratio));
      sum = sum == null ? square : b.add(sum, square);
    }
    return sum == null ? b.constant(0) : sum;
  }

  /** Returns all elements of all arrays one after the other in one vector. */
  static Node pack(GraphBuilder b, List<Node> values) {
    List<Node> flat = new ArrayList<>();
    for (Node value : values) {
      flat.add(b.reshape(value, Shape.of(value.shape().size())));
    }
    if (flat.isEmpty()) {
      return b.constant(Tensor.of(new double[0]));
    }
    return b.concat(flat, 0);
  }

  /** Returns the larger of two absolute values. */
  static Node largest(GraphBuilder b, Node x, Node y) {
    return b.binary(Prim.MAX, b.unary(Prim.ABS, x), b.unary(Prim.ABS, y));
  }
}
