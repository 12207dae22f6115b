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
 * Cholesky and QR as loops over columns, in nodes: for libraries of arrays; G. H. Golub and C. F.
 * Van Loan, Matrix Computations (2013), algorithms 4.2.2 and 5.2.1.
 */
final class ArrayFactors {
  private ArrayFactors() {}

  /** Returns L of L Lᵀ = A for stacked symmetric matrices; NaN where they are not positive. */
  static Node cholesky(GraphBuilder b, Node a) {
    Rows rows = new Rows(b);
    Node matrix = rows.batch(a);
    int batch = matrix.shape().extent(0);
    int n = matrix.shape().extent(1);
    if (matrix.shape().size() == 0) {
      return matrix;
    }
    List<Node> last =
        b.scan(
            column(batch, n),
            n,
            List.of(matrix, rows.zeros(batch, n, n), rows.isFinite(matrix)),
            List.of(rows.counted(n)),
            List.of());
    return rows.orNaN(last.get(2), last.get(1));
  }

  /** Divides column k by the root of its pivot and takes its square off the rest. */
  private static Graph column(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node a = b.input("a", Type.float64(batch, n, n));
    Node l = b.input("l", Type.float64(batch, n, n));
    Node positive = b.input("positive", Type.array(DType.BOOL, Shape.of(batch)));
    Node k = b.input("k", Type.array(DType.INT64, Shape.SCALAR));
    Node whole = rows.columnOf(a, k);
    Node pivot = rows.elementOf(whole, k);
    Node above = b.binary(Prim.LT, rows.number(0), pivot);
    Node root = b.unary(Prim.SQRT, b.where(above, pivot, rows.number(1)));
    Node scaled = b.div(whole, rows.thin(root));
    Node column = b.where(rows.from(rows.counted(n), k), scaled, rows.number(0));
    Node rest = b.sub(a, b.mul(rows.column(column), rows.row(column)));
    Node both = b.binary(Prim.AND, positive, above);
    return b.build("column", List.of(rest, rows.withColumn(l, k, column), both));
  }

  /** Returns Q [batch, m, n] and R [batch, n, n] with a diagonal that is not negative. */
  static List<Node> qr(GraphBuilder b, Node a) {
    Rows rows = new Rows(b);
    Node matrix = rows.batch(a);
    int batch = matrix.shape().extent(0);
    int m = matrix.shape().extent(1);
    int n = matrix.shape().extent(2);
    if (matrix.shape().size() == 0) {
      return List.of(matrix, rows.zeros(batch, n, n));
    }
    List<Node> places = List.of(rows.counted(n));
    List<Node> down = b.scan(reflection(batch, m, n), n, List.of(matrix), places, List.of());
    List<Node> reflectors = down.subList(1, 3);
    List<Node> start = List.of(rows.identity(batch, m, n));
    Node q = b.scan(reflected(batch, m, n), n, start, reflectors, List.of(), true).get(0);
    Node r = Matrices.upper(b, b.slice(down.get(0), 1, 0, n));
    Node negative = b.binary(Prim.LT, rows.diagonal(r), rows.number(0));
    Node turnedQ = b.where(rows.row(negative), b.neg(q), q);
    Node turnedR = b.where(rows.column(negative), b.sub(rows.number(0), r), r);
    Node finite = rows.isFinite(matrix);
    return List.of(rows.orNaN(finite, turnedQ), rows.orNaN(finite, turnedR));
  }

  /** Reflects column k onto its diagonal element; gives the reflector v and 2 / vᵀv. */
  private static Graph reflection(int batch, int m, int n) {
    GraphBuilder b = new GraphBuilder();
    Rows rows = new Rows(b);
    Node r = b.input("r", Type.float64(batch, m, n));
    Node k = b.input("k", Type.array(DType.INT64, Shape.SCALAR));
    Node places = rows.counted(m);
    Node x = b.where(rows.from(places, k), rows.columnOf(r, k), rows.number(0));
    Node largest = b.reduce(Prim.REDUCE_MAX, b.unary(Prim.ABS, x), Ints.of(1));
    Node scale = b.where(rows.is(largest, rows.number(0)), rows.number(1), largest);
    Node u = b.div(x, rows.thin(scale));
    Node norm = b.unary(Prim.SQRT, b.reduce(Prim.SUM, b.mul(u, u), Ints.of(1)));
    Node left = b.binary(Prim.LT, rows.elementOf(u, k), rows.number(0));
    Node target = rows.thin(b.where(left, norm, b.neg(norm)));
    Node v = b.where(rows.is(places, k), b.sub(u, target), u);
    Node square = b.reduce(Prim.SUM, b.mul(v, v), Ints.of(1));
    Node none = rows.is(square, rows.number(0));
    Node divisor = b.where(none, rows.number(1), square);
    Node beta = b.where(none, rows.number(0), b.div(rows.number(2), divisor));
    return b.build("reflect", List.of(reflect(b, r, v, beta), v, beta));
  }

  private static Graph reflected(int batch, int m, int n) {
    GraphBuilder b = new GraphBuilder();
    Node q = b.input("q", Type.float64(batch, m, n));
    Node v = b.input("v", Type.float64(batch, m));
    Node beta = b.input("beta", Type.float64(batch));
    return b.build("reflected", List.of(reflect(b, q, v, beta)));
  }

  /** Returns x − v (β vᵀ x). */
  private static Node reflect(GraphBuilder b, Node x, Node v, Node beta) {
    Rows rows = new Rows(b);
    Node along = b.matmul(rows.row(v), x);
    Node scaled = b.mul(along, rows.thin(rows.thin(beta)));
    return b.sub(x, b.mul(rows.column(v), scaled));
  }
}
