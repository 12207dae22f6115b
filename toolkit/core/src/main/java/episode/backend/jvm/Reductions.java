package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Prim;

/** How reductions begin and go on. */
final class Reductions {
  private Reductions() {}

  /** Returns the primitive that takes one more value in. */
  static Prim step(Prim reduction) {
    return switch (reduction) {
      case SUM, CUMSUM, SCATTER_ADD -> Prim.ADD;
      case PROD, CUMPROD -> Prim.MUL;
      case REDUCE_MIN -> Prim.MIN;
      case REDUCE_MAX -> Prim.MAX;
      default -> throw new IllegalArgumentException(reduction + " is not a reduction");
    };
  }

  /** Returns the value of a reduction over nothing; a cast makes it the least or greatest INT64. */
  static double start(Prim reduction, DType dtype) {
    return switch (reduction) {
      case SUM, CUMSUM, MATMUL -> 0;
      case PROD, CUMPROD -> 1;
      case REDUCE_MIN -> Double.POSITIVE_INFINITY;
      case REDUCE_MAX -> dtype == DType.BOOL ? 0 : Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException(reduction + " is not a reduction");
    };
  }
}
