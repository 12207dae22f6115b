package episode.backend.djl;

import static episode.backend.djl.MxnetDialect.run;
import static episode.backend.djl.MxnetDialect.tuple;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.StringJoiner;

/** Reductions, and primitives that pick, place and repeat elements, by MXNet's operators. */
final class MxnetMovement {
  private final MxnetDialect mxnet;

  MxnetMovement(MxnetDialect mxnet) {
    this.mxnet = mxnet;
  }

  NDArray reduce(Node node, NDArray x) {
    if (node.axes().size() == 0) {
      return mxnet.copy(x);
    }
    if (node.prim() == Prim.SUM && node.dtype().isFloating()) {
      return Memory.only(() -> sum(node, x));
    }
    String operator =
        switch (node.prim()) {
          case SUM -> "_np_sum";
          case PROD -> "_np_prod";
          case REDUCE_MIN -> "_np_min";
          case REDUCE_MAX -> "_np_max";
          default -> throw new IllegalArgumentException(node + " is not taken");
        };
    return run(operator, x, "axis", tuple(node.axes()));
  }

  /**
   * MXNet's own sums keep what rounding left of them, and are NaN where there is an infinity; those
   * of a product with ones are not, and are faster. Adjacent axes go together, the last first.
   */
  private NDArray sum(Node node, NDArray x) {
    episode.expr.Shape shape = node.input(0).shape();
    NDArray value = x.getDataType() == DataType.FLOAT32 ? mxnet.cast(x, DataType.FLOAT64) : x;
    int inner = 1;
    int size = shape.size();
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (!node.axes().contains(axis)) {
        inner *= shape.extent(axis);
        continue;
      }
      int count = shape.extent(axis);
      while (axis > 0 && node.axes().contains(axis - 1)) {
        count *= shape.extent(--axis);
      }
      size /= count;
      value = sum(value, size / inner, count, inner);
    }
    NDArray shaped = mxnet.reshaped(value, Memory.shape(node.shape()));
    return shaped.getDataType() == x.getDataType() ? shaped : mxnet.cast(shaped, x.getDataType());
  }

  private NDArray sum(NDArray x, long outer, long count, long inner) {
    boolean last = inner == 1;
    NDArray flat =
        mxnet.reshaped(x, last ? new Shape(outer, count) : new Shape(outer, count, inner));
    Shape thin = last ? new Shape(count, 1) : new Shape(1, count);
    NDArray ones = x.getManager().ones(thin, DataType.FLOAT64);
    return run("_npi_matmul", last ? List.of(flat, ones) : List.of(ones, flat));
  }

  NDArray view(Node node, NDArray x) {
    Shape shape = Memory.shape(node.shape());
    return switch (node.prim()) {
      case RESHAPE -> mxnet.reshaped(x, shape);
      case TRANSPOSE -> transposed(node, x);
      case BROADCAST -> {
        Shape thin = Spread.thin((Attr.Broadcast) node.attribute(), node);
        yield Memory.only(
            () -> spread(thin.equals(x.getShape()) ? x : mxnet.reshaped(x, thin), shape));
      }
      case SLICE -> {
        Attr.Slice slice = (Attr.Slice) node.attribute();
        yield slice.start().size() == 0
            ? mxnet.copy(x)
            : run(
                "_npi_slice",
                x,
                "begin",
                tuple(slice.start()),
                "end",
                tuple(slice.limit()),
                "step",
                tuple(slice.step()));
      }
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  private NDArray spread(NDArray x, Shape shape) {
    return shape.isScalar()
        ? mxnet.copy(x)
        : run("_npi_broadcast_to", x, "shape", tuple(shape.getShape()));
  }

  /** MXNet turns no truth values. */
  private NDArray transposed(Node node, NDArray x) {
    if (node.shape().rank() == 0) {
      return mxnet.copy(x);
    }
    String axes = tuple(node.axes());
    return node.dtype() == DType.BOOL
        ? Memory.only(
            () ->
                mxnet.cast(
                    run("_np_transpose", mxnet.cast(x, DataType.UINT8), "axes", axes),
                    DataType.BOOLEAN))
        : run("_np_transpose", x, "axes", axes);
  }

  NDArray move(Node node, List<NDArray> operands) {
    NDArray x = operands.get(0);
    return switch (node.prim()) {
      case PAD -> pad((Attr.Pad) node.attribute(), x);
      case CONCAT -> mxnet.joined(DjlNamespace.filled(operands), node.index());
      case GATHER -> gather(node, x, operands.get(1));
      case CUMSUM -> cumulate(node, x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  private NDArray pad(Attr.Pad pad, NDArray x) {
    int rank = pad.low().size();
    return rank == 0
        ? mxnet.copy(x)
        : Memory.only(
            () -> {
              NDArray spread = Spread.spread(mxnet, pad, x);
              long[] low = new long[rank];
              long[] high = new long[rank];
              for (int axis = 0; axis < rank; axis++) {
                low[axis] = pad.low().at(axis);
                high[axis] = pad.high().at(axis);
              }
              return padded(spread, low, high);
            });
  }

  /** MXNet pads no array of one axis. */
  NDArray padded(NDArray x, long[] low, long[] high) {
    if (low.length == 1) {
      Shape shape = x.getShape();
      NDArray flat = mxnet.reshaped(x, new Shape(1, shape.get(0)));
      NDArray wide = padded(flat, new long[] {0, low[0]}, new long[] {0, high[0]});
      return mxnet.reshaped(wide, new Shape(low[0] + shape.get(0) + high[0]));
    }
    StringJoiner widths = new StringJoiner(",", "(", ")");
    for (int axis = 0; axis < low.length; axis++) {
      widths.add(tuple(low[axis], high[axis]));
    }
    return run("_npi_pad", x, "pad_width", widths.toString(), "mode", "constant");
  }

  /** An index that is out of range would come to light much later, wherever somebody waits. */
  private static NDArray gather(Node node, NDArray x, NDArray indices) {
    if (node.input(1).prim() != Prim.CONST) {
      Memory.checkIndices(node, indices);
    }
    String axis = Integer.toString(node.index());
    return run("_npi_take", List.of(x, indices), "axis", axis, "mode", "clip");
  }

  private static NDArray cumulate(Node node, NDArray x) {
    Attr.Cumulative along = (Attr.Cumulative) node.attribute();
    String axis = Integer.toString(along.axis());
    if (!along.reverse()) {
      return run("_np_cumsum", x, "axis", axis);
    }
    return Memory.only(
        () -> {
          String only = tuple(along.axis());
          NDArray turned = run("_npi_flip", x, "axis", only);
          return run("_npi_flip", run("_np_cumsum", turned, "axis", axis), "axis", only);
        });
  }
}
