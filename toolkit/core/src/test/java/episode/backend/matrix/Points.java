package episode.backend.matrix;

import episode.expr.Shape;
import episode.expr.Tensor;

/** The operands that subjects are looked at with. */
final class Points {
  static final Tensor X = matrix(0.31, -0.72, 0.55, 0.83, -0.24, 0.12);
  static final Tensor Y = matrix(0.45, 0.67, -0.38, 0.21, -0.93, 0.74);

  /** Above 0. */
  static final Tensor POSITIVE = matrix(0.61, 1.72, 2.55, 0.83, 3.24, 1.12);

  static final Tensor NONE = Tensor.of(Shape.of(0, 3), new double[0]);

  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2.5,
    -7.25,
    3,
    1e-300,
    -1e-300,
    1e300,
    -1e300,
    33,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    0.999
  };

  private Points() {}

  static Tensor matrix(double... values) {
    return Tensor.of(Shape.of(2, 3), values);
  }

  /** Returns the awkward numbers. */
  static Tensor special() {
    return Tensor.of(SPECIAL.clone());
  }

  /** Returns the first (0) or second (1) numbers of all pairs of awkward numbers. */
  static Tensor pairs(int which) {
    int n = SPECIAL.length;
    double[] values = new double[n * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = SPECIAL[which == 0 ? i % n : i / n];
    }
    return Tensor.of(values);
  }

  /** Returns three rows: ties and zeros, huge numbers with an infinity, tiny ones with NaN. */
  static Tensor rows() {
    double infinity = Double.POSITIVE_INFINITY;
    return Tensor.matrix(
        new double[][] {
          {2, -0.0, 0, 2}, {1e300, -3, infinity, 1e300}, {1e-300, Double.NaN, -1, 1e-300}
        });
  }
}
