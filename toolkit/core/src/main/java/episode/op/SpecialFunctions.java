package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Special functions that are no primitives, element by element. FLOAT32 is computed in double
 * precision. Outside of a function's domain the value is NaN, as it is for NaN.
 */
public final class SpecialFunctions {
  private SpecialFunctions() {}

  /** Returns y of erf y = x; ±∞ at ±1, NaN outside of [−1, 1]. */
  public static Node erfinv(GraphBuilder b, Node x) {
    return Pointwise.applied(b, new ErfInv(), x);
  }

  /** Returns the distribution function of the standard normal, accurate in both tails. */
  public static Node normalCdf(GraphBuilder b, Node x) {
    return Pointwise.applied(b, new NormalCdf(), x);
  }

  /** Returns the regularized lower incomplete gamma function P(a, x), a &gt; 0 and x ≥ 0. */
  public static Node gammainc(GraphBuilder b, Node a, Node x) {
    return Pointwise.applied(b, new GammaInc(0), a, x);
  }

  /** Returns the regularized incomplete beta function I(x; a, b), a, b &gt; 0, x in [0, 1]. */
  public static Node betainc(GraphBuilder builder, Node a, Node b, Node x) {
    return Pointwise.applied(builder, new BetaInc(0, 0), a, b, x);
  }

  /** y of erf y = x; y' = √π / 2 · exp y². */
  public record ErfInv() implements Pointwise {
    @Override
    public String name() {
      return "ErfInv";
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public double value(double[] x) {
      return InverseErf.value(x[0]);
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      Node y = Quantiles.erfinv(builder, builder.cast(x, DType.FLOAT64));
      return Optional.of(List.of(builder.cast(y, x.dtype())));
    }

    @Override
    public Node partial(GraphBuilder b, List<Node> x, Node y, int operand) {
      return Matrices.scaled(b, b.unary(Prim.EXP, b.mul(y, y)), Math.sqrt(Math.PI) / 2);
    }
  }

  /** Φ(x); Φ' = exp(−x² / 2) / √(2π). */
  public record NormalCdf() implements Pointwise {
    @Override
    public String name() {
      return "NormalCdf";
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public double value(double[] x) {
      return 0.5 * Erfc.value(-x[0] * Math.sqrt(0.5));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node scaled = Matrices.scaled(builder, operands.get(0), -Math.sqrt(0.5));
      return Optional.of(List.of(Matrices.scaled(builder, Elementwise.erfc(builder, scaled), 0.5)));
    }

    @Override
    public Node partial(GraphBuilder b, List<Node> x, Node y, int operand) {
      Node half = Matrices.scaled(b, b.mul(x.get(0), x.get(0)), -0.5);
      return Matrices.scaled(b, b.unary(Prim.EXP, half), 1 / Math.sqrt(2 * Math.PI));
    }
  }

  /** Returns k · log x, 0 where k is 0. */
  private static Node timesLog(GraphBuilder b, Node k, Node log) {
    Node zero = Matrices.number(b, k, 0);
    return b.where(b.binary(Prim.EQ, k, zero), zero, b.mul(k, log));
  }

  private static Node minusOne(GraphBuilder b, Node x) {
    return b.sub(x, Matrices.number(b, x, 1));
  }

  private static Node polygamma(GraphBuilder b, int order, Node x) {
    return b.make(Prim.POLYGAMMA, order, List.of(x));
  }

  /**
   * ∂ᵏP(a, x)/∂aᵏ; its derivative with respect to x is that of the density xᵃ⁻¹ e⁻ˣ / Γ(a).
   *
   * @param order k, 0 for P itself
   */
  public record GammaInc(int order) implements Pointwise {
    @Override
    public String name() {
      return order == 0 ? "GammaInc" : "GammaIncDerivative";
    }

    @Override
    public int count() {
      return 2;
    }

    @Override
    public double value(double[] x) {
      return order == 0
          ? RegularizedGamma.P.value(x[0], x[1])
          : IncompleteGammaBeta.gamma(order, x[0], x[1]);
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      List<Node> x = ArrayIncomplete.wide(builder, operands);
      Node value = new ArrayIncomplete(builder, order, 0).gamma(x.get(0), x.get(1));
      return Optional.of(List.of(builder.cast(value, operands.get(0).dtype())));
    }

    @Override
    public Node partial(GraphBuilder b, List<Node> x, Node y, int operand) {
      if (operand == 0) {
        return b.apply(new GammaInc(order + 1), x).get(0);
      }
      Node a = x.get(0);
      Node log = b.unary(Prim.LOG, x.get(1));
      Node power = b.sub(timesLog(b, minusOne(b, a), log), x.get(1));
      Node density = b.unary(Prim.EXP, b.sub(power, b.unary(Prim.LGAMMA, a)));
      Derivatives logs =
          (i, j) -> i == 1 ? b.sub(log, polygamma(b, 0, a)) : b.neg(polygamma(b, i - 1, a));
      return order == 0 ? density : b.mul(density, bell(b, order, 0, logs));
    }
  }

  /**
   * ∂ⁱ⁺ʲI(x; a, b)/∂aⁱ∂bʲ; its derivative with respect to x is that of the beta density.
   *
   * @param first i
   * @param second j; both are 0 for I itself
   */
  public record BetaInc(int first, int second) implements Pointwise {
    @Override
    public String name() {
      return first + second == 0 ? "BetaInc" : "BetaIncDerivative";
    }

    @Override
    public int count() {
      return 3;
    }

    @Override
    public double value(double[] x) {
      return first + second == 0
          ? RegularizedBeta.value(x[2], x[0], x[1])
          : IncompleteGammaBeta.beta(first, second, x[0], x[1], x[2]);
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      List<Node> x = ArrayIncomplete.wide(builder, operands);
      ArrayIncomplete loops = new ArrayIncomplete(builder, first, second);
      Node value = loops.beta(x.get(0), x.get(1), x.get(2));
      return Optional.of(List.of(builder.cast(value, operands.get(0).dtype())));
    }

    @Override
    public Node partial(GraphBuilder builder, List<Node> x, Node y, int operand) {
      if (operand < 2) {
        BetaInc next = new BetaInc(first + 1 - operand, second + operand);
        return builder.apply(next, x).get(0);
      }
      Node a = x.get(0);
      Node b = x.get(1);
      Node sum = builder.add(a, b);
      Node log = builder.unary(Prim.LOG, x.get(2));
      Node other = builder.unary(Prim.LOG1P, builder.neg(x.get(2)));
      Node powers =
          builder.add(
              timesLog(builder, minusOne(builder, a), log),
              timesLog(builder, minusOne(builder, b), other));
      Node gammas = builder.add(builder.unary(Prim.LGAMMA, a), builder.unary(Prim.LGAMMA, b));
      Node scale = builder.sub(builder.unary(Prim.LGAMMA, sum), gammas);
      Node density = builder.unary(Prim.EXP, builder.add(powers, scale));
      Derivatives logs =
          (i, j) -> {
            Node joint = polygamma(builder, i + j - 1, sum);
            if (i > 0 && j > 0) {
              return joint;
            }
            Node own = builder.sub(joint, polygamma(builder, i + j - 1, i > 0 ? a : b));
            return i + j > 1 ? own : builder.add(own, i > 0 ? log : other);
          };
      return first + second == 0
          ? density
          : builder.mul(density, bell(builder, first, second, logs));
    }
  }

  /** The derivatives of the logarithm of a density with respect to its parameters. */
  private interface Derivatives {
    Node of(int first, int second);
  }

  /** Returns the derivative of a density divided by it: a complete Bell polynomial. */
  private static Node bell(GraphBuilder b, int first, int second, Derivatives logs) {
    boolean byFirst = first > 0;
    int i = byFirst ? first - 1 : first;
    int j = byFirst ? second : second - 1;
    Node sum = null;
    for (int k = 0; k <= i; k++) {
      for (int l = 0; l <= j; l++) {
        Node factor = byFirst ? logs.of(k + 1, l) : logs.of(k, l + 1);
        Node term = Matrices.scaled(b, factor, choose(i, k) * choose(j, l));
        boolean last = i - k + j - l == 0;
        term = last ? term : b.mul(term, bell(b, i - k, j - l, logs));
        sum = sum == null ? term : b.add(sum, term);
      }
    }
    return sum;
  }

  private static double choose(int n, int k) {
    double product = 1;
    for (int i = 1; i <= k; i++) {
      product *= (n - k + i) / (double) i;
    }
    return product;
  }
}
