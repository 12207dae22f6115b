package episode.expr;

/** The four element types of a graph's arrays. */
public enum DType {
  BOOL(1),
  INT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether this is FLOAT32 or FLOAT64, the types that have derivatives. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /**
   * Returns the common type of two operands, as NumPy promotes arrays: BOOL gives way to INT64, and
   * INT64 with FLOAT32 needs FLOAT64.
   */
  public static DType promote(DType a, DType b) {
    if (a == b) {
      return a;
    }
    boolean mixed = (a == INT64 && b == FLOAT32) || (a == FLOAT32 && b == INT64);
    return mixed ? FLOAT64 : values()[Math.max(a.ordinal(), b.ordinal())];
  }
}
