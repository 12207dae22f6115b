package episode.op;

import episode.expr.Special;

/**
 * A number with its Taylor coefficients in two parameters up to given orders, and arithmetic on
 * such: derivatives of series and continued fractions with respect to their parameters.
 */
final class Jet {
  private final int first;
  private final int second;
  private final double[] c;

  private Jet(int first, int second) {
    this.first = first;
    this.second = second;
    c = new double[(first + 1) * (second + 1)];
  }

  static Jet constant(int first, int second, double value) {
    Jet jet = new Jet(first, second);
    jet.c[0] = value;
    return jet;
  }

  /** Returns the first parameter. */
  static Jet first(int first, int second, double value) {
    Jet jet = constant(first, second, value);
    if (first > 0) {
      jet.c[second + 1] = 1;
    }
    return jet;
  }

  /** Returns the second parameter. */
  static Jet second(int first, int second, double value) {
    Jet jet = constant(first, second, value);
    if (second > 0) {
      jet.c[1] = 1;
    }
    return jet;
  }

  /** Returns log Γ of value + u · first + v · second, u and v 0 or 1. */
  static Jet logGamma(int first, int second, double value, int u, int v) {
    Jet jet = constant(first, second, Special.lgamma(value));
    double outer = 1;
    for (int i = 0; i <= first * u; i++) {
      outer *= i == 0 ? 1 : i;
      double inner = 1;
      for (int j = 0; j <= second * v; j++) {
        inner *= j == 0 ? 1 : j;
        if (i + j > 0) {
          jet.c[i * (second + 1) + j] = Special.polygamma(i + j - 1, value) / (outer * inner);
        }
      }
    }
    return jet;
  }

  double value() {
    return c[0];
  }

  /** Returns the derivative of the orders that the jet was made for. */
  double derivative() {
    double factor = 1;
    for (int i = 2; i <= first; i++) {
      factor *= i;
    }
    for (int j = 2; j <= second; j++) {
      factor *= j;
    }
    return factor * c[c.length - 1];
  }

  Jet plus(Jet that) {
    return plus(that, 1);
  }

  Jet minus(Jet that) {
    return plus(that, -1);
  }

  private Jet plus(Jet that, double factor) {
    Jet sum = new Jet(first, second);
    for (int i = 0; i < c.length; i++) {
      sum.c[i] = c[i] + factor * that.c[i];
    }
    return sum;
  }

  Jet plus(double number) {
    Jet sum = plus(this, 0);
    sum.c[0] += number;
    return sum;
  }

  Jet times(double factor) {
    Jet product = new Jet(first, second);
    for (int i = 0; i < c.length; i++) {
      product.c[i] = factor * c[i];
    }
    return product;
  }

  Jet times(Jet that) {
    Jet product = new Jet(first, second);
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        double sum = 0;
        for (int k = 0; k <= i; k++) {
          for (int l = 0; l <= j; l++) {
            sum += at(k, l) * that.at(i - k, j - l);
          }
        }
        product.c[i * (second + 1) + j] = sum;
      }
    }
    return product;
  }

  private double at(int i, int j) {
    return c[i * (second + 1) + j];
  }

  Jet over(Jet that) {
    Jet quotient = new Jet(first, second);
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        double rest = at(i, j);
        for (int k = 0; k <= i; k++) {
          for (int l = 0; l <= j; l++) {
            rest -= k + l == 0 ? 0 : that.at(k, l) * quotient.at(i - k, j - l);
          }
        }
        quotient.c[i * (second + 1) + j] = rest / that.c[0];
      }
    }
    return quotient;
  }

  Jet exp() {
    Jet power = constant(first, second, Math.exp(c[0]));
    for (int i = 0; i <= first; i++) {
      for (int j = i == 0 ? 1 : 0; j <= second; j++) {
        double sum = 0;
        for (int k = i == 0 ? 0 : 1; k <= i; k++) {
          for (int l = i == 0 ? 1 : 0; l <= j; l++) {
            sum += (i == 0 ? l : k) * at(k, l) * power.at(i - k, j - l);
          }
        }
        power.c[i * (second + 1) + j] = sum / (i == 0 ? j : i);
      }
    }
    return power;
  }

  /** Returns whether no coefficient is larger than a fraction of the other's, or than it. */
  boolean isSmall(Jet beside, double fraction) {
    for (int i = 0; i < c.length; i++) {
      double limit = Math.max(Math.abs(beside.c[i]), 1e-3 * Math.abs(beside.c[0]));
      if (Math.abs(c[i]) > fraction * limit) {
        return false;
      }
    }
    return true;
  }
}
