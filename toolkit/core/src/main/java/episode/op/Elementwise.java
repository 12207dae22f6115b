package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;

/**
 * Functions of elements in forms that neither overflow nor cancel. Integers become FLOAT64, shapes
 * broadcast. Outside of a function's domain the value is NaN, as it is for NaN.
 */
public final class Elementwise {
  private Elementwise() {}

  /** Returns log(1 + eˣ); x itself for large x. */
  public static Node softplus(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.SOFTPLUS, x);
  }

  /** Returns log(1 − eˣ) for x ≤ 0; −∞ at 0. */
  public static Node log1mexp(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.LOG1MEXP, x);
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  public static Node sigmoid(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.SIGMOID, x);
  }

  /** Returns log(1 / (1 + e⁻ˣ)). */
  public static Node logSigmoid(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.LOG_SIGMOID, x);
  }

  /** Returns log(x / (1 − x)); ∓∞ at 0 and 1. */
  public static Node logit(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.LOGIT, x);
  }

  /** Returns the inverse of the hyperbolic sine. */
  public static Node asinh(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.ASINH, x);
  }

  /** Returns the inverse of the hyperbolic cosine, of x ≥ 1. */
  public static Node acosh(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.ACOSH, x);
  }

  /** Returns the inverse of the hyperbolic tangent; ±∞ at ±1. */
  public static Node atanh(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.ATANH, x);
  }

  /** Returns 2ˣ. */
  public static Node exp2(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.EXP2, x);
  }

  /** Returns the logarithm to base 2. */
  public static Node log2(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.LOG2, x);
  }

  /** Returns the logarithm to base 10. */
  public static Node log10(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.LOG10, x);
  }

  /** Returns log |Γ(x)|; ∞ at 0 and the negative integers. */
  public static Node gammaln(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.GAMMALN, x);
  }

  /** Returns the derivative of log Γ(x). */
  public static Node digamma(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.DIGAMMA, x);
  }

  /** Returns the second derivative of log Γ(x). */
  public static Node trigamma(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.TRIGAMMA, x);
  }

  /** Returns 1 − erf x, with all digits where it is small. */
  public static Node erfc(GraphBuilder b, Node x) {
    return of(b, FunctionOfOne.Kind.ERFC, x);
  }

  /** Returns x log x; 0 at 0. */
  public static Node xlogx(GraphBuilder b, Node x) {
    return xlogy(b, x, x);
  }

  /** Returns x log y; 0 where x is 0 and y is a number. */
  public static Node xlogy(GraphBuilder b, Node x, Node y) {
    return Pointwise.applied(b, new FunctionOfTwo(FunctionOfTwo.Kind.XLOGY), x, y);
  }

  /** Returns log(eˣ + eʸ), at infinities too. */
  public static Node logaddexp(GraphBuilder b, Node x, Node y) {
    return Pointwise.applied(b, new FunctionOfTwo(FunctionOfTwo.Kind.LOGADDEXP), x, y);
  }

  /** Returns √(x² + y²) without overflow; at (0, 0) its derivative is 0. */
  public static Node hypot(GraphBuilder b, Node x, Node y) {
    return Pointwise.applied(b, new FunctionOfTwo(FunctionOfTwo.Kind.HYPOT), x, y);
  }

  /** Returns whether an element is NaN; of numbers of any type. */
  public static Node isnan(GraphBuilder b, Node x) {
    return b.binary(Prim.NE, x, x);
  }

  /** Returns whether an element is ±∞. */
  public static Node isinf(GraphBuilder b, Node x) {
    Node infinity = b.constant(Double.POSITIVE_INFINITY);
    return b.binary(Prim.EQ, b.unary(Prim.ABS, x), b.cast(infinity, floating(x)));
  }

  /** Returns whether an element is neither infinite nor NaN. */
  public static Node isfinite(GraphBuilder b, Node x) {
    Node infinity = b.constant(Double.POSITIVE_INFINITY);
    return b.binary(Prim.LT, b.unary(Prim.ABS, x), b.cast(infinity, floating(x)));
  }

  private static DType floating(Node x) {
    return x.dtype().isFloating() ? x.dtype() : DType.FLOAT64;
  }

  private static Node of(GraphBuilder b, FunctionOfOne.Kind kind, Node x) {
    return Pointwise.applied(b, new FunctionOfOne(kind), x);
  }
}
