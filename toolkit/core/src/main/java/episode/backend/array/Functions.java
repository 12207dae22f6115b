package episode.backend.array;

import episode.expr.CodyErfc;
import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;

/** Functions of FLOAT64 nodes by elementary primitives. For one graph. */
final class Functions {
  /** Numbers from 2⁵² on are integers. */
  private static final double INTEGERS_FROM = 0x1p52;

  private static final double ERF_SMALL = 0.46875;

  /** Beyond, 1 − erf is below 1e-16. */
  private static final double ERF_LARGE = 6;

  /**
   * W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969).
   */
  private static final double[] ERF_ABOVE = {
    3.20937758913846947e03,
    3.77485237685302021e02,
    1.13864154151050156e02,
    3.16112374387056560e00,
    1.85777706184603153e-1
  };

  private static final double[] ERF_BELOW = {
    2.84423683343917062e03,
    1.28261652607737228e03,
    2.44024637934444173e02,
    2.36012909523441209e01,
    1
  };

  private final GraphBuilder b;
  private final Formulas f;

  Functions(GraphBuilder builder, Formulas formulas) {
    b = builder;
    f = formulas;
  }

  /** Adding 2⁵² leaves no place for a fraction, and rounds halves to the even integer. */
  Node round(Node x) {
    Node size = b.unary(Prim.ABS, x);
    Node cut = f.plus(f.plus(size, INTEGERS_FROM), -INTEGERS_FROM);
    Node value = b.where(f.below(size, INTEGERS_FROM), cut, size);
    return b.where(f.below(x, 0), b.neg(value), value);
  }

  /**
   * W. Kahan's (u − 1) x / log u with u = eˣ; N. J. Higham, Accuracy and Stability of Numerical
   * Algorithms (2002), section 1.14.1.
   */
  Node expm1(Node x) {
    Node u = b.unary(Prim.EXP, x);
    Node less = f.plus(u, -1);
    Node one = f.is(u, f.number(1));
    Node ratio = b.div(b.mul(less, x), b.unary(Prim.LOG, u));
    Node near = f.below(b.unary(Prim.ABS, x), 1);
    return b.where(one, x, b.where(near, ratio, less));
  }

  /** log u + (x − (u − 1)) / u, where u is 1 + x rounded. */
  Node log1p(Node x) {
    Node u = f.plus(x, 1);
    Node lost = b.sub(x, f.plus(u, -1));
    Node log = b.unary(Prim.LOG, u);
    Node zero = f.is(lost, f.number(0));
    Node exact = f.either(zero, f.is(u, f.number(Double.POSITIVE_INFINITY)));
    Node value = b.where(exact, log, b.add(log, b.div(lost, u)));
    return b.where(f.is(u, f.number(1)), x, value);
  }

  /** By e^(−2|x|) − 1, which never overflows. */
  Node tanh(Node x) {
    Node less = expm1(f.times(-2, b.unary(Prim.ABS, x)));
    Node value = b.div(less, f.plus(less, 2));
    return b.where(f.below(x, 0), value, b.neg(value));
  }

  Node erf(Node x) {
    Node size = b.unary(Prim.ABS, x);
    Node square = b.mul(x, x);
    Node small = b.div(f.polynomial(square, ERF_ABOVE), f.polynomial(square, ERF_BELOW));
    Node y = b.where(f.above(size, ERF_LARGE), f.number(ERF_LARGE), size);
    Node ratio = b.div(f.polynomial(y, CodyErfc.above()), f.polynomial(y, CodyErfc.below()));
    Node large = f.minus(1, b.mul(b.unary(Prim.EXP, b.neg(b.mul(y, y))), ratio));
    Node signed = b.where(f.below(x, 0), b.neg(large), large);
    return b.where(f.above(size, ERF_SMALL), signed, b.mul(x, small));
  }

  /** The angle of the point (x, y), by the arctangent of the smaller over the larger size. */
  Node atan2(Node y, Node x) {
    Node high = b.unary(Prim.ABS, y);
    Node wide = b.unary(Prim.ABS, x);
    Node flat = b.binary(Prim.LT, high, wide);
    Node least = b.where(flat, high, wide);
    Node most = b.where(flat, wide, high);
    Node origin = f.is(most, f.number(0));
    Node diagonal = b.where(origin, f.number(0), f.number(1));
    Node ratio = b.where(f.is(least, most), diagonal, b.div(least, most));
    Node angle = b.unary(Prim.ATAN, ratio);
    Node steep = b.where(b.binary(Prim.LT, wide, high), f.minus(Math.PI / 2, angle), angle);
    Node half = b.where(isNegative(x), f.minus(Math.PI, steep), steep);
    return b.where(isNegative(y), b.neg(half), half);
  }

  /** Returns whether a number is below 0 or the negative zero. */
  private Node isNegative(Node x) {
    return f.either(f.below(x, 0), f.below(f.inverse(x), 0));
  }

  /** The remainder of the sizes, given the dividend's sign, then moved to the divisor's. */
  Node mod(Node x, Node y) {
    Node dividend = b.unary(Prim.ABS, x);
    Node divisor = b.unary(Prim.ABS, y);
    Node whole = b.unary(Prim.FLOOR, b.div(dividend, divisor));
    Node zero = f.number(0);
    Node rest = b.sub(dividend, b.mul(divisor, whole));
    // A quotient that was rounded up leaves less than 0, one of 2⁵³ and more leaves nothing known.
    Node raised = b.where(f.below(rest, 0), b.add(rest, divisor), rest);
    Node within = f.both(b.binary(Prim.LT, raised, divisor), b.binary(Prim.LE, zero, raised));
    Node known = b.where(within, raised, zero);
    Node size = b.where(b.binary(Prim.LT, dividend, divisor), dividend, known);
    Node left = f.below(x, 0);
    Node remainder = b.where(left, b.neg(size), size);
    Node crosses = b.binary(Prim.NE, b.cast(left, DType.INT64), b.cast(f.below(y, 0), DType.INT64));
    Node moved = b.where(crosses, b.add(remainder, y), remainder);
    Node value = b.where(f.is(size, zero), zero, moved);
    Node undefined = f.either(f.isNaN(b.sub(x, x)), f.either(f.isNaN(y), f.is(y, zero)));
    return b.where(undefined, f.number(Double.NaN), value);
  }
}
