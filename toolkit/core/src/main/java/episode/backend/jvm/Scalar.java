package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Prim;
import java.util.List;

/**
 * One scalar of a body: a constant (CONST, the attribute is its boxed value), a load (INPUT, from
 * {@link #access}), a load at a computed index (GATHER), or an elementwise primitive over other
 * scalars. Equal scalars are made once per body. The counters belong to whoever writes the code.
 */
final class Scalar {
  final Prim prim;
  final DType dtype;
  final Object attribute;
  final Scalar[] args;

  /** Of a load, its place; changes only when loops are joined. */
  Access access;

  /** Number of uses by scalars and sinks that are needed. */
  int uses;

  /** Innermost loop that the value depends on; 0 where it depends on none. */
  int depth;

  /** Whether the value is computed by a statement of its own, and not inside its only user. */
  boolean isRoot;

  /** Stores that follow the value at once; the first is also where other methods find it. */
  List<Sink> stores = List.of();

  /** JVM local that holds the value, or −1. */
  int local = -1;

  /** Uses that are still to be written in the current method. */
  int pending;

  /** Estimated size of the code that computes the value with what is inlined into it. */
  int bytes;

  Scalar(Prim prim, DType dtype, Object attribute, Access access, Scalar... args) {
    this.prim = prim;
    this.dtype = dtype;
    this.attribute = attribute;
    this.access = access;
    this.args = args;
  }

  boolean isConstant() {
    return prim == Prim.CONST;
  }

  boolean isLoad() {
    return prim == Prim.INPUT;
  }

  /** Returns whether this is a floating constant that is not NaN. */
  boolean isNumber() {
    return isConstant() && dtype.isFloating() && !Double.isNaN(number());
  }

  /** Returns the value of a floating constant. */
  double number() {
    return ((Number) attribute).doubleValue();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Scalar)) {
      return false;
    }
    Scalar that = (Scalar) other;
    if (prim != that.prim || dtype != that.dtype || args.length != that.args.length) {
      return false;
    }
    for (int i = 0; i < args.length; i++) {
      if (args[i] != that.args[i]) {
        return false;
      }
    }
    boolean sameAccess = access == null ? that.access == null : access.equals(that.access);
    return sameAccess && attribute.equals(that.attribute);
  }

  @Override
  public int hashCode() {
    int hash = 31 * (31 * prim.ordinal() + dtype.ordinal()) + attribute.hashCode();
    hash = 31 * hash + (access == null ? 0 : access.hashCode());
    for (Scalar arg : args) {
      hash = 31 * hash + System.identityHashCode(arg);
    }
    return hash;
  }
}
