package episode.expr;

/**
 * An index variable: what one axis of an intermediate value is called while a formula is worked
 * out. Equal indices pair up.
 *
 * @param name as written
 * @param axis what it runs over
 * @param order its rank among the axes of a value: outer ones come first
 */
record Index(String name, NamedAxis axis, int order) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Index that && order == that.order && axis.equals(that.axis);
  }

  @Override
  public int hashCode() {
    return order;
  }
}
