package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes nodes in their simplest form: the table of rules, one row per primitive. Operands are in
 * their simplest form already, and rules make what they yield through here again, so that one sweep
 * over a graph reaches a fixed point. Constant arrays of one value are kept as a scalar that is
 * broadcast. For one thread.
 */
final class Simplifier {
  private final GraphBuilder b = new GraphBuilder();
  private final Map<Node, Integer> order = new IdentityHashMap<>();

  /** Returns the node of a primitive, simplified. */
  Node make(Prim prim, Object attribute, List<Node> in) {
    if (prim == Prim.CONST) {
      return constant((Tensor) attribute);
    }
    if (Folding.isFoldable(prim, in)) {
      Node raw = raw(prim, attribute, in);
      if (Folding.isSmall(raw)) {
        return constant(Folding.value(raw));
      }
    }
    if (prim.isElementwise() && Spreading.applies(in)) {
      return Spreading.elementwise(this, prim, attribute, in);
    }
    return row(prim, attribute, in);
  }

  private Node row(Prim prim, Object attribute, List<Node> in) {
    return switch (prim) {
      case ADD -> Algebra.add(this, in.get(0), in.get(1));
      case SUB -> Algebra.sub(this, in.get(0), in.get(1));
      case MUL -> Products.mul(this, in.get(0), in.get(1));
      case DIV -> Products.div(this, in.get(0), in.get(1));
      case POW -> Products.pow(this, in.get(0), in.get(1));
      case NEG -> Algebra.neg(this, in.get(0));
      case ABS -> Algebra.abs(this, in.get(0));
      case MIN, MAX -> Algebra.extremum(this, prim, in.get(0), in.get(1));
      case CAST -> Algebra.cast(this, (DType) attribute, in.get(0));
      case LOG -> Stable.log(this, in.get(0));
      case LOG1P -> Stable.log1p(this, in.get(0));
      case AND -> Algebra.and(this, in.get(0), in.get(1));
      case OR -> Algebra.or(this, in.get(0), in.get(1));
      case NOT -> Algebra.not(this, in.get(0));
      case WHERE -> Algebra.where(this, in.get(0), in.get(1), in.get(2));
      case SUM -> Sums.sum(this, in.get(0), (Ints) attribute);
      case PROD -> Sums.prod(this, in.get(0), (Ints) attribute);
      case REDUCE_MIN, REDUCE_MAX -> Sums.extremum(this, prim, in.get(0), (Ints) attribute);
      case CUMSUM, CUMPROD -> Sums.cumulative(this, prim, in.get(0), (Attr.Cumulative) attribute);
      case BROADCAST -> Views.broadcast(this, in.get(0), (Attr.Broadcast) attribute);
      case RESHAPE -> Views.reshape(this, in.get(0), (Shape) attribute);
      case TRANSPOSE -> Views.transpose(this, in.get(0), (Ints) attribute);
      case SLICE -> Slices.slice(this, in.get(0), (Attr.Slice) attribute);
      case PAD -> Slices.pad(this, in.get(0), (Attr.Pad) attribute);
      case CONCAT -> Slices.concat(this, in, (Integer) attribute);
      case MATMUL -> MatrixProduct.matmul(this, in.get(0), in.get(1));
      case INPUT, CONST, SIGN, FLOOR, CEIL, ROUND, SQRT, EXP, EXPM1, SIN, COS, TAN, ASIN, ACOS ->
          raw(prim, attribute, in);
      case ATAN, SINH, COSH, TANH, ERF, LGAMMA, POLYGAMMA, MOD, ATAN2, EQ, NE, LT, LE ->
          raw(prim, attribute, in);
      case ARGMAX, GATHER, SCATTER_ADD, CALL, SCAN, IF, WHILE, OP, HOST, PART ->
          raw(prim, attribute, in);
    };
  }

  /** Returns the node as it stands. */
  Node raw(Prim prim, Object attribute, List<Node> in) {
    return seen(b.make(prim, attribute, in));
  }

  /** Remembers when a node was first seen, and returns it. */
  Node seen(Node node) {
    order.putIfAbsent(node, order.size());
    return node;
  }

  /** Returns whether the first node was made before the second; constants come first of all. */
  boolean isOrdered(Node x, Node y) {
    boolean xConstant = Folding.isConstant(x);
    boolean yConstant = Folding.isConstant(y);
    return xConstant == yConstant ? order.get(x) <= order.get(y) : xConstant;
  }

  Node constant(Tensor value) {
    int n = value.shape().size();
    if (n > 0 && !value.shape().isScalar() && value.isFilledWith(value.at(0))) {
      Node scalar = raw(Prim.CONST, Folding.first(value), List.of());
      return raw(Prim.BROADCAST, new Attr.Broadcast(value.shape(), Ints.of()), List.of(scalar));
    }
    return raw(Prim.CONST, value, List.of());
  }

  /** Returns the number as an array like the given one. */
  Node filled(Node like, double value) {
    Node scalar = raw(Prim.CONST, Tensor.filled(like.dtype(), Shape.SCALAR, value), List.of());
    return like.shape().isScalar() ? scalar : broadcast(scalar, like.shape(), Ints.of());
  }

  Node unary(Prim prim, Node x) {
    return make(prim, Node.NONE, List.of(x));
  }

  Node binary(Prim prim, Node x, Node y) {
    return make(prim, Node.NONE, List.of(x, y));
  }

  Node where(Node condition, Node x, Node y) {
    return make(Prim.WHERE, Node.NONE, List.of(condition, x, y));
  }

  Node broadcast(Node x, Shape shape, Ints dims) {
    return make(Prim.BROADCAST, new Attr.Broadcast(shape, dims), List.of(x));
  }

  Node reshape(Node x, Shape shape) {
    return make(Prim.RESHAPE, shape, List.of(x));
  }

  Node transpose(Node x, Ints permutation) {
    return make(Prim.TRANSPOSE, permutation, List.of(x));
  }

  Node sum(Node x, Ints axes) {
    return make(Prim.SUM, axes, List.of(x));
  }
}
