package episode.backend.array;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;

/** Arithmetic on FLOAT64 nodes of one shape, and numbers beside them. For one graph. */
final class Formulas {
  /** Up to this size a number is an array of the graph, which saves an operation. */
  private static final int SMALL = 4096;

  private final GraphBuilder b;
  private final Shape shape;

  Formulas(GraphBuilder builder, Shape shape) {
    b = builder;
    this.shape = shape;
  }

  Node number(double value) {
    boolean small = shape.size() <= SMALL;
    return small
        ? b.constant(Tensor.filled(DType.FLOAT64, shape, value))
        : b.broadcastTo(b.constant(value), shape);
  }

  Node plus(Node x, double y) {
    return y == 0 ? x : b.add(x, number(y));
  }

  Node minus(double x, Node y) {
    return b.sub(number(x), y);
  }

  Node times(double x, Node y) {
    return x == 1 ? y : b.mul(number(x), y);
  }

  Node inverse(Node x) {
    return b.div(number(1), x);
  }

  Node below(Node x, double y) {
    return b.binary(Prim.LT, x, number(y));
  }

  Node above(Node x, double y) {
    return b.binary(Prim.LT, number(y), x);
  }

  Node is(Node x, Node y) {
    return b.binary(Prim.EQ, x, y);
  }

  Node isNaN(Node x) {
    return b.binary(Prim.NE, x, x);
  }

  Node both(Node x, Node y) {
    return b.binary(Prim.AND, x, y);
  }

  Node either(Node x, Node y) {
    return b.binary(Prim.OR, x, y);
  }

  /** Returns x to a power from 1 on. */
  Node power(Node x, int exponent) {
    Node product = x;
    for (int i = 1; i < exponent; i++) {
      product = b.mul(product, x);
    }
    return product;
  }

  /** Returns the sum of coefficient k times x to the power of k. */
  Node polynomial(Node x, double... coefficients) {
    Node value = number(coefficients[coefficients.length - 1]);
    for (int k = coefficients.length - 2; k >= 0; k--) {
      value = plus(b.mul(value, x), coefficients[k]);
    }
    return value;
  }
}
