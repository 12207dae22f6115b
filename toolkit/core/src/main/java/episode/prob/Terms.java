package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The vocabulary in which densities are written: arithmetic and a few stable special terms. */
final class Terms {
  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double TAIL = -3;
  private static final int TAIL_DEPTH = 28;
  private static final int SHIFT = 8;

  /** Of log Γ(x) − (x − 1/2) log x + x − log √(2π) in odd powers of 1/x: Stirling's series. */
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360
  };

  private final GraphBuilder b;

  Terms(GraphBuilder b) {
    this.b = b;
  }

  Node number(double value) {
    return b.constant(value);
  }

  Node add(Node x, Node y) {
    return b.add(x, y);
  }

  Node add(Node x, Node y, Node z) {
    return b.add(b.add(x, y), z);
  }

  Node sub(Node x, Node y) {
    return b.sub(x, y);
  }

  Node mul(Node x, Node y) {
    return b.mul(x, y);
  }

  Node div(Node x, Node y) {
    return b.div(x, y);
  }

  Node neg(Node x) {
    return b.neg(x);
  }

  Node plus(Node x, double constant) {
    return b.add(x, b.constant(constant));
  }

  Node times(double factor, Node x) {
    return b.mul(b.constant(factor), x);
  }

  Node reciprocal(Node x) {
    return b.div(b.constant(1), x);
  }

  Node square(Node x) {
    return b.mul(x, x);
  }

  Node log(Node x) {
    return b.unary(Prim.LOG, x);
  }

  Node log1p(Node x) {
    return b.unary(Prim.LOG1P, x);
  }

  Node exp(Node x) {
    return b.unary(Prim.EXP, x);
  }

  Node logGamma(Node x) {
    return b.unary(Prim.LGAMMA, x);
  }

  /**
   * Returns log(1 − e^x) for x below 0 (Mächler 2012, "Accurately computing log(1 − exp(−|a|))").
   */
  Node log1mexp(Node x) {
    Node near = b.binary(Prim.LT, b.constant(-Math.log(2)), x);
    Node nearValue = log(neg(b.unary(Prim.EXPM1, b.where(near, x, b.constant(-0.5)))));
    Node farValue = log1p(neg(exp(b.where(near, b.constant(-1), x))));
    return b.where(near, nearValue, farValue);
  }

  /** Returns x · log y, which is 0 where x is 0. */
  Node xlogy(Node x, Node y) {
    return xTimes(x, y, Prim.LOG, 1);
  }

  /** Returns x · log(1 + y), which is 0 where x is 0. */
  Node xlog1py(Node x, Node y) {
    return xTimes(x, y, Prim.LOG1P, 0);
  }

  private Node xTimes(Node x, Node y, Prim log, double harmless) {
    if (x.prim() == Prim.CONST && !hasZero(x)) {
      return b.mul(x, b.unary(log, y));
    }
    Node isZero = b.binary(Prim.EQ, x, b.constant(0));
    Node safe = b.where(isZero, b.constant(harmless), y);
    return b.mul(x, b.unary(log, safe));
  }

  private static boolean hasZero(Node constant) {
    for (int i = 0; i < constant.shape().size(); i++) {
      if (constant.constant().at(i) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns log Γ(x + n) − log Γ(x) for x above 0 and n from 0 on, without the cancellation of the
   * plain difference at large x: both arguments are shifted up by 8, and the difference of
   * Stirling's series is taken term by term (DLMF 5.11.1, 5.5.1).
   */
  Node logGammaRatio(Node x, Node n) {
    Node low = plus(x, SHIFT);
    Node high = b.add(low, n);
    Node grown = b.mul(plus(low, -0.5), log1p(b.div(n, low)));
    Node series = b.sub(stirling(high), stirling(low));
    Node shifted = add(grown, b.mul(n, plus(log(high), -1)), series);
    Node product = number(1);
    for (int k = 0; k < SHIFT; k++) {
      product = b.mul(product, plus(b.div(n, plus(x, k)), 1));
    }
    return b.sub(shifted, log(product));
  }

  private Node stirling(Node x) {
    Node inverse = reciprocal(x);
    Node squared = square(inverse);
    Node sum = number(STIRLING[STIRLING.length - 1]);
    for (int k = STIRLING.length - 2; k >= 0; k--) {
      sum = plus(b.mul(sum, squared), STIRLING[k]);
    }
    return b.mul(inverse, sum);
  }

  /** Returns the log density of the standard normal distribution. */
  Node logNormalDensity(Node z) {
    return plus(times(-0.5, square(z)), -LOG_SQRT_TWO_PI);
  }

  /**
   * Returns log Φ(z): in the lower tail by Laplace's continued fraction (DLMF 7.9.1), which keeps
   * the relative precision that 1 + erf loses (1e-13 where the two meet).
   */
  Node logPhi(Node z) {
    Node inTail = b.binary(Prim.LT, z, b.constant(TAIL));
    Node central = b.where(inTail, b.constant(0), z);
    Node erf = b.unary(Prim.ERF, times(Math.sqrt(0.5), central));
    Node body = log(times(0.5, plus(erf, 1)));
    Node x = b.where(inTail, neg(z), b.constant(-TAIL));
    Node fraction = fixedPoint(x);
    for (int k = TAIL_DEPTH; k >= 1; k--) {
      fraction = b.add(x, b.div(b.constant(k), fraction));
    }
    return b.where(inTail, b.sub(logNormalDensity(x), log(fraction)), body);
  }

  /** Where f = x + n / f: the best guess at the deep end of the continued fraction. */
  private Node fixedPoint(Node x) {
    Node root = b.unary(Prim.SQRT, plus(square(x), 4.0 * (TAIL_DEPTH + 1)));
    return times(0.5, b.add(x, root));
  }

  /** Returns log(e^high − e^low) for low below high. */
  Node logDifference(Node high, Node low) {
    return b.add(high, log1mexp(b.sub(low, high)));
  }

  /**
   * Returns the log probability of an interval of a distribution that is symmetric about 0.
   *
   * @param logCdf the log of its cumulative distribution function, precise in the lower tail
   */
  Node symmetricMass(Optional<Node> low, Optional<Node> high, UnaryOperator<Node> logCdf) {
    if (low.isEmpty()) {
      return high.map(logCdf).orElse(number(0));
    }
    if (high.isEmpty()) {
      return logCdf.apply(neg(low.get()));
    }
    Node mirror = b.binary(Prim.LT, b.constant(0), b.add(low.get(), high.get()));
    Node from = b.where(mirror, neg(high.get()), low.get());
    Node to = b.where(mirror, neg(low.get()), high.get());
    return logDifference(logCdf.apply(to), logCdf.apply(from));
  }
}
