package episode.backend.array;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/**
 * POW of INT64 by products, from the highest bit of the exponent to the lowest; overflow wraps
 * around as in {@link episode.expr.Perform}. For one graph.
 */
final class IntegerPower {
  private static final int BITS = 63;

  private IntegerPower() {}

  private static Node number(GraphBuilder b, long value) {
    return b.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }

  static Node of(GraphBuilder b, Node x, Node y) {
    Node zero = number(b, 0);
    Node one = number(b, 1);
    Node below = b.binary(Prim.LT, y, zero);
    Node exponent = b.where(below, zero, y);
    long[] bits = new long[BITS];
    for (int i = 0; i < BITS; i++) {
      bits[i] = 1L << BITS - 1 - i;
    }
    List<Node> start = List.of(b.broadcastTo(one, x.shape()), exponent);
    List<Node> rows = List.of(b.constant(Tensor.of(Shape.of(BITS), bits)));
    Node power = b.scan(step(x.shape()), BITS, start, rows, List.of(x)).get(0);
    Node even = b.binary(Prim.EQ, b.binary(Prim.MOD, y, number(b, 2)), zero);
    Node sign = b.where(even, one, number(b, -1));
    Node negative = b.binary(Prim.EQ, x, number(b, -1));
    Node cut = b.where(negative, sign, b.where(b.binary(Prim.EQ, x, one), one, zero));
    return b.where(below, cut, power);
  }

  /** Squares the power so far; multiplies it by x where the exponent has this bit. */
  private static Graph step(Shape shape) {
    GraphBuilder b = new GraphBuilder();
    Type type = Type.array(DType.INT64, shape);
    Node power = b.input("power", type);
    Node rest = b.input("rest", type);
    Node bit = b.input("bit", Type.array(DType.INT64, Shape.SCALAR));
    Node x = b.input("x", type);
    Node square = b.mul(power, power);
    Node has = b.binary(Prim.LE, bit, rest);
    Node next = b.where(has, b.mul(square, x), square);
    return b.build("power", List.of(next, b.where(has, b.sub(rest, bit), rest)));
  }
}
