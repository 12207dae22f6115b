package episode.expr;

/**
 * The indices that an axis knows.
 *
 * @param axis its number
 * @param lowest 0, or −extent where negative indices count from the end
 * @param extent the length of the axis
 */
public record IndexRange(int axis, int lowest, int extent) {

  /** Returns the range of the indices of a GATHER or SCATTER_ADD. */
  public static IndexRange of(Node node) {
    return new IndexRange(node.index(), 0, node.input(0).shape().extent(node.index()));
  }

  /** Returns whether the axis knows an index. */
  public boolean contains(long index) {
    return index >= lowest && index < extent;
  }

  /**
   * Returns the place of an index, counted from the start.
   *
   * @param op what asks
   * @throws EpisodeException E3110 where the axis does not know it
   */
  public int place(String op, long index) {
    if (!contains(index)) {
      throw outside(op, index);
    }
    return (int) (index < 0 ? index + extent : index);
  }

  /**
   * Passes where the axis knows all of some INT64 indices.
   *
   * @param op what asks
   * @throws EpisodeException E3110 with the first that it does not know
   */
  public void check(String op, long... indices) {
    for (long index : indices) {
      place(op, index);
    }
  }

  /** Returns E3110 for an index that the axis does not know. */
  public EpisodeException outside(String op, long index) {
    String what = op + " wants index " + index + " of an axis of extent " + extent;
    String range = "Indices along axis " + axis + " run from " + lowest + " to " + (extent - 1);
    return new EpisodeException(Problem.of("E3110", what).remedy(range + "."));
  }
}
