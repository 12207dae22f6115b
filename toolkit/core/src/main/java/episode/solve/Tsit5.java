package episode.solve;

/**
 * Tsitouras' pair of orders 5(4): Ch. Tsitouras, Runge–Kutta pairs of order 5(4) satisfying only
 * the first column simplifying assumption, Computers and Mathematics with Applications 62 (2011)
 * 770–775, doi:10.1016/j.camwa.2011.06.002. Nodes and weights are those of its Table 1, the dense
 * output that of its section 4.
 */
public final class Tsit5 {
  private static final double[] C = {0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1};

  private static final double[] B = {
    0.09646076681806523,
    0.01,
    0.4798896504144996,
    1.379008574103742,
    -3.290069515436081,
    2.324710524099774,
    0
  };

  private static final double[][] A = {
    {},
    {0.161},
    {-0.008480655492356989, 0.335480655492357},
    {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
    {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
    {
      5.86145544294642,
      -12.92096931784711,
      8.159367898576159,
      -0.071584973281401,
      -0.028269050394068383
    },
    {
      0.09646076681806523,
      0.01,
      0.4798896504144996,
      1.379008574103742,
      -3.290069515436081,
      2.324710524099774
    }
  };

  private static final double[] E = {
    -0.00178001105222577714,
    -0.0008164344596567469,
    0.007880878010261995,
    -0.1447110071732629,
    0.5823571654525552,
    -0.45808210592918697,
    1.0 / 66.0
  };

  private Tsit5() {}

  /** Returns the coefficients. */
  public static ButcherTableau tableau() {
    return new ButcherTableau("Tsit5", 5, A, C, B, E, dense(), true);
  }

  /** The paper gives each weight as a product; here it is multiplied out in powers of θ. */
  private static double[][] dense() {
    return new double[][] {
      product(
          -1.0530884977290216,
          new double[] {0, 1},
          new double[] {-1.3299890189751412, 1},
          new double[] {0.7139816917074209, -1.4364028541716351, 1}),
      product(
          0.1017,
          new double[] {0, 0, 1},
          new double[] {1.2949852507374631, -2.1966568338249754, 1}),
      product(
          2.490627285651252793,
          new double[] {0, 0, 1},
          new double[] {1.57803468208092486, -2.38535645472061657, 1}),
      product(
          -16.54810288924490272,
          new double[] {0, 0, 1},
          new double[] {-1.21712927295533244, 1},
          new double[] {-0.61620406037800089, 1}),
      product(
          47.37952196281928122,
          new double[] {0, 0, 1},
          new double[] {-1.203071208372362603, 1},
          new double[] {-0.658047292653547382, 1}),
      product(
          -34.87065786149660974,
          new double[] {0, 0, 1},
          new double[] {-1.2, 1},
          new double[] {-0.666666666666666667, 1}),
      product(2.5, new double[] {0, 0, 1}, new double[] {-1, 1}, new double[] {-0.6, 1})
    };
  }

  /** Returns the coefficients of θ, θ², θ³, θ⁴ in a product of polynomials given from θ⁰ on. */
  private static double[] product(double factor, double[]... polynomials) {
    double[] result = {factor};
    for (double[] polynomial : polynomials) {
      double[] next = new double[result.length + polynomial.length - 1];
      for (int i = 0; i < result.length; i++) {
        for (int j = 0; j < polynomial.length; j++) {
          next[i + j] += result[i] * polynomial[j];
        }
      }
      result = next;
    }
    return java.util.Arrays.copyOfRange(result, 1, 5);
  }
}
