package episode.backend.nd4j;

import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reductions and the matrix product. */
final class Reductions {
  private Reductions() {}

  /** FLOAT32 is accumulated in double precision, BOOL as integers. */
  static INDArray reduce(Node node, INDArray x) {
    DType dtype = node.dtype();
    DType wide = dtype == DType.FLOAT32 ? DType.FLOAT64 : dtype == DType.BOOL ? DType.INT64 : dtype;
    if (wide == dtype) {
      return shaped(node, wide, x);
    }
    try (INDArray operand = x.castTo(Memory.type(wide));
        INDArray value = shaped(node, wide, operand)) {
      INDArray z = Memory.fresh(dtype, node.shape());
      return z.assign(value);
    }
  }

  /** ND4J reduces to a scalar or drops the axes; the result gets the node's shape here. */
  private static INDArray shaped(Node node, DType dtype, INDArray x) {
    INDArray z = Memory.fresh(dtype, node.shape());
    try (INDArray value = value(node, x)) {
      z.assign(value.reshape('c', Memory.extents(node.shape())));
    }
    return z;
  }

  private static INDArray value(Node node, INDArray x) {
    int[] axes = node.axes().toArray();
    return switch (node.prim()) {
      case SUM -> x.sum(axes);
      case PROD -> x.prod(axes);
      case REDUCE_MIN -> withNaN(x, x.min(axes), axes);
      case REDUCE_MAX -> withNaN(x, x.max(axes), axes);
      default -> throw new IllegalArgumentException(node + " is not taken");
    };
  }

  /** ND4J's extremes pass over NaN. */
  private static INDArray withNaN(INDArray x, INDArray extreme, int[] axes) {
    if (!x.dataType().isFPType()) {
      return extreme;
    }
    try (INDArray wrong = x.neq(x)) {
      if (!wrong.any()) {
        return extreme;
      }
      try (INDArray places = wrong.castTo(DataType.INT64);
          INDArray count = places.sum(axes);
          INDArray any = count.gt(0);
          INDArray nan = extreme.dup('c').assign(Double.NaN)) {
        INDArray value = Elementwise.select(any, nan, extreme);
        extreme.close();
        return value;
      }
    }
  }

  static INDArray product(Node node, INDArray x, INDArray y) {
    if (node.shape().size() == 0 || y.isEmpty()) {
      return Memory.of(Tensor.filled(node.dtype(), node.shape(), 0));
    }
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    Elementwise.run("matmul", z, x, y);
    return z;
  }
}
