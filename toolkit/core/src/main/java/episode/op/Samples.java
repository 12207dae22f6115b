package episode.op;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.SplittableRandom;

/** Operands for the cases of the catalogue; the same at every call. */
final class Samples {
  private Samples() {}

  static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  static Tensor indices(long... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  static Tensor filled(double value, int... extents) {
    return Tensor.filled(DType.FLOAT64, Shape.of(extents), value);
  }

  /** Returns numbers of a range in irregular order. */
  static Tensor numbers(int seed, double low, double high, int... extents) {
    SplittableRandom random = new SplittableRandom(seed);
    Shape shape = Shape.of(extents);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return Tensor.of(shape, values);
  }

  /** Returns matrices with a large diagonal, no two entries of it equal. */
  static Tensor matrices(int seed, int... extents) {
    Tensor x = numbers(seed, -0.5, 0.5, extents);
    double[] values = x.toDoubles();
    int columns = extents[extents.length - 1];
    int rows = extents[extents.length - 2];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns % rows;
      values[i] += row == i % columns ? 2.5 + row : 0;
    }
    return Tensor.of(x.shape(), values);
  }
}
