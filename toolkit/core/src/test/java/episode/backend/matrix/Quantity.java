package episode.backend.matrix;

import java.util.Locale;

/** What a test of the matrix looks at. */
enum Quantity {
  /** The results. */
  VALUE,
  /** The derivative along a direction of all operands. */
  JVP,
  /** The derivatives by each operand, from cotangents of the results. */
  VJP,
  /** The derivative of {@link #VJP} along a direction. */
  SECOND;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
