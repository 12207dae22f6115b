package episode.transform;

import static episode.transform.Folding.is;

import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;

/**
 * Forms of logarithms that neither overflow nor cancel. Each is recognised where it is made
 * already, so that simplifying twice changes nothing.
 */
final class Stable {
  private Stable() {}

  static Node log(Simplifier s, Node x) {
    Node one = x.prim() == Prim.ADD || x.prim() == Prim.SUB ? x.input(0) : x;
    if (x.prim() == Prim.EXP) {
      return x.input(0); // log exp x
    }
    if (x.prim() == Prim.ADD && is(one, 1)) {
      return s.unary(Prim.LOG1P, x.input(1)); // log(1 + x)
    }
    if (x.prim() == Prim.ADD && is(x.input(1), 1)) {
      return s.unary(Prim.LOG1P, one); // log(x + 1)
    }
    if (x.prim() == Prim.SUB && is(one, 1)) {
      return s.unary(Prim.LOG1P, s.unary(Prim.NEG, x.input(1))); // log(1 − x)
    }
    if (x.prim() == Prim.ADD && one.prim() == Prim.EXP && x.input(1).prim() == Prim.EXP) {
      return logAddExp(s, one.input(0), x.input(1).input(0));
    }
    if (x.prim() == Prim.SUM && x.input(0).prim() == Prim.EXP) {
      return logSumExp(s, x, x.input(0).input(0));
    }
    return s.raw(Prim.LOG, Node.NONE, List.of(x));
  }

  static Node log1p(Simplifier s, Node x) {
    if (x.prim() == Prim.EXPM1) {
      return x.input(0); // log(1 + (exp x − 1))
    }
    if (x.prim() == Prim.EXP && !isNotPositive(x.input(0))) {
      return softplus(s, x.input(0));
    }
    return s.raw(Prim.LOG1P, Node.NONE, List.of(x));
  }

  /**
   * log(1 + exp x) = max(x, 0) + log(1 + exp(−|x|)), written with conditions: maximum and modulus
   * have kinks, and the second derivative at 0 would be wrong.
   */
  private static Node softplus(Simplifier s, Node x) {
    Node zero = s.filled(x, 0);
    Node positive = s.binary(Prim.LT, zero, x);
    Node below = s.where(positive, s.unary(Prim.NEG, x), x);
    Node small = s.raw(Prim.LOG1P, Node.NONE, List.of(s.unary(Prim.EXP, below)));
    return s.binary(Prim.ADD, s.where(positive, x, zero), small);
  }

  /**
   * Whether x is a difference or a number with its sign chosen such that it is never positive, as
   * the forms here make it.
   */
  static boolean isNotPositive(Node x) {
    if (x.prim() == Prim.BROADCAST) {
      return isNotPositive(x.input(0));
    }
    if (x.prim() != Prim.WHERE || x.input(0).prim() != Prim.LT) {
      return false;
    }
    if (is(x.input(2), 0)) {
      return isNotPositive(x.input(1));
    }
    Node low = x.input(0).input(0);
    Node high = x.input(0).input(1);
    boolean ofSign = is(low, 0) && x.input(2) == high;
    boolean ofOrder = isDifference(x.input(1), low, high) && isDifference(x.input(2), high, low);
    return ofOrder || ofSign && isNegation(x.input(1), high);
  }

  private static boolean isDifference(Node x, Node y, Node z) {
    return x.prim() == Prim.SUB && x.input(0) == y && x.input(1) == z;
  }

  private static boolean isNegation(Node x, Node y) {
    return switch (x.prim()) {
      case NEG -> x.input(0) == y;
      case SUB -> isDifference(y, x.input(1), x.input(0));
      case MUL -> y.prim() == Prim.MUL && x.input(1) == y.input(1);
      default -> y.prim() == Prim.NEG && y.input(0) == x;
    };
  }

  /** log(exp x + exp y) = h + log(1 + exp(l − h)), h the larger one, l the smaller. */
  private static Node logAddExp(Simplifier s, Node x, Node y) {
    Node larger = s.binary(Prim.LT, y, x);
    Node high = s.where(larger, x, y);
    Node gap = s.where(larger, s.binary(Prim.SUB, y, x), s.binary(Prim.SUB, x, y));
    Node infinity = s.filled(high, Double.POSITIVE_INFINITY);
    Node finite = s.binary(Prim.LT, s.unary(Prim.ABS, high), infinity);
    Node exponent = s.where(finite, gap, s.filled(gap, 0));
    Node small = s.raw(Prim.LOG1P, Node.NONE, List.of(s.unary(Prim.EXP, exponent)));
    return s.binary(Prim.ADD, high, small);
  }

  /** log Σ exp x = m + log Σ exp(x − m) with m the maximum, or 0 where that is infinite. */
  private static Node logSumExp(Simplifier s, Node sum, Node x) {
    if (x.prim() == Prim.SUB && isMaximum(x.input(1), x.input(0))) {
      return s.raw(Prim.LOG, Node.NONE, List.of(sum));
    }
    Ints axes = sum.axes();
    Node maximum = s.make(Prim.REDUCE_MAX, axes, List.of(x));
    Node infinity = s.filled(maximum, Double.POSITIVE_INFINITY);
    Node finite = s.binary(Prim.LT, s.unary(Prim.ABS, maximum), infinity);
    Node shift = s.where(finite, maximum, s.filled(maximum, 0));
    Node spread = s.broadcast(shift, x.shape(), Terms.others(x.shape().rank(), axes));
    Node shifted = s.sum(s.unary(Prim.EXP, s.binary(Prim.SUB, x, spread)), axes);
    return s.binary(Prim.ADD, shift, s.raw(Prim.LOG, Node.NONE, List.of(shifted)));
  }

  private static boolean isMaximum(Node shift, Node x) {
    Node inner = shift;
    while (inner.prim() == Prim.BROADCAST || inner.prim() == Prim.RESHAPE) {
      inner = inner.input(0);
    }
    Node chosen = inner.prim() == Prim.WHERE ? inner.input(1) : inner;
    return chosen.prim() == Prim.REDUCE_MAX && chosen.input(0) == x;
  }
}
