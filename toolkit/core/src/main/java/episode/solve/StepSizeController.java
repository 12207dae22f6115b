package episode.solve;

/**
 * Chooses step sizes from error estimates: h is multiplied by
 *
 * <pre>
 * safety · e(n)^(−(p+i+d)/k) · e(n−1)^((p+2d)/k) · e(n−2)^(−d/k), kept within [smallest, largest]
 * </pre>
 *
 * where e is the error norm in units of the tolerance and k the order of the error estimate. With p
 * = d = 0 it is the classical controller; G. Söderlind, Automatic control and adaptive
 * time-stepping, Numerical Algorithms 31 (2002) 281–310, doi:10.1023/A:1021160023092.
 *
 * @param p proportional gain
 * @param i integral gain
 * @param d derivative gain
 * @param safety factor below 1 that makes a rejection unlikely
 * @param smallest least change of a step size
 * @param largest greatest change of a step size
 */
public record StepSizeController(
    double p, double i, double d, double safety, double smallest, double largest) {

  /** Returns the classical controller: i = 1. */
  public static StepSizeController integral() {
    return pid(0, 1, 0);
  }

  /** Returns a PI controller with gains 0.4 and 0.3, smoother where stability limits the steps. */
  public static StepSizeController proportionalIntegral() {
    return pid(0.4, 0.3, 0);
  }

  /** Returns a controller with the given gains and the usual limits. */
  public static StepSizeController pid(double p, double i, double d) {
    return new StepSizeController(p, i, d, 0.9, 0.2, 10);
  }

  /**
   * Returns the factor for the next step size from squared error norms.
   *
   * @param now of the step just tried
   * @param before of the accepted step before it; 1 where there was none
   * @param earlier of the accepted step before that; 1 where there was none
   */
  double factor(double now, double before, double earlier, int order) {
    if (!(now < Double.POSITIVE_INFINITY)) {
      return smallest;
    }
    if (now < 1e-20) {
      return largest;
    }
    double power = -0.5 / order;
    double factor = safety * Math.pow(now, power * (p + i + d));
    if (p != 0 || d != 0) {
      factor *= Math.pow(Math.max(before, 1e-20), -power * (p + 2 * d));
      factor *= Math.pow(Math.max(earlier, 1e-20), power * d);
    }
    return Math.min(largest, Math.max(smallest, factor));
  }
}
