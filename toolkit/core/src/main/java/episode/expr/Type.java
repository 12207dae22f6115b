package episode.expr;

import java.util.List;

/** What a node yields: an array, several values, or something only the host understands. */
public sealed interface Type {

  /** Returns the type of an array. */
  static ArrayOf array(DType dtype, Shape shape) {
    return new ArrayOf(dtype, shape);
  }

  /** Returns the type of a FLOAT64 array. */
  static ArrayOf float64(int... extents) {
    return new ArrayOf(DType.FLOAT64, Shape.of(extents));
  }

  /** An array with static extents. */
  record ArrayOf(DType dtype, Shape shape) implements Type {
    @Override
    public boolean equals(Object other) {
      return other instanceof ArrayOf that && dtype == that.dtype && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
      return 31 * dtype.ordinal() + shape.hashCode();
    }

    @Override
    public String toString() {
      return dtype.name().toLowerCase(java.util.Locale.ROOT) + shape;
    }
  }

  /** Several values, taken apart by {@link Prim#PART}. */
  record TupleOf(List<Type> parts) implements Type {
    /** Copies the parts. */
    public TupleOf {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.toString();
    }
  }

  /** A value without a static shape that one host op makes and another consumes. */
  record Opaque(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }
}
