package episode.op;

/**
 * The regularized incomplete gamma and beta functions' derivatives with respect to parameters: by
 * series and continued fractions (NIST DLMF 8.11.4, 8.9.2, 8.17.22, https://dlmf.nist.gov) in the
 * arithmetic of {@link Jet}, the fractions by Lentz's method.
 */
final class IncompleteGammaBeta {
  private static final int MOST = 100_000;
  private static final double SMALL = 1e-17;
  private static final double TINY = 1e-300;

  private IncompleteGammaBeta() {}

  /** Returns ∂ᵏP(a, x)/∂aᵏ for k ≥ 1. */
  static double gamma(int order, double a, double x) {
    if (!(a > 0) || !(x >= 0) || Double.isInfinite(a)) {
      return Double.NaN;
    }
    if (x == 0 || Double.isInfinite(x)) {
      return 0;
    }
    Jet parameter = Jet.first(order, 0, a);
    Jet logFront = parameter.times(Math.log(x)).plus(-x).minus(Jet.logGamma(order, 0, a, 1, 0));
    return x < a + 1
        ? logFront.exp().times(gammaSeries(parameter, x)).derivative()
        : -logFront.exp().times(gammaFraction(parameter, x, order)).derivative();
  }

  private static Jet gammaSeries(Jet a, double x) {
    Jet term = a.times(0).plus(1).over(a);
    Jet sum = term;
    for (int n = 1; n < MOST; n++) {
      term = term.times(x).over(a.plus(n));
      sum = sum.plus(term);
      if (term.isSmall(sum, SMALL)) {
        return sum;
      }
    }
    return sum.times(Double.NaN);
  }

  private static Jet gammaFraction(Jet a, double x, int order) {
    Jet one = Jet.constant(order, 0, 1);
    Jet b = a.times(-1).plus(x + 1);
    Jet c = one.times(1 / TINY);
    Jet d = one.over(b);
    Jet h = d;
    for (int i = 1; i < MOST; i++) {
      Jet numerator = a.plus(-i).times(i);
      b = b.plus(2);
      d = one.over(numerator.times(d).plus(b));
      c = b.plus(numerator.over(c));
      Jet factor = d.times(c);
      h = h.times(factor);
      if (factor.plus(-1).isSmall(one, 4e-16)) {
        return h;
      }
    }
    return h.times(Double.NaN);
  }

  /** Returns ∂ⁱ⁺ʲI(x; a, b)/∂aⁱ∂bʲ for i + j ≥ 1. */
  static double beta(int first, int second, double a, double b, double x) {
    boolean inside = a > 0 && b > 0 && x >= 0 && x <= 1;
    if (!inside || Double.isInfinite(a) || Double.isInfinite(b)) {
      return Double.NaN;
    }
    if (x == 0 || x == 1) {
      return 0;
    }
    Jet p = Jet.first(first, second, a);
    Jet q = Jet.second(first, second, b);
    Jet logFront =
        p.times(Math.log(x))
            .plus(q.times(Math.log1p(-x)))
            .plus(Jet.logGamma(first, second, a + b, 1, 1))
            .minus(Jet.logGamma(first, second, a, 1, 0))
            .minus(Jet.logGamma(first, second, b, 0, 1));
    Jet front = logFront.exp();
    return x < (a + 1) / (a + b + 2)
        ? front.times(betaFraction(p, q, x)).over(p).derivative()
        : -front.times(betaFraction(q, p, 1 - x)).over(q).derivative();
  }

  private static Jet betaFraction(Jet a, Jet b, double x) {
    Jet one = a.times(0).plus(1);
    Jet sum = a.plus(b);
    Jet c = one;
    Jet d = one.over(one.minus(sum.times(x).over(a.plus(1))));
    Jet h = d;
    for (int m = 1; m < MOST; m++) {
      Jet even = b.plus(-m).times(m * x).over(a.plus(2 * m - 1).times(a.plus(2 * m)));
      d = one.over(even.times(d).plus(1));
      c = even.over(c).plus(1);
      h = h.times(d).times(c);
      Jet odd = a.plus(m).times(sum.plus(m)).times(-x).over(a.plus(2 * m).times(a.plus(2 * m + 1)));
      d = one.over(odd.times(d).plus(1));
      c = odd.over(c).plus(1);
      Jet factor = d.times(c);
      h = h.times(factor);
      if (factor.plus(-1).isSmall(one, 4e-16)) {
        return h;
      }
    }
    return h.times(Double.NaN);
  }
}
