package episode.sample;

/**
 * What one window of warm-up says about the mass matrix, from n positions q and gradients g.
 *
 * <p>The diagonal is the geometric mean of the two variance estimates that positions and gradients
 * give, exact for a normal distribution with independent coordinates after any two positions, even
 * on the way to the typical set (Seyboldt, Carlson and Carpenter 2026, "Preconditioning Hamiltonian
 * Monte Carlo by minimizing Fisher divergence", arXiv:2603.18845):
 *
 * <pre>
 * sᵢ = √(var(qᵢ)/var(gᵢ))
 * </pre>
 *
 * <p>A dense estimate is the covariance, shrunk towards that diagonal with Stan's weight:
 *
 * <pre>
 * M⁻¹ = n/(n + 5) · cov(q) + 5/(n + 5) · diag(s)
 * </pre>
 *
 * <p>Running sums after Welford (1962), doi:10.2307/1266577.
 */
final class MassEstimate {

  private static final double PRIOR_COUNT = 5;

  private final double[][] covariance;
  private final double[] variance;
  private final double[] mean;
  private final double[] delta;
  private final double[] gradientVariance;
  private final double[] gradientMean;
  private int count;

  /**
   * An estimate without positions.
   *
   * @param dense whether to estimate the whole covariance
   */
  MassEstimate(int dimension, boolean dense) {
    covariance = new double[dense ? dimension : 0][dimension];
    variance = new double[dimension];
    mean = new double[dimension];
    delta = new double[dimension];
    gradientVariance = new double[dimension];
    gradientMean = new double[dimension];
  }

  void add(double[] position, double[] gradient) {
    count++;
    for (int i = 0; i < mean.length; i++) {
      delta[i] = position[i] - mean[i];
      mean[i] += delta[i] / count;
      variance[i] += delta[i] * (position[i] - mean[i]);
      double change = gradient[i] - gradientMean[i];
      gradientMean[i] += change / count;
      gradientVariance[i] += change * (gradient[i] - gradientMean[i]);
    }
    for (int i = 0; i < covariance.length; i++) {
      double rest = position[i] - mean[i];
      for (int j = 0; j <= i; j++) {
        covariance[i][j] += rest * delta[j];
      }
    }
  }

  /** Returns the diagonal estimate; a coordinate that did not move keeps the scale it had. */
  double[] diagonal(double[] previous) {
    double[] scales = new double[mean.length];
    for (int i = 0; i < scales.length; i++) {
      double scale = Math.sqrt(variance[i] / gradientVariance[i]);
      scales[i] = scale > 0 && scale < Double.POSITIVE_INFINITY ? scale : previous[i];
    }
    return scales;
  }

  /** Returns the dense estimate, given the diagonal one. */
  double[][] dense(double[] diagonal) {
    int n = mean.length;
    double shrink = count / ((count + PRIOR_COUNT) * (count - 1));
    double[][] shrunk = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        shrunk[i][j] = shrink * covariance[i][j];
        shrunk[j][i] = shrunk[i][j];
      }
      shrunk[i][i] = shrink * covariance[i][i] + PRIOR_COUNT / (count + PRIOR_COUNT) * diagonal[i];
    }
    return shrunk;
  }
}
