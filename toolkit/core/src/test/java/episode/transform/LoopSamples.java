package episode.transform;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** Functions of two matrices of 2 × 3 elements that loop and branch. */
public final class LoopSamples {
  private static final Type.ArrayOf COUNT = Type.array(DType.INT64, Shape.SCALAR);

  private LoopSamples() {}

  /** A function of two matrices. */
  public interface Sample {
    /** Returns its values. */
    List<Node> outputs(GraphBuilder b, Node x, Node y);
  }

  /** Returns all of them. */
  public static List<Sample> all() {
    return List.of(
        (b, x, y) -> scan(b, x, y, false),
        (b, x, y) -> scan(b, x, y, true),
        LoopSamples::bare,
        LoopSamples::nested,
        (b, x, y) -> branches(b, x, y, false),
        (b, x, y) -> branches(b, x, y, true),
        LoopSamples::branchesInLoop,
        (b, x, y) -> growing(b, x, y, false),
        (b, x, y) -> growing(b, x, y, true));
  }

  /** Returns the last carries and the outputs of a loop over the rows of x. */
  public static List<Node> scan(GraphBuilder b, Node x, Node y, boolean reverse) {
    Node count = b.constant(Tensor.of(Shape.SCALAR, new long[] {2}));
    List<Node> starts = List.of(b.element(y, 0, 1), count, b.element(x, 0, 0));
    List<Node> results = b.scan(round(), 2, starts, List.of(x), List.of(y), reverse);
    List<Node> floating = new ArrayList<>(results);
    floating.remove(1);
    return floating;
  }

  /** Carries: a vector, a count that it is scaled by, a vector that only the output needs. */
  private static Graph round() {
    GraphBuilder b = new GraphBuilder();
    Node c = b.input("c", Type.float64(3));
    Node n = b.input("n", COUNT);
    Node idle = b.input("idle", Type.float64(3));
    Node row = b.input("row", Type.float64(3));
    Node y = b.input("y", Type.float64(2, 3));
    Node next = b.add(b.mul(b.unary(Prim.SIN, c), row), b.reduce(Prim.SUM, y, Ints.of(0)));
    Node one = b.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    Node out = b.mul(b.mul(c, n), b.element(y, 0, 0));
    List<Node> outputs =
        List.of(next, b.add(n, one), b.mul(idle, row), out, b.sum(idle), b.mul(row, row));
    return b.build("round", outputs);
  }

  /** Returns what a loop gives that does nothing, and one without rounds. */
  public static List<Node> bare(GraphBuilder b, Node x, Node y) {
    Node row = b.element(x, 0, 0);
    GraphBuilder inner = new GraphBuilder();
    Node c = inner.input("c", Type.float64(3));
    Graph same = inner.build("same", List.of(c));
    GraphBuilder other = new GraphBuilder();
    Node s = other.input("s");
    Node m = other.input("m", Type.float64(2, 3));
    Graph sum = other.build("sum", List.of(other.add(s, other.sum(m)), s));
    List<Node> results = new ArrayList<>(b.scan(same, 4, List.of(row), List.of(), List.of()));
    results.addAll(b.scan(sum, 0, List.of(b.sum(x)), List.of(), List.of(y)));
    results.addAll(b.scan(sum, 3, List.of(b.sum(x)), List.of(), List.of(b.mul(x, y))));
    return results;
  }

  /** Returns a sum over rows of sums over elements, each by a loop. */
  public static List<Node> nested(GraphBuilder b, Node x, Node y) {
    GraphBuilder inner = new GraphBuilder();
    Node sum = inner.input("sum");
    Node product = inner.mul(inner.input("element"), inner.input("scale"));
    Graph add = inner.build("add", List.of(inner.add(sum, inner.unary(Prim.SIN, product)), sum));
    GraphBuilder outer = new GraphBuilder();
    Node total = outer.input("total");
    Node row = outer.input("row", Type.float64(3));
    Node other = outer.input("other", Type.float64(3));
    Node scale = outer.sum(other);
    List<Node> all =
        outer.scan(add, 3, List.of(total), List.of(row), List.of(outer.mul(scale, total)), true);
    Graph rows = outer.build("rows", List.of(all.get(0), all.get(1)));
    return b.scan(rows, 2, List.of(b.constant(0.3)), List.of(x, y), List.of());
  }

  private static Graph then() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Node y = b.input("y", Type.float64(2, 3));
    Node s = b.input("s");
    return b.build("then", List.of(b.mul(x, b.unary(Prim.EXP, y)), b.mul(s, s), b.constant(3)));
  }

  private static Graph otherwise() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    b.input("y", Type.float64(2, 3));
    Node s = b.input("s");
    return b.build("otherwise", List.of(x, b.unary(Prim.SIN, b.sum(x)), s));
  }

  /** Returns one branch or the other, for a condition of the second elements. */
  public static List<Node> branches(GraphBuilder b, Node x, Node y, boolean swap) {
    Node left = b.element(b.element(x, 0, 0), 0, 1);
    Node right = b.element(b.element(y, 0, 1), 0, swap ? 0 : 2);
    Node condition = b.binary(Prim.LT, left, right);
    return b.ifElse(condition, then(), otherwise(), List.of(x, b.mul(x, y), b.sum(y)));
  }

  /** Returns a loop over rows with a branch in each round. */
  public static List<Node> branchesInLoop(GraphBuilder b, Node x, Node y) {
    GraphBuilder down = new GraphBuilder();
    Node c = down.input("c", Type.float64(3));
    Graph shrink = down.build("shrink", List.of(down.mul(c, down.input("r", Type.float64(3)))));
    GraphBuilder up = new GraphBuilder();
    Node d = up.input("c", Type.float64(3));
    Node moved = up.sub(d, up.unary(Prim.COS, up.input("r", Type.float64(3))));
    Graph shift = up.build("shift", List.of(moved));
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("carry", Type.float64(3));
    Node row = inner.input("row", Type.float64(3));
    Node positive = inner.binary(Prim.LT, inner.constant(0), inner.sum(row));
    List<Node> next = inner.ifElse(positive, shrink, shift, List.of(carry, row));
    Graph round = inner.build("round", List.of(next.get(0), carry));
    return b.scan(round, 2, List.of(b.element(y, 0, 0)), List.of(b.mul(x, y)), List.of());
  }

  /** Returns a vector that grows until it is large. */
  public static List<Node> growing(GraphBuilder b, Node x, Node y, boolean alike) {
    GraphBuilder small = new GraphBuilder();
    Node c = small.input("c", Type.float64(3));
    Node n = small.input("n", COUNT);
    small.input("y", Type.float64(3));
    Node limit = small.constant(Tensor.of(Shape.SCALAR, new long[] {5}));
    Node goesOn =
        alike
            ? small.binary(Prim.LT, n, limit)
            : small.binary(Prim.LT, small.sum(c), small.constant(6));
    Graph condition = small.build("small", List.of(goesOn));
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("c", Type.float64(3));
    Node count = inner.input("n", COUNT);
    Node factor = inner.input("y", Type.float64(3));
    Node growth = inner.add(inner.mul(factor, factor), inner.constant(1.25));
    Node one = inner.constant(Tensor.of(Shape.SCALAR, new long[] {1}));
    Graph grow = inner.build("grow", List.of(inner.mul(carry, growth), inner.add(count, one)));
    Node start = b.unary(Prim.EXP, b.element(x, 0, 1));
    Node zero = b.constant(Tensor.of(Shape.SCALAR, new long[] {0}));
    List<Node> results =
        b.whileLoop(condition, grow, 12, List.of(start, zero), List.of(b.element(y, 0, 0)));
    return List.of(results.get(0), b.mul(results.get(2), b.sum(x)));
  }
}
