package episode.backend.nd4j;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.IndexRange;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Primitives that pick, place and repeat elements, by views that are copied once. */
final class Movement {
  private Movement() {}

  static INDArray of(Node node, List<INDArray> operands) {
    INDArray x = operands.get(0);
    return switch (node.prim()) {
      case BROADCAST -> broadcast((Attr.Broadcast) node.attribute(), x, node);
      case RESHAPE -> into(node, node.input(0).shape(), x);
      case TRANSPOSE -> x.permute(node.axes().toArray()).dup('c');
      case SLICE -> slice((Attr.Slice) node.attribute(), x, node);
      case PAD -> pad((Attr.Pad) node.attribute(), x, node);
      case CONCAT -> concat(operands, node);
      case GATHER -> gather(node, x, operands.get(1));
      case SCATTER_ADD -> scatterAdd(node, operands);
      case CUMSUM, CUMPROD -> cumulate(node, x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** Returns the elements of x under the node's shape. */
  private static INDArray into(Node node, Shape from, INDArray x) {
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    long[] shape = Memory.extents(from);
    Memory.view(z, 0, shape, Memory.strides(shape)).assign(x);
    return z;
  }

  private static INDArray broadcast(Attr.Broadcast attribute, INDArray x, Node node) {
    long[] thin = new long[node.shape().rank()];
    Arrays.fill(thin, 1);
    for (int axis = 0; axis < attribute.dims().size(); axis++) {
      thin[attribute.dims().at(axis)] = x.size(axis);
    }
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    Elementwise.run("broadcast_to", z, x.reshape('c', thin), Nd4j.createFromArray(z.shape()));
    return z;
  }

  private static INDArray slice(Attr.Slice attribute, INDArray x, Node node) {
    long[] strides = new long[node.shape().rank()];
    long start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += x.stride(axis) * attribute.start().at(axis);
      strides[axis] = x.stride(axis) * attribute.step().at(axis);
    }
    return Memory.view(x, start, Memory.extents(node.shape()), strides).dup('c');
  }

  private static INDArray pad(Attr.Pad attribute, INDArray x, Node node) {
    INDArray z = Nd4j.create(Memory.type(node.dtype()), Memory.extents(node.shape()), 'c');
    if (!x.isEmpty()) {
      long[] strides = new long[node.shape().rank()];
      long start = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        start += z.stride(axis) * attribute.low().at(axis);
        strides[axis] = z.stride(axis) * (1 + attribute.interior().at(axis));
      }
      Memory.view(z, start, x.shape(), strides).assign(x);
    }
    return z;
  }

  private static INDArray concat(List<INDArray> parts, Node node) {
    int axis = node.index();
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    long start = 0;
    for (INDArray part : parts) {
      if (!part.isEmpty()) {
        Memory.view(z, start * z.stride(axis), part.shape(), z.stride()).assign(part);
        start += part.size(axis);
      }
    }
    return z;
  }

  /** The native library gathers no BOOL. */
  private static INDArray gather(Node node, INDArray x, INDArray indices) {
    if (node.dtype() == DType.BOOL) {
      try (INDArray numbers = x.castTo(DataType.INT8);
          INDArray found = gather(node, numbers, indices, DataType.INT8)) {
        return Memory.fresh(DType.BOOL, node.shape()).assign(found);
      }
    }
    return gather(node, x, indices, x.dataType());
  }

  private static INDArray gather(Node node, INDArray x, INDArray indices, DataType type) {
    int axis = node.index();
    INDArray z = Nd4j.createUninitialized(type, Memory.extents(node.shape()), 'c');
    long[] flat = x.shape().clone();
    flat[axis] = indices.length();
    try (INDArray at = checked(node, indices)) {
      CustomOp op =
          DynamicCustomOp.builder("gather")
              .addInputs(x, at)
              .addIntegerArguments(axis)
              .addOutputs(Memory.view(z, 0, flat, Memory.strides(flat)))
              .build();
      Nd4j.getExecutioner().exec(op);
    }
    return z;
  }

  /** The native library adds along the first axis alone. */
  private static INDArray scatterAdd(Node node, List<INDArray> operands) {
    INDArray x = operands.get(0);
    if (operands.get(1).isEmpty() || operands.get(2).isEmpty()) {
      return x.dup('c');
    }
    Shape shape = node.shape();
    long extent = shape.extent(node.index());
    long inner = shape.strides()[node.index()];
    long outer = shape.size() / (extent * inner);
    long count = operands.get(1).length();
    INDArray z = Memory.fresh(node.dtype(), shape);
    try (INDArray at = checked(node, operands.get(1));
        INDArray sums = turned(x, outer, extent, inner);
        INDArray added = turned(operands.get(2), outer, count, inner)) {
      Elementwise.run("scatter_add", sums, sums, at, added);
      long[] whole = {outer, extent, inner};
      Memory.view(z, 0, whole, Memory.strides(whole)).assign(sums.permute(1, 0, 2));
    }
    return z;
  }

  /** Returns a row-major array as [outer, middle, inner] with the middle axis first. */
  private static INDArray turned(INDArray x, long outer, long middle, long inner) {
    long[] shape = {middle, outer, inner};
    return Memory.view(x, 0, shape, new long[] {inner, middle * inner, 1}).dup('c');
  }

  private static INDArray cumulate(Node node, INDArray x) {
    Attr.Cumulative along = (Attr.Cumulative) node.attribute();
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    CustomOp op =
        DynamicCustomOp.builder(node.prim() == Prim.CUMSUM ? "cumsum" : "cumprod")
            .addInputs(x)
            .addIntegerArguments(0, along.reverse() ? 1 : 0, along.axis())
            .addOutputs(z)
            .build();
    Nd4j.getExecutioner().exec(op);
    return z;
  }

  /** Returns the indices one after the other, an array of its own. */
  private static INDArray checked(Node node, INDArray indices) {
    INDArray flat = indices.dup('c').reshape('c', new long[] {indices.length()});
    IndexRange.of(node).check(node.prim().name(), flat.toLongVector());
    return flat;
  }
}
