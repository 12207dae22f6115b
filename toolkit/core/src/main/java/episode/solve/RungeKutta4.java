package episode.solve;

/**
 * The classical method of order 4: W. Kutta, Beitrag zur näherungsweisen Integration totaler
 * Differentialgleichungen, Zeitschrift für Mathematik und Physik 46 (1901) 435–453, p. 443. For
 * fixed steps.
 */
public final class RungeKutta4 {
  private static final double[][] A = {{}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}};
  private static final double[] C = {0, 1.0 / 2, 1.0 / 2, 1};
  private static final double[] B = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

  private RungeKutta4() {}

  /** Returns the coefficients, without an error estimate and dense output. */
  public static ButcherTableau tableau() {
    return new ButcherTableau("RK4", 4, A, C, B, new double[0], new double[][] {}, false);
  }
}
