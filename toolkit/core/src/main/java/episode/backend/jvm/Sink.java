package episode.backend.jvm;

import episode.expr.Prim;

/**
 * What is done with a value: stored, taken into a reduction, or added at a computed index.
 *
 * @param target the place; for a reduction without strides along the reduced axes
 * @param value what is put there
 * @param reduction SUM, PROD, REDUCE_MIN or REDUCE_MAX; CONST for a plain store, SCATTER_ADD
 * @param reduced per loop, whether the reduction runs over it
 * @param index of SCATTER_ADD: the computed index
 * @param reach of SCATTER_ADD: how it is used
 * @param isLast whether the store waits until everything else of the kernel is computed
 */
record Sink(
    Access target,
    Scalar value,
    Prim reduction,
    boolean[] reduced,
    Scalar index,
    Reach reach,
    boolean isLast) {

  /**
   * How a computed index is used.
   *
   * @param stride distance between neighbours
   * @param extent number of places
   * @param axis of the array, for the message of a wrong index
   */
  record Reach(int stride, int extent, int axis) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Reach that
          && stride == that.stride
          && extent == that.extent
          && axis == that.axis;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * stride + extent) + axis;
    }
  }

  static Sink store(Access target, Scalar value, boolean isLast) {
    return new Sink(target, value, Prim.CONST, null, null, null, isLast);
  }

  static Sink reduce(Prim reduction, Access target, boolean[] reduced, Scalar value) {
    return new Sink(target, value, reduction, reduced, null, null, false);
  }

  static Sink scatter(Access target, Scalar index, Reach reach, Scalar value) {
    return new Sink(target, value, Prim.SCATTER_ADD, null, index, reach, false);
  }

  /** Returns the same sink under other loops. */
  Sink over(Access place, boolean[] loops) {
    return new Sink(place, value, reduction, loops, index, reach, isLast);
  }

  boolean isStore() {
    return reduction == Prim.CONST;
  }

  boolean isReduction() {
    return reduced != null;
  }
}
