package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;

/**
 * A smooth one-to-one map from the real line onto an interval, elementwise. The ends are nodes of
 * any shapes that broadcast. The maps are those of the Stan reference manual, "Constraint
 * transforms". Immutable.
 */
public sealed interface Bijector {

  /** Returns x, inside the interval, for u on the real line. */
  Node forward(GraphBuilder b, Node u);

  /** Returns u for x inside the interval. */
  Node inverse(GraphBuilder b, Node x);

  /** Returns log |dx / du| at u. */
  Node logJacobian(GraphBuilder b, Node u);

  /** Returns the map onto the interval between two ends; an empty end is at infinity. */
  static Bijector between(Optional<Node> low, Optional<Node> high) {
    if (low.isPresent()) {
      return high.isPresent() ? new Interval(low.get(), high.get()) : new Above(low.get());
    }
    return high.isPresent() ? new Below(high.get()) : new Identity();
  }

  /**
   * Returns the map onto the support of a distribution at given parameters.
   *
   * @param parameters one node per parameter; an end that is a constant infinity is none
   */
  static Bijector onto(GraphBuilder b, Distribution distribution, List<Node> parameters) {
    return between(low(b, distribution, parameters), high(b, distribution, parameters));
  }

  private static Optional<Node> low(GraphBuilder b, Distribution family, List<Node> parameters) {
    Optional<Node> own = end(b, family.support().low(), parameters);
    if (family instanceof Truncated truncated) {
      List<Node> inner = parameters.subList(0, truncated.base().parameters().size());
      return tighter(b, Prim.MAX, own, low(b, truncated.base(), inner));
    }
    return own;
  }

  private static Optional<Node> high(GraphBuilder b, Distribution family, List<Node> parameters) {
    Optional<Node> own = end(b, family.support().high(), parameters);
    if (family instanceof Truncated truncated) {
      List<Node> inner = parameters.subList(0, truncated.base().parameters().size());
      return tighter(b, Prim.MIN, own, high(b, truncated.base(), inner));
    }
    return own;
  }

  private static Optional<Node> end(GraphBuilder b, Bound bound, List<Node> parameters) {
    Node node = bound.node(b, parameters);
    boolean none =
        node.isConstant(Double.NEGATIVE_INFINITY) || node.isConstant(Double.POSITIVE_INFINITY);
    return none ? Optional.empty() : Optional.of(node);
  }

  private static Optional<Node> tighter(
      GraphBuilder b, Prim choice, Optional<Node> one, Optional<Node> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    if (one.get() == other.get()) {
      return one;
    }
    return Optional.of(b.binary(choice, one.get(), other.get()));
  }

  /** x = u. */
  record Identity() implements Bijector {
    @Override
    public Node forward(GraphBuilder b, Node u) {
      return u;
    }

    @Override
    public Node inverse(GraphBuilder b, Node x) {
      return x;
    }

    @Override
    public Node logJacobian(GraphBuilder b, Node u) {
      return b.filledLike(u, 0);
    }
  }

  /** x = low + exp(u). */
  record Above(Node low) implements Bijector {
    @Override
    public Node forward(GraphBuilder b, Node u) {
      Node above = b.unary(Prim.EXP, u);
      return low.isConstant(0) ? above : b.add(low, above);
    }

    @Override
    public Node inverse(GraphBuilder b, Node x) {
      return b.unary(Prim.LOG, b.sub(x, low));
    }

    @Override
    public Node logJacobian(GraphBuilder b, Node u) {
      return u;
    }
  }

  /** x = high − exp(u). */
  record Below(Node high) implements Bijector {
    @Override
    public Node forward(GraphBuilder b, Node u) {
      return b.sub(high, b.unary(Prim.EXP, u));
    }

    @Override
    public Node inverse(GraphBuilder b, Node x) {
      return b.unary(Prim.LOG, b.sub(high, x));
    }

    @Override
    public Node logJacobian(GraphBuilder b, Node u) {
      return u;
    }
  }

  /** x = low + (high − low) / (1 + exp(−u)). */
  record Interval(Node low, Node high) implements Bijector {
    @Override
    public Node forward(GraphBuilder b, Node u) {
      Node e = b.unary(Prim.EXP, b.neg(b.unary(Prim.ABS, u)));
      Node isUpper = b.binary(Prim.LE, b.constant(0), u);
      Node logistic = b.div(b.where(isUpper, b.constant(1), e), b.add(b.constant(1), e));
      return b.add(low, b.mul(b.sub(high, low), logistic));
    }

    @Override
    public Node inverse(GraphBuilder b, Node x) {
      return b.sub(b.unary(Prim.LOG, b.sub(x, low)), b.unary(Prim.LOG, b.sub(high, x)));
    }

    @Override
    public Node logJacobian(GraphBuilder b, Node u) {
      Node size = b.unary(Prim.ABS, u);
      Node tail = b.unary(Prim.LOG1P, b.unary(Prim.EXP, b.neg(size)));
      Node slope = b.neg(b.add(size, b.mul(b.constant(2), tail)));
      return b.add(b.unary(Prim.LOG, b.sub(high, low)), slope);
    }
  }
}
