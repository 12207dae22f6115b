package episode.op;

import static episode.op.Matrices.number;
import static episode.op.Matrices.scaled;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Special;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.Erfc;

/** A function of {@link Elementwise} with one operand: value, nodes and derivative, a row each. */
record FunctionOfOne(Kind kind) implements Pointwise {
  private static final double LOG_2 = Math.log(2);
  private static final double LOG_10 = Math.log(10);

  /** From here on x² + 1 is x². */
  private static final double LARGE = 0x1p28;

  /** The functions. */
  enum Kind {
    SOFTPLUS("Softplus"),
    LOG1MEXP("Log1mExp"),
    SIGMOID("Sigmoid"),
    LOG_SIGMOID("LogSigmoid"),
    LOGIT("Logit"),
    ASINH("Asinh"),
    ACOSH("Acosh"),
    ATANH("Atanh"),
    EXP2("Exp2"),
    LOG2("Log2"),
    LOG10("Log10"),
    GAMMALN("GammaLn"),
    DIGAMMA("Digamma"),
    TRIGAMMA("Trigamma"),
    ERFC("Erfc");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  @Override
  public String name() {
    return kind.title;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public double value(double[] operands) {
    double x = operands[0];
    return switch (kind) {
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case LOG1MEXP -> x > -LOG_2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
      case SIGMOID -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
      case LOG_SIGMOID -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
      case LOGIT -> logit(x);
      case ASINH -> Math.copySign(asinh(Math.abs(x)), x);
      case ACOSH ->
          x > LARGE ? Math.log(x) + LOG_2 : Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
      case ATANH -> Math.copySign(0.5, x) * Math.log1p(2 * Math.abs(x) / (1 - Math.abs(x)));
      case EXP2 -> Math.pow(2, x);
      case LOG2 -> Math.log(x) / LOG_2;
      case LOG10 -> Math.log10(x);
      case GAMMALN -> Special.lgamma(x);
      case DIGAMMA -> Special.polygamma(0, x);
      case TRIGAMMA -> Special.polygamma(1, x);
      case ERFC -> Erfc.value(x);
    };
  }

  private static double logit(double x) {
    double s = 2 * (x - 0.5);
    boolean inside = Math.abs(s) < 0.5;
    return inside ? Math.log1p(s) - Math.log1p(-s) : Math.log(x) - Math.log1p(-x);
  }

  private static double asinh(double x) {
    return x > LARGE ? Math.log(x) + LOG_2 : Math.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
    return Optional.of(List.of(lowered(builder, operands.get(0))));
  }

  private Node lowered(GraphBuilder b, Node x) {
    return switch (kind) {
      case SOFTPLUS ->
          b.add(b.binary(Prim.MAX, x, number(b, x, 0)), b.unary(Prim.LOG1P, decay(b, x)));
      case LOG_SIGMOID ->
          b.sub(b.binary(Prim.MIN, x, number(b, x, 0)), b.unary(Prim.LOG1P, decay(b, x)));
      case LOG1MEXP -> {
        Node near = b.unary(Prim.LOG, b.neg(b.unary(Prim.EXPM1, x)));
        Node far = b.unary(Prim.LOG1P, b.neg(b.unary(Prim.EXP, x)));
        yield b.where(b.binary(Prim.LT, number(b, x, -LOG_2), x), near, far);
      }
      case SIGMOID -> {
        Node e = decay(b, x);
        Node one = number(b, x, 1);
        Node above = b.where(b.binary(Prim.LT, x, number(b, x, 0)), e, one);
        yield b.div(above, b.add(one, e));
      }
      case LOGIT -> {
        Node s = scaled(b, b.sub(x, number(b, x, 0.5)), 2);
        Node inside = b.binary(Prim.LT, b.unary(Prim.ABS, s), number(b, x, 0.5));
        Node log = b.unary(Prim.LOG, x);
        Node other = b.unary(Prim.LOG1P, b.neg(x));
        Node near = b.sub(b.unary(Prim.LOG1P, s), b.unary(Prim.LOG1P, b.neg(s)));
        yield b.where(inside, near, b.sub(log, other));
      }
      case ASINH -> asinh(b, x);
      case ACOSH -> acosh(b, x);
      case ATANH -> {
        Node size = b.unary(Prim.ABS, x);
        Node ratio = b.div(scaled(b, size, 2), b.sub(number(b, x, 1), size));
        yield signed(b, x, scaled(b, b.unary(Prim.LOG1P, ratio), 0.5));
      }
      case EXP2 -> b.binary(Prim.POW, number(b, x, 2), x);
      case LOG2 -> b.div(b.unary(Prim.LOG, x), number(b, x, LOG_2));
      case LOG10 -> b.div(b.unary(Prim.LOG, x), number(b, x, LOG_10));
      case GAMMALN -> b.unary(Prim.LGAMMA, x);
      case DIGAMMA -> polygamma(b, 0, x);
      case TRIGAMMA -> polygamma(b, 1, x);
      case ERFC -> ErfcFormula.of(b, x);
    };
  }

  /** Returns the exponential of −|x|. */
  private static Node decay(GraphBuilder b, Node x) {
    return b.unary(Prim.EXP, b.neg(b.unary(Prim.ABS, x)));
  }

  /** Returns an even function's value with the sign of x. */
  private static Node signed(GraphBuilder b, Node x, Node value) {
    return b.where(b.binary(Prim.LT, x, number(b, x, 0)), b.neg(value), value);
  }

  private static Node polygamma(GraphBuilder b, int order, Node x) {
    return b.make(Prim.POLYGAMMA, order, List.of(x));
  }

  private static Node asinh(GraphBuilder b, Node x) {
    Node size = b.unary(Prim.ABS, x);
    Node one = number(b, x, 1);
    Node square = b.mul(x, x);
    Node root = b.unary(Prim.SQRT, b.add(one, square));
    Node near = b.unary(Prim.LOG1P, b.add(size, b.div(square, b.add(one, root))));
    return signed(b, x, chosen(b, size, near));
  }

  private static Node acosh(GraphBuilder b, Node x) {
    Node less = b.sub(x, number(b, x, 1));
    Node root = b.unary(Prim.SQRT, b.mul(less, b.add(x, number(b, x, 1))));
    return chosen(b, x, b.unary(Prim.LOG1P, b.add(less, root)));
  }

  /** Returns log 2x for large x, else what is given. */
  private static Node chosen(GraphBuilder b, Node x, Node near) {
    Node far = b.add(b.unary(Prim.LOG, x), number(b, x, LOG_2));
    return b.where(b.binary(Prim.LT, number(b, x, LARGE), x), far, near);
  }

  @Override
  public Node partial(GraphBuilder b, List<Node> operands, Node y, int operand) {
    Node x = operands.get(0);
    Node one = number(b, x, 1);
    return switch (kind) {
      case SOFTPLUS -> apply(b, Kind.SIGMOID, x);
      case LOG_SIGMOID -> apply(b, Kind.SIGMOID, b.neg(x));
      case SIGMOID -> b.mul(y, apply(b, Kind.SIGMOID, b.neg(x)));
      case LOG1MEXP -> b.div(b.unary(Prim.EXP, x), b.unary(Prim.EXPM1, x));
      case LOGIT -> b.div(one, b.mul(x, b.sub(one, x)));
      case ASINH -> b.div(one, b.unary(Prim.SQRT, b.add(one, b.mul(x, x))));
      case ACOSH -> b.div(one, b.unary(Prim.SQRT, b.mul(b.sub(x, one), b.add(x, one))));
      case ATANH -> b.div(one, b.mul(b.sub(one, x), b.add(one, x)));
      case EXP2 -> scaled(b, y, LOG_2);
      case LOG2 -> b.div(one, scaled(b, x, LOG_2));
      case LOG10 -> b.div(one, scaled(b, x, LOG_10));
      case GAMMALN -> polygamma(b, 0, x);
      case DIGAMMA -> polygamma(b, 1, x);
      case TRIGAMMA -> polygamma(b, 2, x);
      case ERFC -> scaled(b, b.unary(Prim.EXP, b.neg(b.mul(x, x))), -2 / Math.sqrt(Math.PI));
    };
  }

  private static Node apply(GraphBuilder b, Kind kind, Node x) {
    return b.apply(new FunctionOfOne(kind), List.of(x)).get(0);
  }
}
