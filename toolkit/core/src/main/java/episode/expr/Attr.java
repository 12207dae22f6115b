package episode.expr;

/** The attributes of nodes that need more than one value. */
public final class Attr {
  private Attr() {}

  /**
   * Of BROADCAST.
   *
   * @param shape the shape of the result
   * @param dims for each operand axis, its place in the result; ascending
   */
  public record Broadcast(Shape shape, Ints dims) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Broadcast that && shape.equals(that.shape) && dims.equals(that.dims);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + dims.hashCode();
    }
  }

  /**
   * Of SLICE: along each axis the elements start, start + step, … below limit.
   *
   * @param start first index per axis
   * @param limit one past the last index per axis
   * @param step distance per axis, at least 1
   */
  public record Slice(Ints start, Ints limit, Ints step) {
    /** Returns how many elements are taken along an axis. */
    public int count(int axis) {
      int span = limit.at(axis) - start.at(axis);
      return span <= 0 ? 0 : (span + step.at(axis) - 1) / step.at(axis);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Slice that
          && start.equals(that.start)
          && limit.equals(that.limit)
          && step.equals(that.step);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * start.hashCode() + limit.hashCode()) + step.hashCode();
    }
  }

  /**
   * Of PAD: zeros along each axis.
   *
   * @param low before the first element
   * @param high after the last element
   * @param interior between neighbours
   */
  public record Pad(Ints low, Ints high, Ints interior) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pad that
          && low.equals(that.low)
          && high.equals(that.high)
          && interior.equals(that.interior);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * low.hashCode() + high.hashCode()) + interior.hashCode();
    }
  }

  /**
   * Of CUMSUM and CUMPROD.
   *
   * @param axis along which it runs
   * @param reverse whether it runs from the last element to the first
   */
  public record Cumulative(int axis, boolean reverse) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Cumulative that && axis == that.axis && reverse == that.reverse;
    }

    @Override
    public int hashCode() {
      return 2 * axis + (reverse ? 1 : 0);
    }
  }
}
