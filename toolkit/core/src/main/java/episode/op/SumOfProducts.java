package episode.op;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/** Adds up products of elements; of FLOAT32 in double precision. For one thread. */
final class SumOfProducts {
  private final DType dtype;
  private final double[] sums;
  private final long[] integers;

  SumOfProducts(DType dtype, int size) {
    this.dtype = dtype;
    sums = new double[dtype == DType.INT64 ? 0 : size];
    integers = new long[dtype == DType.INT64 ? size : 0];
  }

  /** Adds to an element the product of one element of each operand. */
  void add(int at, List<Tensor> operands, int[] places) {
    if (dtype == DType.INT64) {
      long product = 1;
      for (int k = 0; k < places.length; k++) {
        product *= operands.get(k).longs()[places[k]];
      }
      integers[at] += product;
      return;
    }
    double product = 1;
    for (int k = 0; k < places.length; k++) {
      product *= operands.get(k).at(places[k]);
    }
    sums[at] += product;
  }

  Tensor tensor(Shape shape) {
    return dtype == DType.INT64 ? Tensor.of(shape, integers) : Stack.tensor(dtype, shape, sums);
  }
}
