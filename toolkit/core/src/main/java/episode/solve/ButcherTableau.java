package episode.solve;

/**
 * The coefficients of an explicit Runge–Kutta pair with dense output.
 *
 * @param name the method's name
 * @param order order of the solution that is carried on
 * @param a a[i] holds the i weights of earlier stages in stage i
 * @param c nodes
 * @param b weights of the solution
 * @param e weights of the error estimate, the solution minus its embedded companion
 * @param dense dense[i] holds the coefficients of θ, θ², … in the weight of stage i at t + θ h
 * @param firstSameAsLast whether the last stage is the first stage of the next step
 */
public record ButcherTableau(
    String name,
    int order,
    double[][] a,
    double[] c,
    double[] b,
    double[] e,
    double[][] dense,
    boolean firstSameAsLast) {

  /** Returns the number of stages. */
  public int stages() {
    return c.length;
  }
}
