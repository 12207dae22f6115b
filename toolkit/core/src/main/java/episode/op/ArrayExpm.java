package episode.op;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.List;

/** {@link Exponentials.Expm} in nodes, for libraries of arrays. */
final class ArrayExpm {
  /** More halvings than any finite number takes. */
  private static final int MOST = 1100;

  private ArrayExpm() {}

  /** Returns the exponentials of stacked matrices. */
  static Node of(GraphBuilder b, Node a) {
    Rows rows = new Rows(b);
    Node given = rows.batch(a);
    int batch = given.shape().extent(0);
    int n = given.shape().extent(1);
    if (given.shape().size() == 0) {
      return given;
    }
    Node finite = rows.isFinite(given);
    Node safe = b.where(rows.thin(rows.thin(finite)), given, rows.number(0));
    Node sums = b.reduce(Prim.SUM, b.unary(Prim.ABS, safe), Ints.of(1));
    Node norm = b.reduce(Prim.REDUCE_MAX, sums, Ints.of(1));
    Node ratio = b.div(norm, rows.number(Exponentials.Expm.LARGEST_NORM));
    Node exponent = b.div(b.unary(Prim.LOG, ratio), rows.number(Math.log(2)));
    Node halvings = b.add(b.unary(Prim.FLOOR, exponent), rows.number(1));
    Node count = b.binary(Prim.MAX, halvings, rows.number(0));
    Node factor = b.binary(Prim.POW, rows.number(2), b.neg(count));
    Node scaled = b.mul(safe, rows.thin(rows.thin(factor)));
    List<Node> start = List.of(pade(b, scaled), count);
    Node result =
        b.whileLoop(unfinished(batch, n), square(batch, n), MOST, start, List.of()).get(0);
    return rows.orNaN(finite, result);
  }

  /** Returns (V − U)⁻¹ (V + U), U the odd terms and V the even ones. */
  private static Node pade(GraphBuilder b, Node a) {
    Rows rows = new Rows(b);
    int n = a.shape().extent(1);
    double[] coefficients = Exponentials.Expm.PADE;
    Node square = b.matmul(a, a);
    Node power = rows.identity(a.shape().extent(0), n, n);
    Node odd = rows.zeros(a.shape().extents());
    Node even = odd;
    for (int k = 0; k < coefficients.length; k += 2) {
      even = b.add(even, b.mul(rows.number(coefficients[k]), power));
      odd = b.add(odd, b.mul(rows.number(coefficients[k + 1]), power));
      power = b.matmul(power, square);
    }
    Node u = b.matmul(a, odd);
    return new ArrayLu(b, b.sub(even, u)).solve(b.add(even, u));
  }

  private static Graph unfinished(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    b.input("x", Type.float64(batch, n, n));
    Node left = b.input("left", Type.float64(batch));
    Node most = b.reduce(Prim.REDUCE_MAX, left, Ints.of(0));
    return b.build("unfinished", List.of(b.binary(Prim.LT, b.constant(0), most)));
  }

  /** Squares the members that have squarings left. */
  private static Graph square(int batch, int n) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(batch, n, n));
    Node left = b.input("left", Type.float64(batch));
    Node open = b.reshape(b.binary(Prim.LT, b.constant(0), left), Shape.of(batch, 1, 1));
    Node next = b.where(open, b.matmul(x, x), x);
    return b.build("square", List.of(next, b.sub(left, b.constant(1))));
  }
}
