package episode.backend.matrix;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/** Loops and branches over values of every type. */
final class Loops {
  private static final int LENGTH = 3;

  private Loops() {}

  /** Returns the product, or of conditions, whether both hold. */
  private static Node product(GraphBuilder b, Node x, Node y) {
    return b.binary(x.dtype() == DType.BOOL ? Prim.AND : Prim.MUL, x, y);
  }

  private static Node sum(GraphBuilder b, Node x, Node y) {
    return b.binary(x.dtype() == DType.BOOL ? Prim.OR : Prim.ADD, x, y);
  }

  /** A recurrence y = y · row + constant, with its products as outputs. */
  static Subject scan(boolean reverse) {
    Subject.Body body =
        (b, x) -> {
          GraphBuilder inner = new GraphBuilder();
          Node y = inner.input("y", x.get(0).type());
          Node row = inner.input("row", x.get(0).type());
          Node constant = inner.input("constant", x.get(0).type());
          Node product = product(inner, y, row);
          Graph step = inner.build("step", List.of(sum(inner, product, constant), product));
          List<Node> constants = List.of(x.get(2));
          return b.scan(step, LENGTH, List.of(x.get(0)), List.of(x.get(1)), constants, reverse);
        };
    Tensor first = Tensor.of(new double[] {0.31, -0.72});
    Tensor last = Tensor.of(new double[] {0.83, 0.24});
    Tensor rows = Points.Y.reshaped(Shape.of(LENGTH, 2));
    double infinity = Double.POSITIVE_INFINITY;
    Tensor awkward = Tensor.matrix(new double[][] {{1e300, -0.0}, {1e-300, 3}, {-2, infinity}});
    return Subject.of("SCAN", reverse ? "from the end" : "", body, first, rows, last)
        .at("awkward", first, awkward, Tensor.of(new double[] {Double.NaN, -1e300}));
  }

  /** The branch that is not taken divides by 0, or takes a root of a negative number. */
  static Subject branches(boolean holds) {
    Subject.Body body =
        (b, x) -> {
          Graph plain = branch(x.get(1).type(), false);
          Graph wild = branch(x.get(1).type(), true);
          return b.ifElse(x.get(0), holds ? plain : wild, holds ? wild : plain, x.subList(1, 3));
        };
    Tensor condition = Tensor.of(Shape.SCALAR, new boolean[] {holds});
    return Subject.of("IF", holds ? "then" : "else", body, condition, Points.X, Points.Y)
        .at("awkward", condition, Points.rows(), Points.rows());
  }

  private static Graph branch(Type type, boolean wild) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", type);
    Node y = b.input("y", type);
    boolean floating = x.dtype().isFloating();
    Node result = wild && floating ? b.unary(Prim.SQRT, b.div(x, b.sub(y, y))) : product(b, x, y);
    return b.build(wild ? "wild" : "plain", List.of(result, x));
  }

  /** y = y · x as long as fewer rounds than told have been gone, which is a carry of its own. */
  static Subject loop() {
    Subject.Body body =
        (b, x) -> {
          GraphBuilder inner = new GraphBuilder();
          Node count = inner.input("count", Type.array(DType.INT64, Shape.SCALAR));
          Node y = inner.input("y", x.get(1).type());
          Node factor = inner.input("factor", x.get(1).type());
          Node one = inner.constant(Tensor.filled(DType.INT64, Shape.SCALAR, 1));
          List<Node> next = List.of(inner.sub(count, one), product(inner, y, factor));
          Graph round = inner.build("round", next);
          GraphBuilder test = new GraphBuilder();
          Node left = test.input("count", count.type());
          test.input("y", y.type());
          test.input("factor", factor.type());
          Node zero = test.constant(Tensor.filled(DType.INT64, Shape.SCALAR, 0));
          Graph open = test.build("open", List.of(test.binary(Prim.LT, zero, left)));
          return b.whileLoop(open, round, 5, x.subList(0, 2), x.subList(2, 3)).subList(1, 3);
        };
    Tensor rounds = Tensor.of(Shape.SCALAR, new long[] {3});
    Tensor none = Tensor.of(Shape.SCALAR, new long[] {0});
    return Subject.of("WHILE", "", body, rounds, Points.X, Points.Y)
        .at("awkward", rounds, Points.rows(), Points.rows())
        .at("no round", none, Points.X, Points.Y);
  }
}
