package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values that a distribution or a parameter may take: an interval of the real line or of the
 * whole numbers. Immutable.
 *
 * @param low the lower end; −∞ where there is none
 * @param high the upper end; +∞ where there is none
 * @param whole whether only whole numbers count
 */
public record Support(Bound low, Bound high, boolean whole) {
  /** The real line. */
  public static final Support REAL =
      new Support(
          Bound.open(Double.NEGATIVE_INFINITY), Bound.open(Double.POSITIVE_INFINITY), false);

  /** The numbers above 0. */
  public static final Support POSITIVE = REAL.from(Bound.open(0));

  /** The numbers from 0 on. */
  public static final Support NONNEGATIVE = REAL.from(Bound.closed(0));

  /** The numbers from 0 to 1. */
  public static final Support UNIT = NONNEGATIVE.to(Bound.closed(1));

  /** The counts 0, 1, 2, … */
  public static final Support COUNT =
      new Support(Bound.closed(0), Bound.open(Double.POSITIVE_INFINITY), true);

  /** Returns this support with another lower end. */
  public Support from(Bound bound) {
    return new Support(bound, high, whole);
  }

  /** Returns this support with another upper end. */
  public Support to(Bound bound) {
    return new Support(low, bound, whole);
  }

  /**
   * Returns whether a number lies in the support.
   *
   * @param parameters the numbers that bounds refer to
   */
  public boolean contains(double x, double... parameters) {
    double least = low.value(parameters);
    double most = high.value(parameters);
    boolean above = low.isOpen() ? x > least : x >= least;
    boolean below = high.isOpen() ? x < most : x <= most;
    return above && below && (!whole || x == Math.rint(x));
  }

  /**
   * Returns a BOOL node that says where x lies in the support; empty where it surely does.
   *
   * @param parameters the nodes that bounds refer to
   */
  Optional<Node> contains(GraphBuilder b, Node x, List<Node> parameters) {
    if (isSurelyIn(x)) {
      return Optional.empty();
    }
    List<Node> conditions = new ArrayList<>();
    if (!low.isInfinite()) {
      Prim compare = low.isOpen() ? Prim.LT : Prim.LE;
      conditions.add(b.binary(compare, low.node(b, parameters), x));
    }
    if (!high.isInfinite()) {
      Prim compare = high.isOpen() ? Prim.LT : Prim.LE;
      conditions.add(b.binary(compare, x, high.node(b, parameters)));
    }
    if (whole) {
      conditions.add(b.binary(Prim.EQ, b.unary(Prim.FLOOR, x), x));
    }
    return conditions.stream().reduce((p, q) -> b.binary(Prim.AND, p, q));
  }

  private boolean isSurelyIn(Node x) {
    if (x.prim() != Prim.CONST || low.isParameter() || high.isParameter()) {
      return false;
    }
    Tensor values = x.constant();
    for (int i = 0; i < values.shape().size(); i++) {
      if (!contains(values.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns some point of the support, for places whose value is thrown away. */
  Node somePoint(GraphBuilder b, List<Node> parameters) {
    Node least = low.node(b, parameters);
    Node most = high.node(b, parameters);
    if (low.isInfinite()) {
      return high.isInfinite() ? b.constant(0) : b.sub(most, b.constant(1));
    }
    if (whole) {
      return least;
    }
    return high.isInfinite()
        ? b.add(least, b.constant(1))
        : b.mul(b.constant(0.5), b.add(least, most));
  }

  /** Returns the words that an error message uses. */
  @Override
  public String toString() {
    String kind = whole ? "whole numbers" : "numbers";
    if (low.isInfinite() && high.isInfinite()) {
      return "any " + kind;
    }
    if (high.isInfinite()) {
      return kind + (low.isOpen() ? " above " : " from ") + low + (low.isOpen() ? "" : " on");
    }
    if (low.isInfinite()) {
      return kind + (high.isOpen() ? " below " : " up to ") + high;
    }
    return kind + " between " + low + " and " + high;
  }
}
