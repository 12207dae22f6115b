package episode.transform;

import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What is known when the graph is built. */
final class Folding {
  private static final int SMALL = 4096;

  private Folding() {}

  /** Returns whether the node is a constant, broadcast or not. */
  static boolean isConstant(Node node) {
    return node.prim() == Prim.CONST
        || node.prim() == Prim.BROADCAST && node.input(0).prim() == Prim.CONST;
  }

  /** Returns whether the node is a constant of which all elements are equal. */
  static boolean isUniform(Node node) {
    Node inner = node.prim() == Prim.BROADCAST ? node.input(0) : node;
    return inner.prim() == Prim.CONST && inner.shape().isScalar();
  }

  /** Returns the one value of a uniform constant. */
  static double uniform(Node node) {
    return (node.prim() == Prim.BROADCAST ? node.input(0) : node).constant().at(0);
  }

  /** Returns whether all elements are known to be the number. */
  static boolean is(Node node, double value) {
    return isUniform(node) && uniform(node) == value;
  }

  /** A broadcast is not folded: its structure tells more than its elements. */
  static boolean isFoldable(Prim prim, List<Node> in) {
    boolean known =
        switch (prim) {
          case INPUT, CONST, BROADCAST, CALL, SCAN, IF, WHILE, OP, HOST, PART -> false;
          default -> true;
        };
    boolean full = false;
    for (int i = 0; known && i < in.size(); i++) {
      known = isConstant(in.get(i));
      full |= in.get(i).prim() == Prim.CONST;
    }
    return known && full;
  }

  static boolean isSmall(Node node) {
    int limit = SMALL;
    for (Node operand : node.inputs()) {
      limit = operand.prim() == Prim.CONST ? Math.max(limit, operand.shape().size()) : limit;
    }
    return node.shape().size() <= limit;
  }

  static Tensor value(Node node) {
    List<Tensor> operands = new ArrayList<>(node.inputs().size());
    for (Node operand : node.inputs()) {
      operands.add(
          operand.prim() == Prim.CONST
              ? operand.constant()
              : Perform.value(operand, List.of(operand.input(0).constant())));
    }
    return Perform.value(node, operands);
  }

  static Tensor first(Tensor x) {
    if (x.dtype() == DType.INT64) {
      return Tensor.of(Shape.SCALAR, new long[] {x.longs()[0]});
    }
    return Tensor.filled(x.dtype(), Shape.SCALAR, x.at(0));
  }
}
