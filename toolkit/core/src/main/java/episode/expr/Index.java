package episode.expr;

/**
 * An index variable: what one axis of an intermediate value is called while a formula is worked
 * out. Equal indices pair up.
 *
 * @param name as written
 * @param axis what it runs over; of a filtered axis the part that is left
 * @param chosen the elements of the whole axis that are left; null for all
 * @param order its rank among the axes of a value: outer ones come first
 */
record Index(String name, NamedAxis axis, Ints chosen, int order) {
  Index(String name, NamedAxis axis, int order) {
    this(name, axis, null, order);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Index that && order == that.order && axis.equals(that.axis);
  }

  @Override
  public int hashCode() {
    return order;
  }
}
