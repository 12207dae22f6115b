package episode.expr;

import java.util.Arrays;

/** The extents of an array, slowest axis first (row-major). A scalar has rank 0 and size 1. */
public final class Shape {
  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] extents;
  private final int size;

  private Shape(int[] extents) {
    this.extents = extents;
    long product = 1;
    for (int extent : extents) {
      if (extent < 0) {
        throw refused(extents, "a negative extent", "Extents are at least 0.");
      }
      // Never more than 2⁶²: what is beyond the limit stays there, or an extent of 0 ends it.
      product = Math.min(product, 1L << 31) * extent;
    }
    if (product > Integer.MAX_VALUE) {
      throw refused(extents, "too many elements", "An array has at most 2^31 - 1.");
    }
    size = (int) product;
  }

  private static EpisodeException refused(int[] extents, String what, String remedy) {
    String shape = "Shape " + Arrays.toString(extents);
    return new EpisodeException(Problem.of("E3101", shape + " has " + what).remedy(remedy));
  }

  /**
   * Returns the shape with the given extents.
   *
   * @throws EpisodeException E3101 for a negative extent, and for more than 2³¹ − 1 elements
   */
  public static Shape of(int... extents) {
    return extents.length == 0 ? SCALAR : new Shape(extents.clone());
  }

  /** Returns the number of axes. */
  public int rank() {
    return extents.length;
  }

  /** Returns the extent of an axis. */
  public int extent(int axis) {
    return extents[axis];
  }

  /** Returns the number of elements. */
  public int size() {
    return size;
  }

  /** Returns whether the rank is 0. */
  public boolean isScalar() {
    return extents.length == 0;
  }

  /** Returns the extents in a fresh array. */
  public int[] extents() {
    return extents.clone();
  }

  /** Returns the distance in elements between neighbours along each axis, row-major. */
  public int[] strides() {
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return strides;
  }

  /** Returns this shape without the given axes. */
  public Shape without(Ints axes) {
    int[] kept = new int[extents.length - axes.size()];
    int next = 0;
    for (int axis = 0; axis < extents.length; axis++) {
      if (!axes.contains(axis)) {
        kept[next++] = extents[axis];
      }
    }
    return of(kept);
  }

  /** Returns this shape with another extent on one axis. */
  public Shape with(int axis, int extent) {
    int[] changed = extents();
    changed[axis] = extent;
    return of(changed);
  }

  /** Returns this shape with an axis of the given extent put in before the given place. */
  public Shape inserted(int axis, int extent) {
    int[] longer = new int[extents.length + 1];
    System.arraycopy(extents, 0, longer, 0, axis);
    longer[axis] = extent;
    System.arraycopy(extents, axis, longer, axis + 1, extents.length - axis);
    return of(longer);
  }

  /** Returns the axes of this shape followed by those of another. */
  public Shape concat(Shape other) {
    int[] joined = Arrays.copyOf(extents, rank() + other.rank());
    System.arraycopy(other.extents, 0, joined, rank(), other.rank());
    return of(joined);
  }

  /**
   * Returns the common shape of two operands by NumPy's rule: axes pair up from the right, and an
   * extent of 1 stretches.
   *
   * @throws EpisodeException E3102 where two extents differ and neither is 1
   */
  public static Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] extents = new int[rank];
    for (int k = 1; k <= rank; k++) {
      int left = k <= a.rank() ? a.extents[a.rank() - k] : 1;
      int right = k <= b.rank() ? b.extents[b.rank() - k] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new EpisodeException(
            Problem.of("E3102", "Shapes " + a + " and " + b + " do not fit together")
                .remedy("Axes pair up from the right; extents must be equal or 1."));
      }
      extents[rank - k] = left == 1 ? right : left;
    }
    return of(extents);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape && Arrays.equals(extents, ((Shape) other).extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  @Override
  public String toString() {
    return Arrays.toString(extents);
  }
}
