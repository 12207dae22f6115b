package episode.transform;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.transform.Complex.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * Elementwise functions of complex numbers x = a + ib: a row per primitive, from the definition of
 * the function on the complex plane and not from its derivative. Choices follow the real parts.
 */
final class ComplexRules {
  private static final int ERF_TERMS = 13;

  private final GraphBuilder b;
  private final Complex c;

  ComplexRules(GraphBuilder b) {
    this.b = b;
    c = new Complex(b);
  }

  /**
   * Returns an elementwise primitive of complex operands, one of which has an imaginary part.
   *
   * @param node the primitive over real operands
   */
  Pair of(Node node, List<Pair> in) {
    Pair x = in.get(0);
    return switch (node.prim()) {
      case NEG -> c.neg(x);
      case ABS -> c.mul(x, Pair.real(b.unary(Prim.SIGN, x.re())));
      case SIGN, FLOOR, CEIL, ROUND, EQ, NE, LT, LE, AND, OR, NOT -> real(node, in);
      case SQRT -> c.sqrt(x);
      case EXP -> c.exp(x);
      case LOG -> c.log(x);
      case EXPM1 -> Pair.of(b.unary(Prim.EXPM1, x.re()), c.im(c.exp(x)));
      case LOG1P -> Pair.of(b.unary(Prim.LOG1P, x.re()), c.im(c.log(c.add(c.number(x, 1), x))));
      case SIN -> circular(x, Prim.SIN, Prim.COS, 1);
      case COS -> circular(x, Prim.COS, Prim.SIN, -1);
      case TAN -> c.div(circular(x, Prim.SIN, Prim.COS, 1), circular(x, Prim.COS, Prim.SIN, -1));
      case ASIN -> c.asin(x);
      case ACOS -> Pair.of(b.unary(Prim.ACOS, x.re()), b.neg(c.im(c.asin(x))));
      case ATAN -> c.atan(x);
      case SINH -> hyperbolic(x, Prim.SINH, Prim.COSH);
      case COSH -> hyperbolic(x, Prim.COSH, Prim.SINH);
      case TANH -> tanh(x);
      case ERF -> erf(x);
      case LGAMMA -> new ComplexGamma(b).logGamma(x);
      case POLYGAMMA -> new ComplexGamma(b).polygamma(x, node.index());
      case CAST ->
          node.dtype().isFloating()
              ? new Pair(b.cast(x.re(), node.dtype()), x.im().map(im -> b.cast(im, node.dtype())))
              : real(node, in);
      case ADD -> c.add(x, in.get(1));
      case SUB -> c.sub(x, in.get(1));
      case MUL -> c.mul(x, in.get(1));
      case DIV -> c.div(x, in.get(1));
      case MOD -> mod(node, x, in.get(1));
      case POW -> c.pow(x, in.get(1));
      case MIN -> extremum(node, x, in.get(1), true);
      case MAX -> extremum(node, x, in.get(1), false);
      case ATAN2 -> atan2(node, x, in.get(1));
      case WHERE ->
          Pair.of(
              b.where(x.re(), in.get(1).re(), in.get(2).re()),
              b.where(x.re(), c.im(in.get(1)), c.im(in.get(2))));
      case INPUT, CONST, SUM, PROD, REDUCE_MIN, REDUCE_MAX, ARGMAX, BROADCAST, RESHAPE ->
          throw new AssertionError(node);
      case TRANSPOSE, SLICE, PAD, CONCAT, GATHER, SCATTER_ADD, CUMSUM, CUMPROD, MATMUL ->
          throw new AssertionError(node);
      case CALL, SCAN, IF, WHILE, OP, HOST, PART -> throw new AssertionError(node);
    };
  }

  /** Returns the primitive of the real parts, which is all that counts. */
  private Pair real(Node node, List<Pair> in) {
    List<Node> parts = new ArrayList<>();
    in.forEach(pair -> parts.add(pair.re()));
    return Pair.real(b.make(node.prim(), node.attribute(), parts));
  }

  /** sin(a + ib) = sin a cosh b + i cos a sinh b; cos the same with −. */
  private Pair circular(Pair x, Prim own, Prim other, int sign) {
    Node re = b.mul(b.unary(own, x.re()), b.unary(Prim.COSH, c.im(x)));
    Node im = b.mul(b.unary(other, x.re()), b.unary(Prim.SINH, c.im(x)));
    return Pair.of(re, sign > 0 ? im : b.neg(im));
  }

  /** sinh(a + ib) = sinh a cos b + i cosh a sin b; cosh likewise. */
  private Pair hyperbolic(Pair x, Prim own, Prim other) {
    return Pair.of(
        b.mul(b.unary(own, x.re()), b.unary(Prim.COS, c.im(x))),
        b.mul(b.unary(other, x.re()), b.unary(Prim.SIN, c.im(x))));
  }

  /** tanh(a + ib) = tanh a + i·tan b·(1 − tanh² a)/(1 + …), the difference by e⁻²|ᵃ|. */
  private Pair tanh(Pair x) {
    Node small = b.unary(Prim.EXP, b.mul(b.filledLike(x.re(), -2), b.unary(Prim.ABS, x.re())));
    Node one = b.filledLike(x.re(), 1);
    Node sech = b.div(b.mul(b.filledLike(x.re(), 4), small), c.square(b.add(one, small)));
    Node t = b.unary(Prim.TANH, x.re());
    Node tan = b.unary(Prim.TAN, c.im(x));
    Node im = b.div(b.mul(tan, sech), b.add(one, b.mul(c.square(t), c.square(tan))));
    return Pair.of(t, im);
  }

  /**
   * M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 7.1.29; the imaginary part is
   *
   * <pre>
   * e^(−a²) (sin 2ab / 2πa + 2/π Σ e^(−n²/4) (2a cosh nb sin 2ab + n sinh nb cos 2ab) / (n² + 4a²))
   * </pre>
   */
  private Pair erf(Pair x) {
    Node a = x.re();
    Node im = c.im(x);
    Node twice = b.mul(b.filledLike(a, 2), a);
    Node sin = b.unary(Prim.SIN, b.mul(twice, im));
    Node cos = b.unary(Prim.COS, b.mul(twice, im));
    Node zero = b.make(Prim.EQ, Node.NONE, List.of(a, b.filledLike(a, 0)));
    Node safe = b.where(zero, b.filledLike(a, 1), twice);
    Node sum = b.div(b.where(zero, im, b.div(sin, safe)), b.filledLike(a, Math.PI));
    for (int n = 1; n <= ERF_TERMS; n++) {
      Node angle = b.mul(b.filledLike(a, n), im);
      Node first = b.mul(b.mul(twice, b.unary(Prim.COSH, angle)), sin);
      Node second = b.mul(b.mul(b.filledLike(a, n), b.unary(Prim.SINH, angle)), cos);
      Node below = b.add(b.filledLike(a, (double) n * n), c.square(twice));
      Node weight = b.filledLike(a, 2 / Math.PI * Math.exp(-0.25 * n * n));
      sum = b.add(sum, b.mul(weight, b.div(b.add(first, second), below)));
    }
    return Pair.of(b.unary(Prim.ERF, a), b.mul(b.unary(Prim.EXP, b.neg(c.square(a))), sum));
  }

  /** x mod y = x − y·⌊x/y⌋ */
  private Pair mod(Node node, Pair x, Pair y) {
    Node whole = b.unary(Prim.FLOOR, b.div(x.re(), y.re()));
    Pair rest = c.sub(x, c.mul(y, Pair.real(whole)));
    return new Pair(real(node, List.of(x, y)).re(), rest.im());
  }

  /** The imaginary part of the one that wins by its real part, half of both for ties. */
  private Pair extremum(Node node, Pair x, Pair y, boolean smaller) {
    List<Node> order = smaller ? List.of(x.re(), y.re()) : List.of(y.re(), x.re());
    Node first = b.make(Prim.LT, Node.NONE, order);
    Node tie = b.make(Prim.EQ, Node.NONE, List.of(x.re(), y.re()));
    Node half = b.mul(b.filledLike(x.re(), 0.5), b.add(c.im(x), c.im(y)));
    Node im = b.where(tie, half, b.where(first, c.im(x), c.im(y)));
    return Pair.of(b.make(node.prim(), Node.NONE, List.of(x.re(), y.re())), im);
  }

  /** The imaginary part of atan(y/x), or of −atan(x/y) where that divides by the larger. */
  private Pair atan2(Node node, Pair y, Pair x) {
    Node flat =
        b.make(Prim.LE, Node.NONE, List.of(b.unary(Prim.ABS, y.re()), b.unary(Prim.ABS, x.re())));
    Node one = b.filledLike(x.re(), 1);
    Pair low = new Pair(b.where(flat, x.re(), one), x.im());
    Pair steep = new Pair(b.where(flat, one, y.re()), y.im());
    Node im = b.where(flat, c.im(c.atan(c.div(y, low))), b.neg(c.im(c.atan(c.div(x, steep)))));
    return Pair.of(real(node, List.of(y, x)).re(), im);
  }
}
