package episode.backend.jvm;

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
}
