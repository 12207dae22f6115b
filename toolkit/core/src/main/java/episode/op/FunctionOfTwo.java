package episode.op;

import static episode.op.Matrices.number;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;

/**
 * A function of {@link Elementwise} with two operands: value, nodes and derivatives, a row each.
 */
record FunctionOfTwo(Kind kind) implements Pointwise {

  /** The functions. */
  enum Kind {
    XLOGY("XLogY"),
    LOGADDEXP("LogAddExp"),
    HYPOT("Hypot");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  @Override
  public String name() {
    return kind.title;
  }

  @Override
  public int count() {
    return 2;
  }

  @Override
  public double value(double[] operands) {
    double x = operands[0];
    double y = operands[1];
    return switch (kind) {
      case XLOGY -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y);
      case LOGADDEXP ->
          Math.max(x, y) + (x == y ? Math.log(2) : Math.log1p(Math.exp(-Math.abs(x - y))));
      case HYPOT -> Math.hypot(x, y);
    };
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
    return Optional.of(List.of(lowered(builder, operands.get(0), operands.get(1))));
  }

  private Node lowered(GraphBuilder b, Node x, Node y) {
    return switch (kind) {
      case XLOGY -> {
        Node number = b.binary(Prim.EQ, y, y);
        Node zero = b.binary(Prim.AND, b.binary(Prim.EQ, x, number(b, x, 0)), number);
        yield b.where(zero, number(b, x, 0), b.mul(x, b.unary(Prim.LOG, y)));
      }
      case LOGADDEXP -> {
        Node less = b.neg(b.unary(Prim.ABS, difference(b, x, y)));
        yield b.add(b.binary(Prim.MAX, x, y), b.unary(Prim.LOG1P, b.unary(Prim.EXP, less)));
      }
      case HYPOT -> hypot(b, x, y);
    };
  }

  /** Returns x − y, 0 where both are the same infinity. */
  private static Node difference(GraphBuilder b, Node x, Node y) {
    Node infinite = Elementwise.isinf(b, x);
    Node same = b.binary(Prim.AND, b.binary(Prim.EQ, x, y), infinite);
    return b.where(same, number(b, x, 0), b.sub(x, y));
  }

  /** Returns the larger of both times √(1 + q²), q the ratio; ∞ beside NaN, as in C. */
  private static Node hypot(GraphBuilder b, Node x, Node y) {
    Node first = b.unary(Prim.ABS, x);
    Node second = b.unary(Prim.ABS, y);
    Node large = b.binary(Prim.MAX, first, second);
    Node zero = b.binary(Prim.EQ, large, number(b, x, 0));
    Node safe = b.where(zero, number(b, x, 1), large);
    Node ratio = b.div(b.binary(Prim.MIN, first, second), safe);
    Node root = b.unary(Prim.SQRT, b.add(number(b, x, 1), b.mul(ratio, ratio)));
    Node infinite = b.binary(Prim.OR, Elementwise.isinf(b, x), Elementwise.isinf(b, y));
    return b.where(infinite, number(b, x, Double.POSITIVE_INFINITY), b.mul(large, root));
  }

  @Override
  public Node partial(GraphBuilder b, List<Node> operands, Node value, int operand) {
    Node x = operands.get(0);
    Node y = operands.get(1);
    return switch (kind) {
      case XLOGY -> operand == 0 ? b.unary(Prim.LOG, y) : ratio(b, x, y);
      case LOGADDEXP ->
          Elementwise.sigmoid(b, operand == 0 ? difference(b, x, y) : difference(b, y, x));
      case HYPOT -> ratio(b, operands.get(operand), value);
    };
  }

  /** Returns x / y, 0 for 0 / 0. */
  private static Node ratio(GraphBuilder b, Node x, Node y) {
    Node zero = number(b, x, 0);
    Node both = b.binary(Prim.AND, b.binary(Prim.EQ, x, zero), b.binary(Prim.EQ, y, zero));
    return b.where(both, zero, b.div(x, y));
  }
}
