package episode.expr;

/** What the elements of an axis are to one another. */
public enum AxisKind {
  /** Names in no particular order. */
  CATEGORICAL,
  /** Names in an order. */
  ORDINAL,
  /** Points on a line, each with a coordinate. */
  CONTINUOUS,
  /**
   * Points in time: a quantity over such an axis means its value at t, interpolated linearly and
   * constant outside of the points.
   */
  TIME;

  /** Returns whether the elements have coordinates. */
  public boolean hasCoordinates() {
    return this == CONTINUOUS || this == TIME;
  }
}
