package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/**
 * The place of the first extremum, or of the first NaN.
 *
 * @param largest whether of the largest element rather than the smallest
 * @param axis along which; absent: the array is flattened
 * @param keepDims whether the axis stays with extent 1
 */
record ArgExtremum(boolean largest, Optional<Integer> axis, boolean keepDims) implements Op {
  @Override
  public String name() {
    return largest ? "ArgMax" : "ArgMin";
  }

  private Axes axes() {
    return new Axes(axis.map(List::of), keepDims);
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.check(operands.size() == 1, name(), operands, "It takes one.");
    Type.ArrayOf x = Taken.array(name(), operands, 0);
    Shape shape = axes().reduced(name(), x.shape());
    boolean empty = Reduce.count(x.shape(), axes().in(name(), x.shape().rank())) == 0;
    Taken.check(!empty, name(), operands, "No extremum over no elements.");
    return List.of(Type.array(DType.INT64, shape));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor x = operands.get(0);
    int[][] groups = Groups.of(x.shape(), axes().in(name(), x.shape().rank()));
    long[] places = new long[groups.length];
    for (int i = 0; i < places.length; i++) {
      for (int k = 1; k < groups[i].length; k++) {
        if (isBetter(x, groups[i][k], groups[i][(int) places[i]])) {
          places[i] = k;
        }
      }
    }
    return List.of(Tensor.of(axes().reduced(name(), x.shape()), places));
  }

  private boolean isBetter(Tensor x, int i, int best) {
    if (x.dtype() == DType.INT64) {
      int order = Long.compare(x.longs()[i], x.longs()[best]);
      return largest ? order > 0 : order < 0;
    }
    double value = x.at(i);
    boolean beyond = largest ? value > x.at(best) : value < x.at(best);
    return !Double.isNaN(x.at(best)) && (beyond || Double.isNaN(value));
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
    Node x = operands.get(0);
    Shape shape = axes().reduced(name(), x.shape());
    Node line = axis.isPresent() ? x : b.reshape(x, Shape.of(x.shape().size()));
    Ints own = axis.isPresent() ? axes().in(name(), x.shape().rank()) : Ints.of(0);
    Node ordered = largest ? line : reversed(b, line);
    return Optional.of(List.of(b.reshape(b.make(Prim.ARGMAX, own.at(0), List.of(ordered)), shape)));
  }

  /** Returns what is largest where x is smallest; −1 − x never overflows. */
  private static Node reversed(GraphBuilder b, Node x) {
    return switch (x.dtype()) {
      case BOOL -> b.unary(Prim.NOT, x);
      case INT64 -> b.sub(b.constant(Tensor.filled(DType.INT64, Shape.SCALAR, -1)), x);
      case FLOAT32, FLOAT64 -> b.neg(x);
    };
  }
}
