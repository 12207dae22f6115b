package episode.backend.array;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Primitives that a library of arrays may lack, or have in single precision or with other values at
 * NaN and infinity, written in those that every library has. Values are those of {@link
 * episode.expr.Perform} with an error of at most 1e-12 of the larger of |f(x)| and |x f′(x)|, over
 * all numbers; the sign of a zero is not kept. FLOAT32 is computed in FLOAT64 and rounded at the
 * end. For one node.
 */
public final class Elementary {
  private final GraphBuilder b = new GraphBuilder();
  private final List<Node> in = new ArrayList<>();

  private Elementary(Node node) {
    for (Node operand : node.inputs()) {
      in.add(b.input("x" + in.size(), operand.type()));
    }
  }

  /** Returns a graph of a node's operands that yields its value; empty where there is none. */
  public static Optional<Graph> lowered(Node node) {
    Elementary elementary = new Elementary(node);
    return elementary
        .value(node)
        .map(value -> elementary.b.build(node.prim().name(), List.of(value)));
  }

  /** Returns a primitive and the types of its operands, such as "POW of int64[3], int64[3]". */
  public static String described(Node node) {
    List<String> operands = new ArrayList<>();
    for (Node operand : node.inputs()) {
      operands.add(operand.type().toString());
    }
    return node.prim() + " of " + String.join(", ", operands);
  }

  private Optional<Node> value(Node node) {
    return switch (node.prim()) {
      case SIGN -> Optional.of(sign(in.get(0)));
      case ROUND, EXPM1, LOG1P, TANH, ERF, LGAMMA, POLYGAMMA, ATAN2 -> Optional.of(function(node));
      case MOD -> node.dtype().isFloating() ? Optional.of(function(node)) : Optional.empty();
      case MIN, MAX ->
          node.dtype() == DType.BOOL ? Optional.empty() : Optional.of(extreme(node.prim()));
      case REDUCE_MIN, REDUCE_MAX ->
          node.dtype() == DType.BOOL || in.get(0).shape().size() == 0
              ? Optional.empty()
              : Optional.of(fold(node));
      case ARGMAX -> Optional.of(argmax(node.index()));
      case SCATTER_ADD -> Optional.of(scatterAdd(node.index()));
      case CUMSUM, CUMPROD -> Optional.of(running(node));
      case MATMUL -> Optional.of(product());
      case INPUT, CONST, NEG, ABS, FLOOR, CEIL, SQRT, EXP, LOG, SIN, COS, TAN -> Optional.empty();
      case ASIN, ACOS, ATAN, SINH, COSH, CAST, ADD, SUB, MUL, DIV -> Optional.empty();
      case POW ->
          node.dtype() == DType.INT64
              ? Optional.of(IntegerPower.of(b, in.get(0), in.get(1)))
              : Optional.empty();
      case EQ, NE, LT, LE, AND, OR, NOT, WHERE, SUM, PROD -> Optional.empty();
      case BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CONCAT, GATHER -> Optional.empty();
      case CALL, SCAN, IF, WHILE, OP, HOST, PART -> Optional.empty();
    };
  }

  /** Returns a function of one or two floating operands, computed in FLOAT64. */
  private Node function(Node node) {
    Formulas f = new Formulas(b, node.shape());
    Node x = b.cast(in.get(0), DType.FLOAT64);
    Functions functions = new Functions(b, f);
    Node value =
        switch (node.prim()) {
          case ROUND -> functions.round(x);
          case EXPM1 -> functions.expm1(x);
          case LOG1P -> functions.log1p(x);
          case TANH -> functions.tanh(x);
          case ERF -> functions.erf(x);
          case LGAMMA -> new GammaFormulas(b, f, x).logGamma();
          case POLYGAMMA -> new GammaFormulas(b, f, x).polygamma(node.index());
          case MOD -> functions.mod(x, b.cast(in.get(1), DType.FLOAT64));
          case ATAN2 -> functions.atan2(x, b.cast(in.get(1), DType.FLOAT64));
          default -> throw new IllegalArgumentException(node.prim() + " is not lowered here");
        };
    return b.cast(value, node.dtype());
  }

  /** NaN is neither above nor below 0 and stays. */
  private Node sign(Node x) {
    Node zero = b.filledLike(x, 0);
    Node below = b.where(b.binary(Prim.LT, x, zero), b.filledLike(x, -1), x);
    return b.where(b.binary(Prim.LT, zero, x), b.filledLike(x, 1), below);
  }

  private Node extreme(Prim prim) {
    return extreme(prim, in.get(0), in.get(1));
  }

  private Node extreme(Prim prim, Node x, Node y) {
    Node first = prim == Prim.MIN ? b.binary(Prim.LT, x, y) : b.binary(Prim.LT, y, x);
    boolean floating = x.dtype().isFloating();
    Node chosen = floating ? b.binary(Prim.OR, first, b.binary(Prim.NE, x, x)) : first;
    return b.where(chosen, x, y);
  }

  /** Halves one axis after the other. */
  private Node fold(Node node) {
    Prim two = node.prim() == Prim.REDUCE_MIN ? Prim.MIN : Prim.MAX;
    Node x = in.get(0);
    for (int i = 0; i < node.axes().size(); i++) {
      int axis = node.axes().at(i);
      while (x.shape().extent(axis) > 1) {
        int extent = x.shape().extent(axis);
        int half = extent / 2;
        Node low = b.slice(x, axis, 0, half);
        Node folded = extreme(two, low, b.slice(x, axis, half, 2 * half));
        boolean odd = extent % 2 == 1;
        x = odd ? b.concat(List.of(folded, b.slice(x, axis, extent - 1, extent)), axis) : folded;
      }
    }
    return b.reshape(x, node.shape());
  }

  /** The smallest of the places of NaN, where there is one, else of the largest number. */
  private Node argmax(int axis) {
    Node x = in.get(0).dtype() == DType.BOOL ? b.cast(in.get(0), DType.INT64) : in.get(0);
    int extent = x.shape().extent(axis);
    Node largest = b.reduce(Prim.REDUCE_MAX, x, Ints.of(axis));
    Node spread = b.broadcastTo(b.reshape(largest, x.shape().with(axis, 1)), x.shape());
    Node hit = b.binary(Prim.OR, b.binary(Prim.EQ, x, spread), b.binary(Prim.NE, x, x));
    Node places = b.broadcast(counted(extent), x.shape(), Ints.of(axis));
    Node found = b.where(hit, places, b.filledLike(places, extent));
    return b.reduce(Prim.REDUCE_MIN, found, Ints.of(axis));
  }

  /** Returns 0, 1, 2, … */
  private Node counted(int extent) {
    long[] places = new long[extent];
    for (int i = 0; i < extent; i++) {
      places[i] = i;
    }
    return b.constant(Tensor.of(Shape.of(extent), places));
  }

  /** Each index in turn adds to the place that equals it; GATHER refuses a wrong one. */
  private Node scatterAdd(int axis) {
    Node x = in.get(0);
    int extent = x.shape().extent(axis);
    int count = in.get(1).shape().size();
    int inner = x.shape().strides()[axis];
    int outer = extent * inner == 0 ? 0 : x.shape().size() / (extent * inner);
    Shape spread = Shape.of(outer, extent, inner);
    Node places = counted(extent);
    Node at = b.make(Prim.GATHER, 0, List.of(places, b.reshape(in.get(1), Shape.of(count))));
    Node added = b.reshape(in.get(2), Shape.of(outer, count, inner));
    Node sum = b.reshape(x, spread);
    Node zero = b.filledLike(sum, 0);
    for (int k = 0; k < count; k++) {
      Node chosen = b.binary(Prim.EQ, places, b.element(at, 0, k));
      Node mask = b.broadcast(chosen, spread, Ints.of(1));
      Node part = b.broadcastTo(b.slice(added, 1, k, k + 1), spread);
      sum = b.add(sum, b.where(mask, part, zero));
    }
    return b.reshape(sum, x.shape());
  }

  /** Doubles the stretch that is summed up, until it covers the axis. */
  private Node running(Node node) {
    Attr.Cumulative along = (Attr.Cumulative) node.attribute();
    Prim two = node.prim() == Prim.CUMSUM ? Prim.ADD : Prim.MUL;
    int axis = along.axis();
    Node x = in.get(0);
    int extent = x.shape().extent(axis);
    for (int step = 1; step < extent; step *= 2) {
      Node neutral = b.slice(b.filledLike(x, two == Prim.ADD ? 0 : 1), axis, 0, step);
      Node shifted =
          along.reverse()
              ? b.concat(List.of(b.slice(x, axis, step, extent), neutral), axis)
              : b.concat(List.of(neutral, b.slice(x, axis, 0, extent - step)), axis);
      x = b.binary(two, x, shifted);
    }
    return x;
  }

  private Node product() {
    Node left = in.get(0);
    Node right = in.get(1);
    int rank = left.shape().rank();
    Node rows = b.reshape(left, left.shape().inserted(rank, 1));
    Node columns = b.reshape(right, right.shape().inserted(rank - 2, 1));
    return b.reduce(Prim.SUM, b.mul(rows, columns), Ints.of(rank - 1));
  }
}
