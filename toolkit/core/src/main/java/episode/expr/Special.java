package episode.expr;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Special functions of doubles, fast enough for the code that backends generate. Recurrences carry
 * small arguments to where the asymptotic series hold, reflections carry negative ones to positive
 * ones. Relative errors are below 1e-14, for negative arguments in the sense of the larger of the
 * two reflected terms. Safe to call from any thread.
 *
 * <p>Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), chapter 6;
 * equation numbers stand at the methods.
 */
public final class Special {
  private static final double HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
  private static final double LOG_PI = 1.144729885849400174143427351353;
  private static final double STIRLING_FROM = 8;
  private static final double SERIES_FROM = 10;

  /** The positive zero of digamma is the sum of these two. */
  private static final double DIGAMMA_ZERO = 1.4616321449683622;

  private static final double DIGAMMA_ZERO_LOW = 9.549995429965697e-17;

  /** The Taylor coefficients of digamma at its positive zero, from (x − zero)¹ on. */
  private static final double[] DIGAMMA_AT_ZERO = {
    0.9676722454476212,
    -0.4427631689835921,
    0.258499760955651,
    -0.16394270544240652,
    0.10782405069126237,
    -0.07219956125645471,
    0.04880428816414311,
    -0.03316112647484736,
    0.022597648232218104,
    -0.01542476590494896,
    0.010538791616612175,
    -0.007204534386356869,
    0.004926781395729853
  };

  /** The Bernoulli numbers B₂, B₄, …, B₂₄. */
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330,
    854513.0 / 138,
    -236364091.0 / 2730
  };

  private Special() {}

  /** Returns the Bernoulli number B₂ₖ, k from 1 to 12. */
  public static double bernoulli(int k) {
    return BERNOULLI[k - 1];
  }

  /** Returns the error function. */
  public static double erf(double x) {
    return Erf.value(x);
  }

  /**
   * Returns log |Γ(x)|, infinite at 0 and the negative integers (equations 6.1.15, 6.1.17, 6.1.41).
   */
  public static double lgamma(double x) {
    if (x >= STIRLING_FROM) {
      return lgammaSeries(x);
    }
    if (x > 3.5) {
      return lgammaShifted(x);
    }
    if (x > 0) {
      return LogGamma.value(x);
    }
    if (x > -0.5) {
      return lgamma(1 + x) - Math.log(-x);
    }
    if (Double.isNaN(x)) {
      return x;
    }
    double sine = Math.abs(sinPi(x));
    if (sine == 0 || Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    return LOG_PI - Math.log(sine) - lgamma(1 - x);
  }

  /**
   * Returns log(1 + x) with all digits of a small x: log u + (x − (u − 1)) / u, where u is 1 + x
   * rounded. Some three times as fast as {@link Math#log1p}, which virtual machines call as a
   * native function.
   */
  public static double log1p(double x) {
    double u = 1 + x;
    if (u == 1) {
      return x;
    }
    double lost = x - (u - 1);
    return lost == 0 || u == Double.POSITIVE_INFINITY ? Math.log(u) : Math.log(u) + lost / u;
  }

  private static double lgammaSeries(double x) {
    double r = 1 / x;
    double q = r * r;
    double tail =
        1.0 / 12
            + q
                * (-1.0 / 360
                    + q
                        * (1.0 / 1260
                            + q
                                * (-1.0 / 1680
                                    + q * (1.0 / 1188 + q * (-691.0 / 360360 + q / 156)))));
    return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + r * tail;
  }

  /** Only where the result is above 1: near the zeros at 1 and 2 the difference loses digits. */
  private static double lgammaShifted(double x) {
    double product = 1;
    double y = x;
    while (y < STIRLING_FROM) {
      product *= y;
      y += 1;
    }
    return lgammaSeries(y) - Math.log(product);
  }

  /**
   * Returns ψ(x) = d/dx log Γ(x), NaN at the negative integers (equations 6.3.5, 6.3.7, 6.3.18).
   */
  public static double digamma(double x) {
    if (x >= SERIES_FROM) {
      return digammaSeries(x);
    }
    if (x > 0) {
      double fromZero = (x - DIGAMMA_ZERO) - DIGAMMA_ZERO_LOW;
      return Math.abs(fromZero) < 0.1 ? digammaNearZero(fromZero) : digammaShifted(x);
    }
    if (x == 0) {
      return Double.NEGATIVE_INFINITY / Math.copySign(1, x);
    }
    double fraction = x - Math.rint(x);
    if (fraction == 0 || Double.isNaN(fraction)) {
      return Double.NaN;
    }
    return digamma(1 - x) - Math.PI * cotPi(fraction);
  }

  private static double digammaSeries(double x) {
    double r = 1 / x;
    double q = r * r;
    double tail =
        1.0 / 12
            + q
                * (-1.0 / 120
                    + q
                        * (1.0 / 252
                            + q * (-1.0 / 240 + q * (1.0 / 132 + q * (-691.0 / 32760 + q / 12)))));
    return Math.log(x) - 0.5 * r - q * tail;
  }

  /** The sum 1/x + 1/(x+1) + … is kept as one fraction: a division costs more than the rest. */
  private static double digammaShifted(double x) {
    double numerator = 0;
    double denominator = 1;
    double y = x;
    while (y < SERIES_FROM) {
      numerator = numerator * y + denominator;
      denominator *= y;
      y += 1;
    }
    return digammaSeries(y) - numerator / denominator;
  }

  private static double digammaNearZero(double fromZero) {
    double value = 0;
    for (int k = DIGAMMA_AT_ZERO.length - 1; k >= 0; k--) {
      value = (value + DIGAMMA_AT_ZERO[k]) * fromZero;
    }
    return value;
  }

  /** Returns ψ′(x), infinite at 0 and the negative integers (6.4.6, 6.4.7, 6.4.12). */
  public static double trigamma(double x) {
    if (x >= SERIES_FROM) {
      return trigammaSeries(x);
    }
    if (x > 0) {
      double numerator = 0;
      double denominator = 1;
      double y = x;
      while (y < SERIES_FROM) {
        double square = y * y;
        numerator = numerator * square + denominator;
        denominator *= square;
        y += 1;
      }
      return trigammaSeries(y) + numerator / denominator;
    }
    double sine = sinPi(x) / Math.PI;
    if (Double.isNaN(sine)) {
      return sine;
    }
    return 1 / (sine * sine) - trigamma(1 - x);
  }

  private static double trigammaSeries(double x) {
    double r = 1 / x;
    double q = r * r;
    double tail =
        1.0 / 6
            + q
                * (-1.0 / 30
                    + q
                        * (1.0 / 42
                            + q * (-1.0 / 30 + q * (5.0 / 66 + q * (-691.0 / 2730 + q * 7 / 6)))));
    return r + q * (0.5 + r * tail);
  }

  /**
   * Returns the n-th derivative of digamma, n from 0 (equations 6.4.6, 6.4.7, 6.4.11).
   *
   * @throws IllegalArgumentException where n is negative
   */
  public static double polygamma(int n, double x) {
    if (n < 0) {
      throw new IllegalArgumentException("the order of polygamma is " + n + "; it starts at 0");
    }
    if (n == 0) {
      return digamma(x);
    }
    if (n == 1) {
      return trigamma(x);
    }
    double sign = n % 2 == 0 ? -1 : 1;
    if (x > -0.5 && x != 0) {
      return sign * recurringPolygamma(n, x);
    }
    double fraction = x - Math.rint(x);
    if (fraction == 0 || Double.isNaN(fraction)) {
      return fraction == 0 && n % 2 == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return -recurringPolygamma(n, 1 - x) - cotangentDerivative(n, fraction);
  }

  /** The absolute value for positive x: the recurrence adds n! / x^(n+1) per unit step. */
  private static double recurringPolygamma(int n, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double factorial = 1;
    for (int k = 2; k < n; k++) {
      factorial *= k;
    }
    double sum = 0;
    double y = x;
    while (y < SERIES_FROM + n) {
      sum += Math.pow(y, -n - 1);
      y += 1;
    }
    double q = 1 / (y * y);
    double power = Math.pow(y, -n);
    double series = power + n * power / (2 * y);
    double term = power;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      double grow = k == 1 ? n * (n + 1) / 2.0 : (2.0 * k + n - 2) * (2 * k + n - 1);
      term *= grow * q / (k == 1 ? 1 : (2 * k - 1) * (2 * k));
      series += BERNOULLI[k - 1] * term;
    }
    return factorial * (series + n * sum);
  }

  /** π times the n-th derivative of cot(πx): polynomials in the cotangent c, for c′ = −π(1+c²). */
  private static double cotangentDerivative(int n, double x) {
    double c = cotPi(x);
    double[] polynomial = new double[n + 2];
    polynomial[1] = 1;
    for (int order = 1; order <= n; order++) {
      double[] next = new double[n + 2];
      for (int power = 1; power <= order; power++) {
        next[power - 1] -= power * polynomial[power];
        next[power + 1] -= power * polynomial[power];
      }
      polynomial = next;
    }
    double value = 0;
    for (int power = n + 1; power >= 0; power--) {
      value = value * c + polynomial[power];
    }
    return Math.pow(Math.PI, n + 1) * value;
  }

  /** For |x| ≤ 1/2, from the side that keeps the digits. */
  private static double cotPi(double x) {
    double size = Math.abs(x);
    double value = size < 0.25 ? 1 / Math.tan(Math.PI * size) : Math.tan(Math.PI * (0.5 - size));
    return Math.copySign(value, x);
  }

  private static double sinPi(double x) {
    double nearest = Math.rint(x);
    double sine = Math.sin(Math.PI * (x - nearest));
    return nearest % 2 == 0 ? sine : -sine;
  }
}
