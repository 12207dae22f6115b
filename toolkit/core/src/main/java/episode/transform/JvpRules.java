package episode.transform;

import static episode.transform.Terms.add;
import static episode.transform.Terms.mul;
import static episode.transform.Terms.zeros;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forward derivative of every primitive that is no sub-graph: one row each. */
final class JvpRules {
  private JvpRules() {}

  /**
   * Returns the tangent of f.
   *
   * @param f the primitive over primal operands
   * @param t a tangent per operand, empty where it is zero; at least one is there
   */
  static Optional<Node> tangent(GraphBuilder b, Node f, List<Optional<Node>> t) {
    return switch (f.prim()) {
      case INPUT, CONST -> Optional.empty();
      case SIGN, FLOOR, CEIL, ROUND, EQ, NE, LT, LE, AND, OR, NOT, ARGMAX -> Optional.empty();
      case NEG, ABS, SQRT, EXP, LOG, EXPM1, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH ->
          diagonal(b, f, t);
      case TANH, ERF, LGAMMA, POLYGAMMA -> diagonal(b, f, t);
      case ADD, SUB, MUL, DIV, MOD, POW, MIN, MAX, ATAN2 -> diagonal(b, f, t);
      case WHERE -> Optional.of(where(b, f, t));
      case CAST, SUM, BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CUMSUM ->
          Optional.of(linear(b, f, t));
      case PROD ->
          Optional.of(
              b.reduce(Prim.SUM, mul(b, first(t), ReductionRules.productOfOthers(b, f)), f.axes()));
      case REDUCE_MIN, REDUCE_MAX ->
          Optional.of(
              b.reduce(Prim.SUM, mul(b, first(t), ReductionRules.extremumFactor(b, f)), f.axes()));
      case CUMPROD -> Optional.of(ReductionRules.cumulativeProductTimes(b, f, first(t), false));
      case CONCAT -> Optional.of(concat(b, f, t));
      case GATHER -> Optional.of(b.make(Prim.GATHER, f.attribute(), List.of(first(t), f.input(1))));
      case SCATTER_ADD -> Optional.of(scatterAdd(b, f, t));
      case MATMUL -> Optional.of(matmul(b, f, t));
      case CALL, SCAN, IF, WHILE, OP, HOST, PART ->
          throw new IllegalArgumentException(f.prim() + " is no rule's");
    };
  }

  private static Node first(List<Optional<Node>> t) {
    return t.get(0).orElseThrow();
  }

  private static Optional<Node> diagonal(GraphBuilder b, Node f, List<Optional<Node>> t) {
    Optional<Node> sum = Optional.empty();
    for (int k = 0; k < t.size(); k++) {
      if (t.get(k).isPresent()) {
        Node term = ElementwiseRules.times(b, f, k, t.get(k).get());
        sum = Optional.of(sum.isPresent() ? add(b, sum.get(), term) : term);
      }
    }
    return sum;
  }

  private static Node where(GraphBuilder b, Node f, List<Optional<Node>> t) {
    Node yes = t.get(1).isPresent() ? t.get(1).get() : zeros(b, f);
    Node no = t.get(2).isPresent() ? t.get(2).get() : zeros(b, f);
    return Terms.where(b, f.input(0), yes, no);
  }

  private static Node linear(GraphBuilder b, Node f, List<Optional<Node>> t) {
    return b.make(f.prim(), f.attribute(), List.of(first(t)));
  }

  /**
   * Neighbours that have tangents are joined and padded: zeros are not stored where PAD makes them.
   */
  private static Node concat(GraphBuilder b, Node f, List<Optional<Node>> t) {
    int from = 0;
    while (t.get(from).isEmpty()) {
      from++;
    }
    int to = t.size();
    while (t.get(to - 1).isEmpty()) {
      to--;
    }
    List<Node> parts = new ArrayList<>();
    for (int k = from; k < to; k++) {
      parts.add(t.get(k).isPresent() ? t.get(k).get() : zeros(b, f.input(k)));
    }
    Node joined = b.concat(parts, f.index());
    int low = extent(f, 0, from);
    int high = extent(f, to, t.size());
    return low + high == 0 ? joined : Terms.padded(b, joined, f.index(), low, high);
  }

  private static int extent(Node f, int from, int to) {
    int sum = 0;
    for (int k = from; k < to; k++) {
      sum += f.input(k).shape().extent(f.index());
    }
    return sum;
  }

  private static Node scatterAdd(GraphBuilder b, Node f, List<Optional<Node>> t) {
    if (t.get(2).isEmpty()) {
      return first(t);
    }
    Node base = t.get(0).isPresent() ? first(t) : zeros(b, f);
    return b.make(Prim.SCATTER_ADD, f.attribute(), List.of(base, f.input(1), t.get(2).get()));
  }

  private static Node matmul(GraphBuilder b, Node f, List<Optional<Node>> t) {
    if (t.get(1).isEmpty()) {
      return b.matmul(first(t), f.input(1));
    }
    Node second = b.matmul(f.input(0), t.get(1).get());
    return t.get(0).isEmpty() ? second : add(b, b.matmul(first(t), f.input(1)), second);
  }
}
