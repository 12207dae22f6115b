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

  /**
   * Of SCAN: runs a body {@code length} times.
   *
   * <p>Operands: the first carries, then arrays whose leading axis is {@code length}, then
   * constants. Result: a tuple of the last carries, then the body's further outputs stacked along a
   * leading axis.
   *
   * @param body takes the carries, one row of each array, and the constants; gives the new carries,
   *     of the same types, and the outputs of this round
   * @param length how often the body runs, at least 0
   * @param carries how many carries there are
   * @param rows how many arrays are taken row by row
   * @param reverse whether it runs from the last row to the first; the outputs of a round stand at
   *     the place of its row
   */
  public record Scan(Graph body, int length, int carries, int rows, boolean reverse) {
    /** Returns the loop with another body of the same types. */
    public Scan with(Graph other) {
      return new Scan(other, length, carries, rows, reverse);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Scan that
          && body == that.body
          && length == that.length
          && carries == that.carries
          && rows == that.rows
          && reverse == that.reverse;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * body.hashCode() + length) + carries) + 2 * rows + (reverse ? 1 : 0);
    }

    @Override
    public String toString() {
      String turn = reverse ? ", from the last row to the first" : "";
      return length + " times, carries " + carries + ", rows " + rows + turn;
    }
  }

  /**
   * Of IF: one of two sub-graphs. Operands: a BOOL scalar, then arguments. Result: a tuple of the
   * outputs of the one that is run.
   *
   * @param then runs where the condition holds; takes all arguments
   * @param otherwise runs where it does not; takes all arguments, gives the same types
   */
  public record Branches(Graph then, Graph otherwise) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Branches that && then == that.then && otherwise == that.otherwise;
    }

    @Override
    public int hashCode() {
      return 31 * then.hashCode() + otherwise.hashCode();
    }

    @Override
    public String toString() {
      return "then " + then.name() + ", else " + otherwise.name();
    }
  }

  /**
   * Of WHILE: runs a body as long as a condition holds.
   *
   * <p>Operands: the first carries, then constants; both graphs take all of them. Result: a tuple
   * of the last carries, then an INT64 scalar, the number of rounds.
   *
   * @param condition gives one BOOL scalar
   * @param body gives the new carries, of the same types
   * @param bound the largest number of rounds, at least 0
   * @param carries how many carries there are
   */
  public record Loop(Graph condition, Graph body, int bound, int carries) {
    /** Returns the loop over other graphs of the same types. */
    public Loop with(Graph otherCondition, Graph otherBody) {
      return new Loop(otherCondition, otherBody, bound, carries);
    }

    /** Returns E3117, for a loop that would go on after as many rounds as it may have. */
    public EpisodeException exceeded() {
      String what = "The loop '" + body.name() + "' would go on after " + bound + " rounds";
      return new EpisodeException(
          Problem.of("E3117", what + ", its bound")
              .remedy("Raise the bound, or see why '" + condition.name() + "' stays true."));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Loop that
          && condition == that.condition
          && body == that.body
          && bound == that.bound
          && carries == that.carries;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * condition.hashCode() + body.hashCode()) + bound) + carries;
    }

    @Override
    public String toString() {
      return "at most " + bound + " times, carries " + carries;
    }
  }
}
