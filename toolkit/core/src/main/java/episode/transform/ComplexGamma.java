package episode.transform;

import episode.expr.GraphBuilder;
import episode.expr.Prim;
import episode.transform.Complex.Pair;

/**
 * The logarithm of the gamma function and its derivatives on complex numbers: recurrence up to
 * large real parts, then the asymptotic series. M. Abramowitz, I. A. Stegun, Handbook of
 * Mathematical Functions, 6.1.40, 6.3.5, 6.3.18, 6.4.6, 6.4.11. For real parts above −12.
 */
final class ComplexGamma {
  private static final int SHIFT = 12;

  /** B₂, B₄, …: Abramowitz and Stegun, table 23.2. */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  private final GraphBuilder b;
  private final Complex c;

  ComplexGamma(GraphBuilder b) {
    this.b = b;
    c = new Complex(b);
  }

  /** log Γ(z) = (w − ½) log w − w + Σ B₂ₖ / (2k (2k − 1) w²ᵏ⁻¹) − Σ log(z + j), w = z + n */
  Pair logGamma(Pair z) {
    Pair w = c.add(z, c.number(z, SHIFT));
    Pair sum = c.sub(c.mul(c.sub(w, c.number(w, 0.5)), c.log(w)), w);
    Pair inverse = c.div(c.number(w, 1), w);
    Pair square = c.mul(inverse, inverse);
    Pair power = inverse;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum = c.add(sum, c.scaled(power, BERNOULLI[k - 1] / (2.0 * k * (2 * k - 1))));
      power = c.mul(power, square);
    }
    for (int j = 0; j < SHIFT; j++) {
      sum = c.sub(sum, c.log(c.add(z, c.number(z, j))));
    }
    return Pair.of(b.unary(Prim.LGAMMA, z.re()), c.im(sum));
  }

  /** ψ⁽ⁿ⁾(z) by the series at w = z + m, and ψ⁽ⁿ⁾(z) = ψ⁽ⁿ⁾(w) − (−1)ⁿ n! Σ (z + j)⁻ⁿ⁻¹. */
  Pair polygamma(Pair z, int order) {
    Pair w = c.add(z, c.number(z, SHIFT));
    Pair inverse = c.div(c.number(w, 1), w);
    Pair power = power(inverse, order);
    double factorial = factorial(order);
    Pair sum = order == 0 ? c.neg(c.log(w)) : c.scaled(power, factorial / order);
    sum = c.add(sum, c.scaled(c.mul(power, inverse), factorial / 2));
    Pair square = c.mul(inverse, inverse);
    double risen = order == 0 ? 1 : factorial / order;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      power = c.mul(power, square);
      // (2k + n − 1)! / (2k)!
      double up = (2.0 * k + order - 1) * (2.0 * k + order - 2);
      risen = order == 0 && k == 1 ? 0.5 : risen * up / (2.0 * k * (2 * k - 1));
      sum = c.add(sum, c.scaled(power, BERNOULLI[k - 1] * risen));
    }
    for (int j = 0; j < SHIFT; j++) {
      Pair one = c.div(c.number(z, 1), c.add(z, c.number(z, j)));
      sum = c.add(sum, c.scaled(power(one, order + 1), factorial));
    }
    Pair signed = order % 2 == 0 ? c.neg(sum) : sum;
    return Pair.of(b.make(Prim.POLYGAMMA, order, java.util.List.of(z.re())), c.im(signed));
  }

  private Pair power(Pair x, int exponent) {
    Pair power = c.number(x, 1);
    for (int i = 0; i < exponent; i++) {
      power = c.mul(power, x);
    }
    return power;
  }

  private static double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }
}
