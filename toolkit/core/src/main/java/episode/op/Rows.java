package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/**
 * What loops over the rows and columns of matrices are made of, where no element can be set: masks
 * of places, and elements picked by them. Arrays are batches: [batch, rows, columns] or [batch,
 * rows], FLOAT64. Masked numbers are chosen and not multiplied by 0, so that an infinity elsewhere
 * does no harm. For one graph.
 */
final class Rows {
  private final GraphBuilder b;

  Rows(GraphBuilder builder) {
    b = builder;
  }

  /** Returns a stack of matrices along one leading axis, in double precision. */
  Node batch(Node x) {
    Shape shape = x.shape();
    Shape flat = Shape.of(Stack.count(shape), Stack.rows(shape), Stack.columns(shape));
    return b.reshape(b.cast(x, DType.FLOAT64), flat);
  }

  /** Returns 0, 1, 2, … */
  Node counted(int n) {
    long[] places = new long[n];
    for (int i = 0; i < n; i++) {
      places[i] = i;
    }
    return b.constant(Tensor.of(Shape.of(n), places));
  }

  Node number(double value) {
    return b.constant(value);
  }

  /** Returns a vector of all places as [1, n, 1]: where a row is meant. */
  Node down(Node places) {
    return b.reshape(places, Shape.of(1, places.shape().extent(0), 1));
  }

  /** Returns a vector of all places as [1, 1, n]: where a column is meant. */
  Node across(Node places) {
    return b.reshape(places, Shape.of(1, 1, places.shape().extent(0)));
  }

  /** Returns [batch, n] as [batch, n, 1]. */
  Node column(Node x) {
    return b.reshape(x, x.shape().inserted(2, 1));
  }

  /** Returns [batch, n] as [batch, 1, n]. */
  Node row(Node x) {
    return b.reshape(x, x.shape().inserted(1, 1));
  }

  /** Returns [batch] as [batch, 1]. */
  Node thin(Node x) {
    return b.reshape(x, x.shape().inserted(1, 1));
  }

  Node is(Node places, Node k) {
    return b.binary(Prim.EQ, places, k);
  }

  /** Returns where places come after k. */
  Node after(Node places, Node k) {
    return b.binary(Prim.LT, k, places);
  }

  /** Returns where places are k or come after it. */
  Node from(Node places, Node k) {
    return b.binary(Prim.LE, k, places);
  }

  /** Returns the sum of the numbers under a mask, along an axis. */
  Node picked(Node mask, Node x, int axis) {
    return b.reduce(Prim.SUM, b.where(mask, x, number(0)), Ints.of(axis));
  }

  /** Returns column k: [batch, rows]. */
  Node columnOf(Node x, Node k) {
    return picked(across(is(counted(x.shape().extent(2)), k)), x, 2);
  }

  /** Returns row k: [batch, columns]. */
  Node rowOf(Node x, Node k) {
    return picked(down(is(counted(x.shape().extent(1)), k)), x, 1);
  }

  /** Returns element k of vectors: [batch]. */
  Node elementOf(Node x, Node k) {
    return picked(is(counted(x.shape().extent(1)), k), x, 1);
  }

  /** Returns x with its column k replaced. */
  Node withColumn(Node x, Node k, Node values) {
    return b.where(across(is(counted(x.shape().extent(2)), k)), column(values), x);
  }

  /** Returns x with its row k replaced. */
  Node withRow(Node x, Node k, Node values) {
    return b.where(down(is(counted(x.shape().extent(1)), k)), row(values), x);
  }

  /**
   * Returns the rows of each member in its own order.
   *
   * @param x [batch, n] or [batch, n, m]
   * @param order [batch, k], INT64
   */
  Node inOrder(Node x, Node order) {
    int batch = x.shape().extent(0);
    int n = x.shape().extent(1);
    long[] starts = new long[batch];
    for (int i = 0; i < batch; i++) {
      starts[i] = (long) i * n;
    }
    Node places = b.add(order, b.constant(Tensor.of(Shape.of(batch, 1), starts)));
    int rank = x.shape().rank();
    Shape flat = rank == 2 ? Shape.of(batch * n) : Shape.of(batch * n, x.shape().extent(2));
    return b.make(Prim.GATHER, 0, List.of(b.reshape(x, flat), places));
  }

  /** Returns the elements of the diagonals: [batch, n]. */
  Node diagonal(Node x) {
    return Matrices.diagonal(b, x);
  }

  /** Returns, per member, whether all numbers are finite: [batch]. */
  Node isFinite(Node x) {
    Node lost = b.binary(Prim.NE, b.sub(x, x), number(0));
    Node count = b.reduce(Prim.SUM, b.cast(lost, DType.INT64), Ints.of(1, 2));
    return b.binary(Prim.EQ, count, b.constant(Tensor.of(Shape.SCALAR, new long[] {0})));
  }

  /** Returns, per member, whether no element of a vector is 0: [batch]. */
  Node hasNoZero(Node x) {
    Node zero = b.binary(Prim.EQ, x, number(0));
    Node count = b.reduce(Prim.SUM, b.cast(zero, DType.INT64), Ints.of(1));
    return b.binary(Prim.EQ, count, b.constant(Tensor.of(Shape.SCALAR, new long[] {0})));
  }

  /** Returns the members where a condition [batch] holds, NaN in place of the others. */
  Node orNaN(Node condition, Node x) {
    int[] extents = new int[x.shape().rank()];
    java.util.Arrays.fill(extents, 1);
    extents[0] = x.shape().extent(0);
    return b.where(b.reshape(condition, Shape.of(extents)), x, number(Double.NaN));
  }

  /** Returns unit matrices. */
  Node identity(int batch, int rows, int columns) {
    double[] one = new double[rows * columns];
    for (int i = 0; i < Math.min(rows, columns); i++) {
      one[i * (columns + 1)] = 1;
    }
    Node single = b.constant(Tensor.of(Shape.of(rows, columns), one));
    return b.broadcastTo(single, Shape.of(batch, rows, columns));
  }

  Node zeros(int... extents) {
    return b.broadcastTo(number(0), Shape.of(extents));
  }

  /** Returns a matrix's rows first: [rows, batch, columns]. */
  Node rowsFirst(Node x) {
    return b.transpose(x, Ints.of(1, 0, 2));
  }

  /** Returns numbers under the shape and in the type of an array. */
  static Node like(GraphBuilder b, Node x, Node array) {
    return b.reshape(b.cast(x, array.dtype()), array.shape());
  }
}
