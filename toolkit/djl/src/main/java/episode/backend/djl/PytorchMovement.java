package episode.backend.djl;

import static episode.backend.djl.PytorchDialect.pt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import episode.expr.Attr;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;

/** Reductions, and primitives that pick, place and repeat elements, by PyTorch's functions. */
final class PytorchMovement {
  private final PytorchDialect pytorch;

  PytorchMovement(PytorchDialect pytorch) {
    this.pytorch = pytorch;
  }

  /** PyTorch reduces along one axis at a time, but for sums. */
  NDArray reduce(Node node, PtNDArray x) {
    if (node.prim() == Prim.ARGMAX) {
      return Memory.only(() -> JniUtils.argMax(numbers(x), node.index(), false));
    }
    int[] axes = node.axes().toArray();
    if (axes.length == 0) {
      return pytorch.copy(x);
    }
    if (node.prim() == Prim.SUM) {
      return x.sum(axes, false);
    }
    return Memory.only(
        () -> {
          PtNDArray value = x;
          for (int k = axes.length - 1; k >= 0; k--) {
            value = along(node.prim(), value, axes[k]);
          }
          return value;
        });
  }

  /** Returns truth values as integers. */
  private static PtNDArray numbers(PtNDArray x) {
    return x.getDataType() == DataType.BOOLEAN ? x.toType(DataType.INT64, true) : x;
  }

  private static PtNDArray along(Prim prim, PtNDArray x, int axis) {
    return switch (prim) {
      case PROD -> JniUtils.prod(x, axis, false);
      case REDUCE_MIN -> JniUtils.min(x, axis, false);
      case REDUCE_MAX -> JniUtils.max(x, axis, false);
      default -> throw new IllegalArgumentException(prim + " is no reduction");
    };
  }

  NDArray view(Node node, PtNDArray x) {
    Shape shape = Memory.shape(node.shape());
    return switch (node.prim()) {
      case RESHAPE -> JniUtils.reshape(x, shape.getShape());
      case TRANSPOSE -> JniUtils.permute(x, longs(node.axes().toArray()));
      case BROADCAST -> {
        Shape thin = Spread.thin((Attr.Broadcast) node.attribute(), node);
        boolean same = thin.equals(x.getShape());
        yield same
            ? JniUtils.broadcast(x, shape)
            : Memory.only(() -> JniUtils.broadcast(JniUtils.reshape(x, thin.getShape()), shape));
      }
      case SLICE -> slice((Attr.Slice) node.attribute(), x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  private static long[] longs(int[] numbers) {
    long[] longs = new long[numbers.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = numbers[i];
    }
    return longs;
  }

  private static NDArray slice(Attr.Slice slice, PtNDArray x) {
    return Memory.only(
        () -> {
          PtNDArray part = x;
          for (int axis = 0; axis < slice.start().size(); axis++) {
            int from = slice.start().at(axis);
            int to = slice.limit().at(axis);
            int step = slice.step().at(axis);
            boolean whole = from == 0 && step == 1 && to == x.getShape().get(axis);
            part = whole ? part : JniUtils.slice(part, axis, from, to, step);
          }
          return part == x ? JniUtils.reshape(x, x.getShape().getShape()) : part;
        });
  }

  NDArray move(Node node, List<NDArray> operands) {
    PtNDArray x = pt(operands.get(0));
    return switch (node.prim()) {
      case PAD -> pad((Attr.Pad) node.attribute(), x);
      case CONCAT -> pytorch.joined(DjlNamespace.filled(operands), node.index());
      case GATHER -> gather(node, x, pt(operands.get(1)));
      case CUMSUM, CUMPROD -> cumulate(node, x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** PyTorch takes the last axis first. */
  private NDArray pad(Attr.Pad pad, PtNDArray x) {
    return Memory.only(
        () -> {
          int rank = pad.low().size();
          long[] ends = new long[2 * rank];
          for (int axis = 0; axis < rank; axis++) {
            ends[2 * (rank - 1 - axis)] = pad.low().at(axis);
            ends[2 * (rank - 1 - axis) + 1] = pad.high().at(axis);
          }
          return JniUtils.pad(pt(Spread.spread(pytorch, pad, x)), ends, 0);
        });
  }

  /** One index along the middle axis for all inner elements. */
  private static NDArray gather(Node node, PtNDArray x, PtNDArray indices) {
    episode.expr.Shape shape = node.input(0).shape();
    long extent = shape.extent(node.index());
    long inner = shape.strides()[node.index()];
    long outer = shape.size() / (extent * inner);
    long count = node.input(1).shape().size();
    try {
      return Memory.only(
          () -> {
            PtNDArray flat = JniUtils.reshape(x, new long[] {outer, extent, inner});
            PtNDArray thin = JniUtils.reshape(indices, new long[] {1, count, 1});
            PtNDArray at = JniUtils.broadcast(thin, new Shape(outer, count, inner));
            PtNDArray found = JniUtils.gather(flat, at, 1);
            return JniUtils.reshape(found, Memory.shape(node.shape()).getShape());
          });
    } catch (EngineException e) {
      Memory.checkIndices(node, indices);
      throw e;
    }
  }

  private static NDArray cumulate(Node node, PtNDArray x) {
    Attr.Cumulative along = (Attr.Cumulative) node.attribute();
    return Memory.only(
        () -> {
          long[] axis = {along.axis()};
          PtNDArray in = along.reverse() ? JniUtils.flip(x, axis) : x;
          boolean sum = node.prim() == Prim.CUMSUM;
          PtNDArray out =
              sum ? JniUtils.cumSum(in, along.axis()) : JniUtils.cumProd(in, along.axis(), null);
          return along.reverse() ? JniUtils.flip(out, axis) : out;
        });
  }
}
