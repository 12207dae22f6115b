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
 * Sorting and searching in nodes, for libraries of arrays: an element's place is the number of
 * elements that come before it. NaN comes last, equals keep their order.
 */
final class ArrayOrder {
  /** Up to this length all pairs are compared at once, beyond it one element with all others. */
  private static final int SHORT = 128;

  private final GraphBuilder b;

  ArrayOrder(GraphBuilder builder) {
    b = builder;
  }

  /** Returns which element along an axis belongs at each place. */
  Node argsort(Node x, int axis) {
    int n = x.shape().extent(axis);
    if (x.shape().size() == 0) {
      return b.reshape(b.cast(x, DType.INT64), x.shape());
    }
    int inner = x.shape().strides()[axis];
    int outer = x.shape().size() / (n * inner);
    Node lines = b.reshape(numbers(x), Shape.of(outer, n, inner));
    Node ranks = n <= SHORT ? ranks(lines) : ranksInTurn(lines);
    return b.reshape(inverse(ranks), x.shape());
  }

  private Node numbers(Node x) {
    return x.dtype() == DType.BOOL ? b.cast(x, DType.INT64) : x;
  }

  private Node places(int n) {
    return new Rows(b).counted(n);
  }

  /** Compares element i (axis 1) with element j (axis 2). */
  private Node ranks(Node lines) {
    int n = lines.shape().extent(1);
    Node own = b.reshape(lines, lines.shape().inserted(2, 1));
    Node other = b.reshape(lines, lines.shape().inserted(1, 1));
    Node earlier = b.reshape(places(n), Shape.of(1, n, 1));
    Node later = b.reshape(places(n), Shape.of(n, 1, 1));
    Node first = before(b, other, own, b.binary(Prim.LT, earlier, later));
    return b.reduce(Prim.SUM, b.cast(first, DType.INT64), Ints.of(2));
  }

  private Node ranksInTurn(Node lines) {
    Shape shape = lines.shape();
    int n = shape.extent(1);
    GraphBuilder inner = new GraphBuilder();
    Node ranks = inner.input("ranks", Type.array(DType.INT64, shape));
    Node one = inner.input("x", Type.array(lines.dtype(), shape.without(Ints.of(1))));
    Node place = inner.input("k", Type.array(DType.INT64, Shape.SCALAR));
    Node all = inner.input("all", lines.type());
    Node other = inner.reshape(one, shape.with(1, 1));
    Node own = inner.reshape(new Rows(inner).counted(n), Shape.of(1, n, 1));
    Node first = before(inner, other, all, inner.binary(Prim.LT, place, own));
    Graph body = inner.build("count", List.of(inner.add(ranks, inner.cast(first, DType.INT64))));
    Node none = b.broadcastTo(b.constant(Tensor.filled(DType.INT64, Shape.SCALAR, 0)), shape);
    List<Node> rows = List.of(b.transpose(lines, Ints.of(1, 0, 2)), places(n));
    return b.scan(body, n, List.of(none), rows, List.of(lines)).get(0);
  }

  /** Returns where x comes before y, or is its equal and stands before it. */
  private static Node before(GraphBuilder b, Node x, Node y, Node standsBefore) {
    Node less = less(b, x, y);
    Node equal = b.unary(Prim.NOT, b.binary(Prim.OR, less, less(b, y, x)));
    return b.binary(Prim.OR, less, b.binary(Prim.AND, equal, standsBefore));
  }

  private static Node less(GraphBuilder b, Node x, Node y) {
    Node below = b.binary(Prim.LT, x, y);
    if (!x.dtype().isFloating()) {
      return below;
    }
    Node number = b.binary(Prim.EQ, x, x);
    return b.binary(Prim.OR, below, b.binary(Prim.AND, number, b.binary(Prim.NE, y, y)));
  }

  /** Returns for each place (axis 1) the element whose rank it is. */
  private Node inverse(Node ranks) {
    Shape shape = ranks.shape();
    int n = shape.extent(1);
    Node elements = b.broadcast(places(n), shape, Ints.of(1));
    if (n <= SHORT) {
      Node wanted = b.reshape(places(n), Shape.of(1, n, 1, 1));
      Node hit = b.binary(Prim.EQ, b.reshape(ranks, shape.inserted(1, 1)), wanted);
      Node all = b.reshape(elements, shape.inserted(1, 1));
      Node zero = b.constant(Tensor.filled(DType.INT64, Shape.SCALAR, 0));
      return b.reduce(Prim.SUM, b.where(hit, all, zero), Ints.of(2));
    }
    Node flat = Sorting.flat(b, ranks, 1);
    Node none = b.filledLike(flat, 0);
    Node line = b.reshape(elements, flat.shape());
    return b.reshape(b.make(Prim.SCATTER_ADD, 0, List.of(none, flat, line)), shape);
  }

  /** Returns how many elements of a sorted vector come before each value, or are its equals. */
  Node searchSorted(Node sorted, Node values, boolean right) {
    int n = sorted.shape().size();
    Node own = b.reshape(numbers(values), values.shape().inserted(values.shape().rank(), 1));
    Node all = numbers(sorted);
    Node passed = right ? b.unary(Prim.NOT, less(b, own, all)) : less(b, all, own);
    int last = values.shape().rank();
    Node spread = b.broadcastTo(passed, values.shape().inserted(last, n));
    return b.reduce(Prim.SUM, b.cast(spread, DType.INT64), Ints.of(last));
  }
}
