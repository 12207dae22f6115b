package episode.op;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Running sums and products, as NumPy's {@code cumsum} and {@code cumprod}. */
public final class Cumulation {
  private Cumulation() {}

  /** Returns the running sum along an axis; a negative axis counts from the last. */
  public static Node sum(GraphBuilder b, Node x, int axis) {
    return b.apply(new CumOp(Optional.of(axis), Mode.ADD), List.of(x)).get(0);
  }

  /** Returns the running sum of all elements in row-major order, as a vector. */
  public static Node sum(GraphBuilder b, Node x) {
    return b.apply(new CumOp(Optional.empty(), Mode.ADD), List.of(x)).get(0);
  }

  /** Returns the running product along an axis; a negative axis counts from the last. */
  public static Node product(GraphBuilder b, Node x, int axis) {
    return b.apply(new CumOp(Optional.of(axis), Mode.MUL), List.of(x)).get(0);
  }

  /** Returns the running product of all elements in row-major order, as a vector. */
  public static Node product(GraphBuilder b, Node x) {
    return b.apply(new CumOp(Optional.empty(), Mode.MUL), List.of(x)).get(0);
  }

  /** What is done with the next element. */
  public enum Mode {
    ADD,
    MUL
  }

  /**
   * A running sum or product; of BOOL it counts in INT64. NaN stays from where it is met.
   *
   * @param axis along which; a negative one counts from the last; absent: the array is flattened
   */
  public record CumOp(Optional<Integer> axis, Mode mode) implements Op {
    @Override
    public String name() {
      return "CumOp";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 1, name(), operands, "It takes one.");
      Type.ArrayOf x = Taken.array(name(), operands, 0);
      axis.ifPresent(own -> Taken.axis(label(), own, x.shape().rank()));
      Shape shape = axis.isPresent() ? x.shape() : Shape.of(x.shape().size());
      return List.of(Type.array(x.dtype() == DType.BOOL ? DType.INT64 : x.dtype(), shape));
    }

    private String label() {
      return "CumOp(" + mode.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      Type.ArrayOf type = (Type.ArrayOf) types(List.of(x.type())).get(0);
      int own = axis.isPresent() ? Taken.axis(label(), axis.get(), x.shape().rank()) : 0;
      int stride = type.shape().strides()[own];
      int n = type.shape().extent(own);
      if (type.dtype() == DType.INT64) {
        return List.of(Tensor.of(type.shape(), integers(x, stride, n)));
      }
      double[] all = x.toDoubles();
      for (int i = 0; i < all.length; i++) {
        if (i / stride % n != 0) {
          double before = all[i - stride];
          all[i] = rounded(type, mode == Mode.ADD ? before + all[i] : before * all[i]);
        }
      }
      return List.of(Stack.tensor(type.dtype(), type.shape(), all));
    }

    private static double rounded(Type.ArrayOf type, double value) {
      return type.dtype() == DType.FLOAT32 ? (float) value : value;
    }

    private long[] integers(Tensor x, int stride, int n) {
      long[] all = new long[x.shape().size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = x.dtype() == DType.BOOL ? (long) x.at(i) : x.longs()[i];
        if (i / stride % n != 0) {
          long before = all[i - stride];
          all[i] = mode == Mode.ADD ? before + all[i] : before * all[i];
        }
      }
      return all;
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      Node numbers = x.dtype() == DType.BOOL ? builder.cast(x, DType.INT64) : x;
      int own = axis.isPresent() ? Taken.axis(label(), axis.get(), x.shape().rank()) : 0;
      Node line = axis.isPresent() ? numbers : builder.reshape(numbers, Shape.of(x.shape().size()));
      Prim prim = mode == Mode.ADD ? Prim.CUMSUM : Prim.CUMPROD;
      return Optional.of(
          List.of(builder.make(prim, new Attr.Cumulative(own, false), List.of(line))));
    }
  }
}
