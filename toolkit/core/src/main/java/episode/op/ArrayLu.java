package episode.op;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.List;

/**
 * LU with row pivoting and substitution as loops over rows, in nodes: for libraries of arrays; G.
 * H. Golub and C. F. Van Loan, Matrix Computations (2013), algorithms 3.1.1, 3.1.2 and 3.4.1. For
 * one graph.
 */
final class ArrayLu {
  private final GraphBuilder b;
  private final Rows rows;
  private final Node matrix;
  private final Node packed;
  private final Node order;
  private final Node sign;

  /** Decomposes stacked matrices. */
  ArrayLu(GraphBuilder builder, Node a) {
    b = builder;
    rows = new Rows(b);
    matrix = rows.batch(a);
    int batch = matrix.shape().extent(0);
    int n = matrix.shape().extent(1);
    Node places = b.broadcastTo(rows.counted(n), Shape.of(batch, n));
    List<Node> carries = List.of(matrix, places, b.broadcastTo(rows.number(1), Shape.of(batch)));
    List<Node> last =
        n == 0
            ? carries
            : b.scan(elimination(batch, n), n, carries, List.of(rows.counted(n)), List.of());
    packed = last.get(0);
    order = last.get(1);
    sign = last.get(2);
  }

  /** Brings the largest number of column k into row k, and subtracts that row from those below. */
  private static Graph elimination(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node a = b.input("a", Type.float64(batch, n, n));
    Node order = b.input("order", Stack.type(DType.INT64, Shape.of(batch, n)));
    Node sign = b.input("sign", Type.float64(batch));
    Node k = b.input("k", Stack.type(DType.INT64, Shape.SCALAR));
    Node places = rows.counted(n);
    Node column = rows.columnOf(a, k);
    Node size = b.unary(Prim.ABS, column);
    Node candidates = b.where(rows.from(places, k), size, rows.number(-1));
    Node best = b.make(Prim.ARGMAX, 1, List.of(candidates));
    Node other = rows.thin(best);
    Node back = b.where(rows.is(places, other), k, places);
    Node exchanged = b.where(rows.is(places, k), other, back);
    Node turned = rows.inOrder(a, exchanged);
    Node moved = rows.inOrder(column, exchanged);
    Node pivot = rows.elementOf(moved, k);
    Node divisor = b.where(rows.is(pivot, rows.number(0)), rows.number(1), pivot);
    Node below = rows.after(places, k);
    Node factors = b.where(below, b.div(moved, rows.thin(divisor)), rows.number(0));
    Node right = b.where(below, rows.rowOf(turned, k), rows.number(0));
    Node reduced = b.sub(turned, b.mul(rows.column(factors), rows.row(right)));
    Node kept = b.where(below, factors, rows.columnOf(reduced, k));
    Node next = rows.withColumn(reduced, k, kept);
    Node flipped = b.where(rows.is(best, k), sign, b.neg(sign));
    return b.build("eliminate", List.of(next, rows.inOrder(order, exchanged), flipped));
  }

  /** Returns INT64 rows: [batch, n]. */
  Node order() {
    Node finite = rows.thin(rows.isFinite(matrix));
    return b.where(finite, order, rows.counted(order.shape().extent(1)));
  }

  Node lower() {
    Node unit = rows.identity(packed.shape().extent(0), n(), n());
    return rows.orNaN(rows.isFinite(matrix), b.add(Matrices.strictlyLower(b, packed), unit));
  }

  Node upper() {
    return rows.orNaN(rows.isFinite(matrix), Matrices.upper(b, packed));
  }

  private int n() {
    return packed.shape().extent(1);
  }

  private Node isRegular() {
    return b.binary(Prim.AND, rows.isFinite(matrix), rows.hasNoZero(rows.diagonal(packed)));
  }

  /** Returns X of A X = B; NaN for a singular matrix. */
  Node solve(Node rhs) {
    Node ordered = rows.inOrder(rhs, order);
    Node inner = substituted(b, packed, ordered, true, true);
    return rows.orNaN(isRegular(), substituted(b, packed, inner, false, false));
  }

  Node inverse() {
    return solve(rows.identity(packed.shape().extent(0), n(), n()));
  }

  Node determinant() {
    Node product = b.reduce(Prim.PROD, b.unary(Prim.ABS, rows.diagonal(packed)), Ints.of(1));
    return b.mul(sign(), product);
  }

  /** Returns −1, 0 or 1. */
  Node sign() {
    Node signs = b.unary(Prim.SIGN, rows.diagonal(packed));
    Node product = b.reduce(Prim.PROD, signs, Ints.of(1));
    return rows.orNaN(rows.isFinite(matrix), b.mul(sign, product));
  }

  Node logDeterminant() {
    Node logs = b.unary(Prim.LOG, b.unary(Prim.ABS, rows.diagonal(packed)));
    return rows.orNaN(rows.isFinite(matrix), b.reduce(Prim.SUM, logs, Ints.of(1)));
  }

  /**
   * Returns X of A X = B for triangular A, row by row.
   *
   * @param a [batch, n, n]; the other half is not read
   * @param rhs [batch, n, m]
   */
  static Node substituted(GraphBuilder b, Node a, Node rhs, boolean lower, boolean unit) {
    int batch = rhs.shape().extent(0);
    int n = rhs.shape().extent(1);
    int m = rhs.shape().extent(2);
    if (rhs.shape().size() == 0) {
      return rhs;
    }
    Rows rows = new Rows(b);
    Node half = lower ? Matrices.strictlyLower(b, a) : Matrices.band(b, a, 1, n);
    Node divisors = unit ? b.broadcastTo(rows.number(1), Shape.of(batch, n)) : rows.diagonal(a);
    List<Node> byRow =
        List.of(
            rows.counted(n),
            rows.rowsFirst(half),
            rows.rowsFirst(rhs),
            b.transpose(divisors, Ints.of(1, 0)));
    Graph body = substitution(batch, n, m);
    List<Node> start = List.of(rows.zeros(batch, n, m));
    return b.scan(body, n, start, byRow, List.of(), !lower).get(0);
  }

  private static Graph substitution(int batch, int n, int m) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node x = b.input("x", Type.float64(batch, n, m));
    Node k = b.input("k", Stack.type(DType.INT64, Shape.SCALAR));
    Node a = b.input("a", Type.float64(batch, n));
    Node rhs = b.input("rhs", Type.float64(batch, m));
    Node divisor = b.input("divisor", Type.float64(batch));
    Node known = b.reshape(b.matmul(rows.row(a), x), rhs.shape());
    Node value = b.div(b.sub(rhs, known), rows.thin(divisor));
    return b.build("substitute", List.of(rows.withRow(x, k, value)));
  }
}
