package episode.solve;

/**
 * Euler's method, of order 1: L. Euler, Institutionum calculi integralis volumen primum (1768),
 * sectio secunda, caput VII. For fixed steps.
 */
public final class Euler {
  private Euler() {}

  /** Returns the coefficients, without an error estimate and dense output. */
  public static ButcherTableau tableau() {
    double[][] none = {};
    double[] one = {1};
    return new ButcherTableau(
        "Euler", 1, new double[][] {{}}, new double[] {0}, one, new double[0], none, false);
  }
}
