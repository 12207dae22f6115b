package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Elements by their places, of any type. A negative index counts from the end; one out of range is
 * an error, E3110, where it is met; bounds of slices are cut, as in NumPy.
 */
public final class Indexing {
  private Indexing() {}

  /** Returns the elements from start to before stop along an axis. */
  public static Node slice(GraphBuilder b, Node x, int axis, int start, int stop) {
    return slice(b, x, axis, Optional.of(start), Optional.of(stop), 1);
  }

  /**
   * Returns every step-th element from start to before stop along an axis, as {@code
   * x[start:stop:step]} in Python.
   *
   * @param start absent: from where the step leaves
   * @param stop absent: to where the step leads
   * @param step negative: backwards
   */
  public static Node slice(
      GraphBuilder b, Node x, int axis, Optional<Integer> start, Optional<Integer> stop, int step) {
    if (step == 0) {
      throw Taken.problem("Slice: a step of 0", "A step is positive, or negative for backwards.");
    }
    return of(b, new Picks.Slice(axis, start, stop, step), x);
  }

  /** Returns the elements in reverse order along an axis. */
  public static Node flip(GraphBuilder b, Node x, int axis) {
    return slice(b, x, axis, Optional.empty(), Optional.empty(), -1);
  }

  /** Returns the elements in reverse order along every axis. */
  public static Node flip(GraphBuilder b, Node x) {
    Node flipped = x;
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      flipped = flip(b, flipped, axis);
    }
    return flipped;
  }

  /** Returns the elements moved along in row-major order, under the shape that they had. */
  public static Node roll(GraphBuilder b, Node x, int shift) {
    return b.reshape(roll(b, Shaping.ravel(b, x), shift, 0), x.shape());
  }

  /** Returns the elements moved along an axis; those beyond the end come back at the front. */
  public static Node roll(GraphBuilder b, Node x, int shift, int axis) {
    return of(b, new Picks.Roll(axis, shift), x);
  }

  /** Returns the sub-array at one index of an axis, which goes away. */
  public static Node at(GraphBuilder b, Node x, int axis, int index) {
    int own = Taken.axis("At", axis, x.shape().rank());
    int extent = x.shape().extent(own);
    if (index < -extent || index >= extent) {
      throw Taken.problem(
          "At: index " + index + " of an axis of extent " + extent,
          extent == 0 ? "It has no elements." : "Valid: " + -extent + " to " + (extent - 1) + ".");
    }
    return b.element(x, own, index < 0 ? index + extent : index);
  }

  /** Returns the sub-arrays at INT64 indices of any shape along an axis. */
  public static Node take(GraphBuilder b, Node x, Node indices, int axis) {
    return b.apply(new Lookups.Take(Optional.of(axis)), List.of(x, indices)).get(0);
  }

  /** Returns the elements at INT64 indices into the flattened array. */
  public static Node take(GraphBuilder b, Node x, Node indices) {
    return b.apply(new Lookups.Take(Optional.empty()), List.of(x, indices)).get(0);
  }

  /**
   * Returns for every INT64 index the element that has it along an axis, and otherwise the index's
   * own place; what {@code argsort} gives sorts.
   */
  public static Node takeAlongAxis(GraphBuilder b, Node x, Node indices, int axis) {
    return b.apply(new Lookups.TakeAlongAxis(axis), List.of(x, indices)).get(0);
  }

  /** Returns the array with updates added at INT64 indices along an axis; equal ones add up. */
  public static Node scatterAdd(GraphBuilder b, Node x, Node indices, Node updates, int axis) {
    DType dtype = DType.promote(x.dtype(), updates.dtype());
    List<Node> operands = List.of(b.cast(x, dtype), indices, b.cast(updates, dtype));
    return b.apply(new Lookups.ScatterAdd(axis), operands).get(0);
  }

  /**
   * Returns the diagonals of the matrices along the last two axes.
   *
   * @param offset column − row
   */
  public static Node diagonal(GraphBuilder b, Node x, int offset) {
    return of(b, new Diagonals.Diagonal(offset), x);
  }

  /** Returns square matrices with the vectors along the last axis on a diagonal, 0 elsewhere. */
  public static Node diagonalMatrix(GraphBuilder b, Node x, int offset) {
    return of(b, new Diagonals.DiagonalMatrix(offset), x);
  }

  /** Returns the diagonal of a matrix, or the matrix of a diagonal, as NumPy's {@code diag}. */
  public static Node diag(GraphBuilder b, Node x) {
    return x.shape().rank() == 1 ? diagonalMatrix(b, x, 0) : diagonal(b, x, 0);
  }

  /** Returns the matrices with 0 above the diagonal column − row = offset. */
  public static Node tril(GraphBuilder b, Node x, int offset) {
    return of(b, new Diagonals.Triangle(true, offset), x);
  }

  /** Returns the matrices with 0 below the diagonal column − row = offset. */
  public static Node triu(GraphBuilder b, Node x, int offset) {
    return of(b, new Diagonals.Triangle(false, offset), x);
  }

  /** Is refused: how many elements a condition chooses is part of a shape. */
  public static Node compress(GraphBuilder b, Node x, Node condition) {
    throw DataShapes.refused(
        "Compress",
        "a condition chooses its elements",
        "b.where(condition, x, zero)   // all places; zero where it does not hold");
  }

  /** Is refused: how many places hold is part of a shape. */
  public static Node nonzero(GraphBuilder b, Node x) {
    throw DataShapes.refused(
        "Nonzero",
        "as many places as hold",
        "Sorting.argsort(b, b.unary(Prim.NOT, x), 0)   // places that hold first, then the others");
  }

  /** Returns INT64 indices counted from the front; those out of range stay as they are. */
  static Node wrapped(GraphBuilder b, Node indices, int extent) {
    Node negative = b.binary(Prim.LT, indices, integer(b, 0));
    Node known = b.binary(Prim.LE, integer(b, -extent), indices);
    Node fromEnd = b.binary(Prim.AND, negative, known);
    return b.where(fromEnd, b.add(indices, integer(b, extent)), indices);
  }

  private static Node integer(GraphBuilder b, long value) {
    return b.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }

  private static Node of(GraphBuilder b, Op op, Node x) {
    return b.apply(op, List.of(x)).get(0);
  }
}
