package episode.sample;

/**
 * The mass matrix M of the kinetic energy p'M⁻¹p/2. Its inverse estimates the posterior covariance
 * on the unconstrained scale (Betancourt 2017, arXiv:1701.02434, section 4.2).
 *
 * <p>Threads: one per chain; {@link DenseMass} owns a buffer.
 */
interface MassMatrix {

  /** Fills {@code product} with M⁻¹ times a vector: a velocity from a momentum. */
  void timesInverse(double[] vector, double[] product);

  /** Fills a momentum with a draw from normal(0, M). */
  void drawMomentum(RandomStream random, double[] momentum);

  /** Returns M⁻¹: one row of variances if diagonal, else n rows. */
  double[][] inverse();
}
