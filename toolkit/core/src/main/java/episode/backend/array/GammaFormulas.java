package episode.backend.array;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Special;

/**
 * The logarithm of the gamma function and its derivatives by elementary primitives: recurrences
 * carry small arguments to where the asymptotic series hold, reflections carry those below −1/2 to
 * positive ones. For one graph.
 *
 * <p>Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), chapter 6;
 * equation numbers stand at the methods.
 */
final class GammaFormulas {
  private static final double HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
  private static final double LOG_PI = 1.144729885849400174143427351353;
  private static final int LOG_GAMMA_SHIFT = 8;
  private static final int SERIES_FROM = 10;
  private static final int TERMS = 12;

  private final GraphBuilder b;
  private final Formulas f;
  private final Node x;
  private final Node reflected;
  private final Node y;

  GammaFormulas(GraphBuilder builder, Formulas formulas, Node x) {
    b = builder;
    f = formulas;
    this.x = x;
    reflected = f.below(x, -0.5);
    y = b.where(reflected, f.minus(1, x), x);
  }

  /** Equations 6.1.15, 6.1.17 and 6.1.41. */
  Node logGamma() {
    Node shifted = f.below(y, LOG_GAMMA_SHIFT);
    Node z = b.where(shifted, f.plus(y, LOG_GAMMA_SHIFT), y);
    Node product = y;
    for (int k = 1; k < LOG_GAMMA_SHIFT; k++) {
      product = b.mul(product, f.plus(y, k));
    }
    Node size = b.where(shifted, b.unary(Prim.ABS, product), f.number(1));
    Node value = b.sub(stirling(z), b.unary(Prim.LOG, size));
    Node sine = b.unary(Prim.SIN, f.times(Math.PI, distance()));
    Node other = b.sub(f.minus(LOG_PI, b.unary(Prim.LOG, sine)), value);
    Node chosen = b.where(reflected, other, value);
    return b.where(isPole(true), f.number(Double.POSITIVE_INFINITY), chosen);
  }

  private Node stirling(Node z) {
    double[] coefficients = new double[7];
    for (int k = 1; k <= coefficients.length; k++) {
      coefficients[k - 1] = Special.bernoulli(k) / (2.0 * k * (2 * k - 1));
    }
    Node r = f.inverse(z);
    Node tail = b.mul(r, f.polynomial(b.mul(r, r), coefficients));
    Node main = b.mul(f.plus(z, -0.5), f.plus(b.unary(Prim.LOG, z), -1));
    return b.add(f.plus(main, HALF_LOG_TWO_PI - 0.5), tail);
  }

  /** Equations 6.3.5, 6.3.7, 6.3.18 for order 0, else 6.4.6, 6.4.7, 6.4.11. */
  Node polygamma(int order) {
    int shift = SERIES_FROM + order;
    Node shifted = f.below(y, shift);
    Node z = b.where(shifted, f.plus(y, shift), y);
    Node sum = f.inverse(f.power(y, order + 1));
    for (int k = 1; k < shift; k++) {
      sum = b.add(sum, f.inverse(f.power(f.plus(y, k), order + 1)));
    }
    sum = b.where(shifted, sum, f.number(0));
    Node size = order == 0 ? b.sub(digammaSeries(z), sum) : size(order, z, sum);
    Node direct = order % 2 == 0 && order > 0 ? b.neg(size) : size;
    Node mirrored = b.sub(order == 0 ? size : b.neg(size), cotangentDerivative(order));
    Node chosen = b.where(reflected, mirrored, direct);
    boolean even = order % 2 == 0;
    double pole = even ? Double.NaN : Double.POSITIVE_INFINITY;
    // At −∞, which is taken for a pole, x − x is NaN.
    return b.where(isPole(order > 0), f.plus(b.sub(x, x), pole), chosen);
  }

  private Node digammaSeries(Node z) {
    double[] coefficients = new double[TERMS];
    for (int k = 1; k <= TERMS; k++) {
      coefficients[k - 1] = Special.bernoulli(k) / (2.0 * k);
    }
    Node r = f.inverse(z);
    Node q = b.mul(r, r);
    Node tail = b.add(f.times(0.5, r), b.mul(q, f.polynomial(q, coefficients)));
    return b.sub(b.unary(Prim.LOG, z), tail);
  }

  /** Returns the absolute value for positive y: the series at z and the recurrence's sum. */
  private Node size(int order, Node z, Node sum) {
    double[] coefficients = new double[TERMS + 1];
    coefficients[0] = 1;
    double factor = order * (order + 1) / 2.0;
    for (int k = 1; k <= TERMS; k++) {
      if (k > 1) {
        factor *= (2.0 * k + order - 2) * (2 * k + order - 1) / ((2.0 * k - 1) * (2 * k));
      }
      coefficients[k] = factor * Special.bernoulli(k);
    }
    double factorial = 1;
    for (int k = 2; k < order; k++) {
      factorial *= k;
    }
    Node r = f.inverse(z);
    Node bracket = b.add(f.polynomial(b.mul(r, r), coefficients), f.times(order / 2.0, r));
    Node series = b.mul(f.power(r, order), bracket);
    return f.times(factorial, b.add(series, f.times(order, sum)));
  }

  /** π times the n-th derivative of cot(πx): polynomials in the cotangent c, for c′ = −π(1+c²). */
  private Node cotangentDerivative(int order) {
    double[] polynomial = {0, 1};
    for (int n = 1; n <= order; n++) {
      double[] next = new double[n + 2];
      for (int power = 1; power <= n; power++) {
        next[power - 1] -= power * polynomial[power];
        next[power + 1] -= power * polynomial[power];
      }
      polynomial = next;
    }
    return f.times(Math.pow(Math.PI, order + 1), f.polynomial(cotangent(), polynomial));
  }

  /** Returns cot(πx), from the side that keeps the digits. */
  private Node cotangent() {
    Node near = distance();
    Node steep = f.inverse(b.unary(Prim.TAN, f.times(Math.PI, near)));
    Node flat = b.unary(Prim.TAN, f.times(Math.PI, f.minus(0.5, near)));
    Node size = b.where(f.below(near, 0.25), steep, flat);
    return b.where(f.below(fraction(), 0.5), size, b.neg(size));
  }

  private Node fraction() {
    return b.sub(x, b.unary(Prim.FLOOR, x));
  }

  /** Returns how far x is from the nearest integer. */
  private Node distance() {
    Node fraction = fraction();
    return b.where(f.below(fraction, 0.5), fraction, f.minus(1, fraction));
  }

  /** Returns where x is a negative integer, −∞ or, if wanted, 0. */
  private Node isPole(boolean withZero) {
    Node zero = f.number(0);
    Node side = withZero ? b.binary(Prim.LE, x, zero) : b.binary(Prim.LT, x, zero);
    return f.both(side, f.is(x, b.unary(Prim.FLOOR, x)));
  }
}
