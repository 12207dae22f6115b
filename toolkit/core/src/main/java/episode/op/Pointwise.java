package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function of the elements of arrays that have one shape and one floating type. */
interface Pointwise extends Leading {
  int count();

  double value(double[] x);

  /** Returns the partial derivative with respect to an operand. */
  Node partial(GraphBuilder b, List<Node> x, Node y, int operand);

  /** Returns the op's result for operands promoted to a floating type and broadcast. */
  static Node applied(GraphBuilder b, Pointwise op, Node... operands) {
    DType dtype = operands[0].dtype();
    Shape shape = operands[0].shape();
    for (Node operand : operands) {
      dtype = DType.promote(dtype, operand.dtype());
      shape = Shape.broadcast(shape, operand.shape());
    }
    DType floating = dtype.isFloating() ? dtype : DType.FLOAT64;
    List<Node> all = new ArrayList<>();
    for (Node operand : operands) {
      all.add(b.broadcastTo(b.cast(operand, floating), shape));
    }
    return b.apply(op, all).get(0);
  }

  @Override
  default List<Type> types(List<Type> operands) {
    Type.ArrayOf first = Taken.floating(name(), operands, count());
    boolean equal = operands.stream().allMatch(first::equals);
    Taken.check(equal, name(), operands, "Operands have one shape.");
    return List.of(first);
  }

  @Override
  default List<Tensor> perform(List<Tensor> operands) {
    Tensor first = operands.get(0);
    double[] values = new double[first.shape().size()];
    double[] x = new double[count()];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < x.length; k++) {
        x[k] = operands.get(k).at(i);
      }
      values[i] = value(x);
    }
    return List.of(Stack.tensor(first.dtype(), first.shape(), values));
  }

  @Override
  default List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Optional<Node> sum = Optional.empty();
    for (int k = 0; k < count(); k++) {
      if (t.get(k).isPresent()) {
        Node term = times(b, t.get(k).get(), partial(b, x, y.get(0), k));
        sum = Optional.of(sum.isPresent() ? b.add(sum.get(), term) : term);
      }
    }
    return List.of(sum);
  }

  @Override
  default List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    List<Optional<Node>> all = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      all.add(Optional.of(times(b, c.get(0).orElseThrow(), partial(b, x, y.get(0), k))));
    }
    return all;
  }

  /**
   * Returns the product; where the first factor is masked, WHERE(c, u, 0), so is the product, for 0
   * · ∞ would be NaN.
   */
  private static Node times(GraphBuilder b, Node t, Node factor) {
    if (t.prim() == Prim.WHERE && isZero(t.input(2))) {
      return b.where(t.input(0), times(b, t.input(1), factor), t.input(2));
    }
    if (t.prim() == Prim.WHERE && isZero(t.input(1))) {
      return b.where(t.input(0), t.input(1), times(b, t.input(2), factor));
    }
    return b.mul(t, factor);
  }

  private static boolean isZero(Node node) {
    return node.isConstant(0) || node.prim() == Prim.BROADCAST && node.input(0).isConstant(0);
  }
}
