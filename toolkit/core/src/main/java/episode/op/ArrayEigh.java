package episode.op;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/**
 * Eigenvalues and eigenvectors of symmetric matrices by Jacobi's rotations, in nodes: for libraries
 * of arrays; G. H. Golub and C. F. Van Loan, Matrix Computations (2013), algorithms 8.5.1 and
 * 8.5.2.
 */
final class ArrayEigh {
  /** Convergence is quadratic; matrices of a few hundred rows take about ten. */
  private static final int MOST_SWEEPS = 60;

  /** Of the squares of numbers off the diagonal in those of all: its root is below a rounding. */
  private static final double NEGLIGIBLE = 1e-34;

  private ArrayEigh() {}

  /**
   * Returns eigenvalues [batch, n], ascending, and eigenvectors as columns [batch, n, n], of which
   * the largest element is positive.
   *
   * @param a stacked symmetric matrices
   */
  static List<Node> of(GraphBuilder b, Node a) {
    Rows rows = new Rows(b);
    Node given = rows.batch(a);
    int batch = given.shape().extent(0);
    int n = given.shape().extent(1);
    if (given.shape().size() == 0) {
      return List.of(rows.zeros(batch, n), given);
    }
    Node finite = rows.isFinite(given);
    Node every = rows.thin(rows.thin(finite));
    Node safe = b.where(every, given, rows.number(0));
    Node largest = b.reduce(Prim.REDUCE_MAX, b.unary(Prim.ABS, safe), Ints.of(1, 2));
    Node scale = b.where(rows.is(largest, rows.number(0)), rows.number(1), largest);
    Node scaled = b.div(safe, rows.thin(rows.thin(scale)));
    Node none = b.constant(Tensor.of(Shape.SCALAR, new long[] {0}));
    List<Node> start = List.of(scaled, rows.identity(batch, n, n), none);
    List<Node> last =
        b.whileLoop(unfinished(batch, n), sweep(batch, n), MOST_SWEEPS, start, List.of());
    Node values = b.mul(rows.diagonal(last.get(0)), rows.thin(scale));
    List<Node> sorted = sorted(b, values, last.get(1));
    return List.of(rows.orNaN(finite, sorted.get(0)), rows.orNaN(finite, sorted.get(1)));
  }

  private static Graph unfinished(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node a = b.input("a", Type.float64(batch, n, n));
    b.input("v", Type.float64(batch, n, n));
    Node done = b.input("done", Type.array(DType.INT64, Shape.SCALAR));
    Node squares = b.mul(a, a);
    Node all = b.reduce(Prim.SUM, squares, Ints.of(1, 2));
    Node lower = b.reduce(Prim.SUM, Matrices.strictlyLower(b, squares), Ints.of(1, 2));
    Node open = b.binary(Prim.LT, b.mul(all, rows.number(NEGLIGIBLE)), lower);
    Node count = b.sum(b.cast(open, DType.INT64));
    Node none = b.constant(Tensor.of(Shape.SCALAR, new long[] {0}));
    Node most = b.constant(Tensor.of(Shape.SCALAR, new long[] {MOST_SWEEPS}));
    Node more = b.binary(Prim.LT, done, most);
    return b.build("unfinished", List.of(b.binary(Prim.AND, more, b.binary(Prim.LT, none, count))));
  }

  /** Rotates every pair of rows and columns once. */
  private static Graph sweep(int batch, int n) {
    int pairs = n * (n - 1) / 2;
    long[] first = new long[pairs];
    long[] second = new long[pairs];
    int next = 0;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        first[next] = p;
        second[next++] = q;
      }
    }
    GraphBuilder b = new GraphBuilder();
    Node a = b.input("a", Type.float64(batch, n, n));
    Node v = b.input("v", Type.float64(batch, n, n));
    Node done = b.input("done", Type.array(DType.INT64, Shape.SCALAR));
    Shape shape = Shape.of(pairs);
    List<Node> places =
        List.of(b.constant(Tensor.of(shape, first)), b.constant(Tensor.of(shape, second)));
    List<Node> turned = b.scan(rotation(batch, n), pairs, List.of(a, v), places, List.of());
    Node one = b.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    return b.build("sweep", List.of(turned.get(0), turned.get(1), b.add(done, one)));
  }

  /** Makes element (p, q) zero. */
  private static Graph rotation(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node a = b.input("a", Type.float64(batch, n, n));
    Node v = b.input("v", Type.float64(batch, n, n));
    Node p = b.input("p", Type.array(DType.INT64, Shape.SCALAR));
    Node q = b.input("q", Type.array(DType.INT64, Shape.SCALAR));
    Node column = rows.columnOf(a, q);
    Node off = rows.elementOf(column, p);
    Node difference = b.sub(rows.elementOf(column, q), rows.elementOf(rows.columnOf(a, p), p));
    Node none = rows.is(off, rows.number(0));
    Node twice = b.mul(rows.number(2), b.where(none, rows.number(1), off));
    Node ratio = b.div(difference, twice);
    Node size = b.unary(Prim.ABS, ratio);
    Node root = b.unary(Prim.SQRT, b.add(b.mul(ratio, ratio), rows.number(1)));
    Node tangent = b.div(rows.number(1), b.add(size, root));
    Node signed = b.where(b.binary(Prim.LT, ratio, rows.number(0)), b.neg(tangent), tangent);
    Node t = b.where(none, rows.number(0), signed);
    Node cosine = b.div(rows.number(1), b.unary(Prim.SQRT, b.add(b.mul(t, t), rows.number(1))));
    Node c = rows.thin(cosine);
    Node s = rows.thin(b.mul(t, cosine));
    Node columns = turnedColumns(rows, b, a, List.of(p, q), List.of(c, s));
    Node turned = Matrices.transposed(b, columns);
    Node both = turnedColumns(rows, b, turned, List.of(p, q), List.of(c, s));
    Node places = rows.counted(n);
    Node upper = b.binary(Prim.AND, rows.down(rows.is(places, p)), rows.across(rows.is(places, q)));
    Node lower = b.binary(Prim.AND, rows.down(rows.is(places, q)), rows.across(rows.is(places, p)));
    Node zeroed = b.where(b.binary(Prim.OR, upper, lower), rows.number(0), both);
    return b.build(
        "rotate", List.of(zeroed, turnedColumns(rows, b, v, List.of(p, q), List.of(c, s))));
  }

  /** Returns x times the rotation. */
  private static Node turnedColumns(
      Rows rows, GraphBuilder b, Node x, List<Node> places, List<Node> turn) {
    Node first = rows.columnOf(x, places.get(0));
    Node second = rows.columnOf(x, places.get(1));
    Node c = turn.get(0);
    Node s = turn.get(1);
    Node one = b.sub(b.mul(c, first), b.mul(s, second));
    Node other = b.add(b.mul(s, first), b.mul(c, second));
    return rows.withColumn(rows.withColumn(x, places.get(0), one), places.get(1), other);
  }

  private static List<Node> sorted(GraphBuilder b, Node values, Node vectors) {
    Rows rows = new Rows(b);
    int n = values.shape().extent(1);
    Node order = b.apply(new Sorting.ArgSort(1), List.of(values)).get(0);
    Node turned = rows.inOrder(Matrices.transposed(b, vectors), order);
    Node size = b.unary(Prim.ABS, turned);
    Node largest = b.reduce(Prim.REDUCE_MAX, size, Ints.of(2));
    Node nearly = b.binary(Prim.LE, rows.column(largest), b.mul(size, rows.number(1 + 1e-9)));
    Node first = b.make(Prim.ARGMAX, 2, List.of(b.cast(nearly, DType.INT64)));
    Node chosen = rows.is(rows.counted(n), rows.column(first));
    Node sign = b.binary(Prim.LT, rows.picked(chosen, turned, 2), rows.number(0));
    Node positive = b.where(rows.column(sign), b.neg(turned), turned);
    return List.of(rows.inOrder(values, order), Matrices.transposed(b, positive));
  }
}
