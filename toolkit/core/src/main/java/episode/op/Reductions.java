package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;

/**
 * Reductions over any axes, of all four element types, as NumPy's. NaN wins; FLOAT32 is summed up
 * in double precision. Over no elements a sum is 0, a product 1, {@code all} true, {@code any}
 * false, a mean NaN; an extremum is refused.
 */
public final class Reductions {
  private Reductions() {}

  /** Returns the sum; of BOOL it counts in INT64. */
  public static Node sum(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.SUM, axes), x);
  }

  /** Returns the sum of all elements. */
  public static Node sum(GraphBuilder b, Node x) {
    return sum(b, x, Axes.all());
  }

  /** Returns the product; of BOOL in INT64. Its derivative holds where elements are 0. */
  public static Node prod(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.PROD, axes), x);
  }

  /** Returns the product of all elements. */
  public static Node prod(GraphBuilder b, Node x) {
    return prod(b, x, Axes.all());
  }

  /** Returns the largest element; ties share its derivative equally. */
  public static Node max(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.MAX, axes), x);
  }

  /** Returns the largest of all elements. */
  public static Node max(GraphBuilder b, Node x) {
    return max(b, x, Axes.all());
  }

  /** Returns the smallest element; ties share its derivative equally. */
  public static Node min(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.MIN, axes), x);
  }

  /** Returns the smallest of all elements. */
  public static Node min(GraphBuilder b, Node x) {
    return min(b, x, Axes.all());
  }

  /** Returns the mean; of integers and BOOL in FLOAT64. */
  public static Node mean(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.MEAN, axes), x);
  }

  /** Returns the mean of all elements. */
  public static Node mean(GraphBuilder b, Node x) {
    return mean(b, x, Axes.all());
  }

  /**
   * Returns the sum of squared distances from the mean over n − ddof; of integers in FLOAT64.
   *
   * @param ddof 0 for the variance of what is there, 1 for the unbiased estimate
   */
  public static Node variance(GraphBuilder b, Node x, Axes axes, int ddof) {
    return of(b, new Variance(axes, ddof), x);
  }

  /** Returns the root of the variance; where that is 0 it has no derivative. */
  public static Node std(GraphBuilder b, Node x, Axes axes, int ddof) {
    return b.unary(Prim.SQRT, variance(b, x, axes, ddof));
  }

  /** Returns whether all elements hold, that is, are not 0; NaN holds. */
  public static Node all(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.ALL, axes), x);
  }

  /** Returns whether all elements of the array hold. */
  public static Node all(GraphBuilder b, Node x) {
    return all(b, x, Axes.all());
  }

  /** Returns whether any element holds, that is, is not 0; NaN holds. */
  public static Node any(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Reduce(Reduce.Kind.ANY, axes), x);
  }

  /** Returns whether any element of the array holds. */
  public static Node any(GraphBuilder b, Node x) {
    return any(b, x, Axes.all());
  }

  /** Returns the INT64 place of the first largest element (the first NaN) along an axis. */
  public static Node argmax(GraphBuilder b, Node x, int axis) {
    return of(b, new ArgExtremum(true, Optional.of(axis), false), x);
  }

  /** Returns the place of the first largest of all elements in row-major order. */
  public static Node argmax(GraphBuilder b, Node x) {
    return of(b, new ArgExtremum(true, Optional.empty(), false), x);
  }

  /** Returns the INT64 place of the first smallest element (the first NaN) along an axis. */
  public static Node argmin(GraphBuilder b, Node x, int axis) {
    return of(b, new ArgExtremum(false, Optional.of(axis), false), x);
  }

  /** Returns the place of the first smallest of all elements in row-major order. */
  public static Node argmin(GraphBuilder b, Node x) {
    return of(b, new ArgExtremum(false, Optional.empty(), false), x);
  }

  private static Node of(GraphBuilder b, Op op, Node x) {
    return b.apply(op, List.of(x)).get(0);
  }
}
