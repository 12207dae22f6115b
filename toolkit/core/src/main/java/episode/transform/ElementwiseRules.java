package episode.transform;

import static episode.transform.Terms.add;
import static episode.transform.Terms.div;
import static episode.transform.Terms.mul;
import static episode.transform.Terms.neg;
import static episode.transform.Terms.scaled;
import static episode.transform.Terms.sub;
import static episode.transform.Terms.unary;
import static episode.transform.Terms.where;
import static episode.transform.Terms.zeros;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;

/**
 * The derivatives of elementwise primitives. The Jacobian of an elementwise primitive is diagonal
 * and so its own transpose: one table serves the forward and the reverse derivative. A row is t
 * times the derivative by operand k, with x or (x, y) the operands and f the result.
 */
final class ElementwiseRules {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

  private ElementwiseRules() {}

  /** Returns whether a primitive's derivative by an operand is zero everywhere. */
  static boolean isFlat(Prim prim) {
    return switch (prim) {
      case SIGN, FLOOR, CEIL, ROUND, EQ, NE, LT, LE, AND, OR, NOT, ARGMAX -> true;
      default -> false;
    };
  }

  /**
   * Returns t · ∂f/∂(operand k).
   *
   * <p>A t that is masked, WHERE(c, u, 0), gives a masked result: what is computed where c does not
   * hold never meets the zero, for 0 · ∞ would be NaN.
   */
  static Node times(GraphBuilder b, Node f, int k, Node t) {
    if (t.prim() == Prim.WHERE && f.prim() != Prim.WHERE) {
      if (Terms.isZero(t.input(2))) {
        return where(b, t.input(0), times(b, f, k, t.input(1)), t.input(2));
      }
      if (Terms.isZero(t.input(1))) {
        return where(b, t.input(0), t.input(1), times(b, f, k, t.input(2)));
      }
    }
    return switch (f.prim().family()) {
      case UNARY -> unaryTimes(b, f, f.input(0), t);
      case BINARY -> k == 0 ? firstTimes(b, f, t) : secondTimes(b, f, t);
      case SELECT ->
          k == 1 ? where(b, f.input(0), t, zeros(b, t)) : where(b, f.input(0), zeros(b, t), t);
      default -> throw new IllegalArgumentException(f.prim() + " has no elementwise derivative");
    };
  }

  private static Node unaryTimes(GraphBuilder b, Node f, Node x, Node t) {
    return switch (f.prim()) {
      case NEG -> neg(b, t);
      case ABS -> mul(b, t, unary(b, Prim.SIGN, x)); // 0 at 0
      case SQRT -> div(b, scaled(b, 0.5, t), f);
      case EXP -> mul(b, t, f);
      case LOG -> div(b, t, x);
      case EXPM1 -> mul(b, t, unary(b, Prim.EXP, x));
      case LOG1P -> div(b, t, plusOne(b, x));
      case SIN -> mul(b, t, unary(b, Prim.COS, x));
      case COS -> neg(b, mul(b, t, unary(b, Prim.SIN, x)));
      case TAN -> mul(b, t, plusOne(b, mul(b, f, f)));
      case ASIN -> div(b, t, arcRoot(b, x));
      case ACOS -> neg(b, div(b, t, arcRoot(b, x)));
      case ATAN -> div(b, t, plusOne(b, mul(b, x, x)));
      case SINH -> mul(b, t, unary(b, Prim.COSH, x));
      case COSH -> mul(b, t, unary(b, Prim.SINH, x));
      case TANH -> mul(b, t, sub(b, b.filledLike(x, 1), mul(b, f, f)));
      case ERF -> mul(b, t, scaled(b, TWO_OVER_SQRT_PI, gauss(b, x)));
      case LGAMMA -> mul(b, t, b.make(Prim.POLYGAMMA, 0, List.of(x)));
      case POLYGAMMA -> mul(b, t, b.make(Prim.POLYGAMMA, f.index() + 1, List.of(x)));
      default -> throw new IllegalArgumentException(f.prim() + " has no unary derivative");
    };
  }

  private static Node firstTimes(GraphBuilder b, Node f, Node t) {
    Node x = f.input(0);
    Node y = f.input(1);
    return switch (f.prim()) {
      case ADD, SUB, MOD -> t;
      case MUL -> mul(b, t, y);
      case DIV -> div(b, t, y);
      case POW -> mul(b, t, powerByBase(b, x, y));
      case MIN -> chosen(b, x, y, t); // x < y, half of it on ties
      case MAX -> chosen(b, y, x, t); // y < x, half of it on ties
      case ATAN2 -> div(b, mul(b, t, y), squares(b, x, y));
      default -> throw new IllegalArgumentException(f.prim() + " has no binary derivative");
    };
  }

  private static Node secondTimes(GraphBuilder b, Node f, Node t) {
    Node x = f.input(0);
    Node y = f.input(1);
    return switch (f.prim()) {
      case ADD -> t;
      case SUB -> neg(b, t);
      case MUL -> mul(b, t, x);
      case DIV -> neg(b, mul(b, div(b, t, y), f));
      case MOD -> neg(b, mul(b, t, unary(b, Prim.FLOOR, div(b, x, y))));
      case POW -> mul(b, t, powerByExponent(b, f));
      case MIN -> chosen(b, y, x, t);
      case MAX -> chosen(b, x, y, t);
      case ATAN2 -> neg(b, div(b, mul(b, t, x), squares(b, x, y)));
      default -> throw new IllegalArgumentException(f.prim() + " has no binary derivative");
    };
  }

  private static Node plusOne(GraphBuilder b, Node x) {
    return add(b, b.filledLike(x, 1), x);
  }

  /** √(1 − x²) without cancellation near ±1. */
  private static Node arcRoot(GraphBuilder b, Node x) {
    Node one = b.filledLike(x, 1);
    return unary(b, Prim.SQRT, mul(b, sub(b, one, x), add(b, one, x)));
  }

  private static Node gauss(GraphBuilder b, Node x) {
    return unary(b, Prim.EXP, neg(b, mul(b, x, x)));
  }

  private static Node squares(GraphBuilder b, Node x, Node y) {
    return add(b, mul(b, x, x), mul(b, y, y));
  }

  /** y x^(y−1), and 0 where y is 0, for any x. */
  private static Node powerByBase(GraphBuilder b, Node x, Node y) {
    Node one = b.filledLike(y, 1);
    Node zero = zeros(b, y);
    Node constant = y.prim() == Prim.BROADCAST ? y.input(0) : y;
    if (constant.prim() == Prim.CONST && !hasZero(constant)) {
      return mul(b, y, b.make(Prim.POW, Node.NONE, List.of(x, sub(b, y, one))));
    }
    Node flat = b.make(Prim.EQ, Node.NONE, List.of(y, zero));
    Node less = where(b, flat, one, sub(b, y, one));
    return where(b, flat, zero, mul(b, y, b.make(Prim.POW, Node.NONE, List.of(x, less))));
  }

  private static boolean hasZero(Node constant) {
    for (int i = 0; i < constant.shape().size(); i++) {
      if (constant.constant().at(i) == 0) {
        return true;
      }
    }
    return false;
  }

  /** x^y log x, and x^y · 0 where x ≤ 0. */
  private static Node powerByExponent(GraphBuilder b, Node f) {
    Node x = f.input(0);
    Node outside = b.make(Prim.LE, Node.NONE, List.of(x, zeros(b, x)));
    Node safe = where(b, outside, b.filledLike(x, 1), x);
    return mul(b, f, unary(b, Prim.LOG, safe));
  }

  private static Node chosen(GraphBuilder b, Node low, Node high, Node t) {
    Node tie = b.make(Prim.EQ, Node.NONE, List.of(low, high));
    Node below = b.make(Prim.LT, Node.NONE, List.of(low, high));
    return where(b, below, t, where(b, tie, scaled(b, 0.5, t), zeros(b, t)));
  }
}
