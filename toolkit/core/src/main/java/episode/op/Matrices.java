package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.Arrays;
import java.util.List;

/** Nodes for matrices along the last two axes: what the rules of linear algebra are made of. */
final class Matrices {
  private Matrices() {}

  static Node transposed(GraphBuilder b, Node x) {
    int rank = x.shape().rank();
    int[] permutation = Ints.range(0, rank).toArray();
    permutation[rank - 1] = rank - 2;
    permutation[rank - 2] = rank - 1;
    return b.transpose(x, Ints.of(permutation));
  }

  /** Returns integers and BOOL as FLOAT64, other numbers as they are. */
  static Node real(GraphBuilder b, Node x) {
    return x.dtype().isFloating() ? x : b.cast(x, DType.FLOAT64);
  }

  static Node number(GraphBuilder b, Node like, double value) {
    return b.constant(Tensor.filled(like.dtype(), Shape.SCALAR, value));
  }

  static Node scaled(GraphBuilder b, Node x, double factor) {
    return b.mul(x, number(b, x, factor));
  }

  /** Returns (x + xᵀ) / 2. */
  static Node symmetric(GraphBuilder b, Node x) {
    return scaled(b, b.add(x, transposed(b, x)), 0.5);
  }

  /** Returns the elements with column − row in a range, 0 elsewhere (also in place of NaN). */
  static Node band(GraphBuilder b, Node x, int from, int to) {
    int rows = Stack.rows(x.shape());
    int columns = Stack.columns(x.shape());
    boolean[] inside = new boolean[rows * columns];
    for (int i = 0; i < inside.length; i++) {
      int offset = i % columns - i / columns;
      inside[i] = offset >= from && offset <= to;
    }
    Node mask = b.constant(Tensor.of(Shape.of(rows, columns), inside));
    return b.where(mask, x, number(b, x, 0));
  }

  /** Returns the lower triangle with its diagonal. */
  static Node lower(GraphBuilder b, Node x) {
    return band(b, x, -Stack.rows(x.shape()), 0);
  }

  /** Returns the lower triangle without its diagonal. */
  static Node strictlyLower(GraphBuilder b, Node x) {
    return band(b, x, -Stack.rows(x.shape()), -1);
  }

  /** Returns the upper triangle with its diagonal. */
  static Node upper(GraphBuilder b, Node x) {
    return band(b, x, 0, Stack.columns(x.shape()));
  }

  /** Returns the lower triangle with half of its diagonal. */
  static Node halved(GraphBuilder b, Node x) {
    return b.add(strictlyLower(b, x), scaled(b, band(b, x, 0, 0), 0.5));
  }

  /** Returns the sum over the last axes. */
  static Node summed(GraphBuilder b, Node x, int axes) {
    return b.reduce(Prim.SUM, x, Ints.range(x.shape().rank() - axes, axes));
  }

  /** Returns the sum of products of elements, matrix by matrix. */
  static Node dot(GraphBuilder b, Node x, Node y) {
    return summed(b, b.mul(x, y), 2);
  }

  /** Returns the array with axes of extent 1 added at its end. */
  static Node widened(GraphBuilder b, Node x, int axes) {
    int[] extents = Arrays.copyOf(x.shape().extents(), x.shape().rank() + axes);
    Arrays.fill(extents, x.shape().rank(), extents.length, 1);
    return b.reshape(x, Shape.of(extents));
  }

  /** Returns the diagonals as vectors. */
  static Node diagonal(GraphBuilder b, Node x) {
    return summed(b, band(b, x, 0, 0), 1);
  }

  /** Returns A⁻¹ x for a triangular A. */
  static Node triangular(GraphBuilder b, Node a, Node x, boolean lower, boolean unit) {
    return b.apply(new LinearSolves.TriangularSolve(lower, unit), List.of(a, x)).get(0);
  }

  /** Returns x A⁻¹ for a triangular A. */
  static Node over(GraphBuilder b, Node x, Node a, boolean lower, boolean unit) {
    Node turned = transposed(b, a);
    return transposed(b, triangular(b, turned, transposed(b, x), !lower, unit));
  }
}
