package episode.sample;

/**
 * The running covariance of the positions in one window (Welford 1962, doi:10.2307/1266577), shrunk
 * towards a small multiple of the identity as in Stan: with n positions,
 *
 * <pre>
 * M⁻¹ = n/(n + 5) · cov + 5/(n + 5) · 10⁻³ · 1
 * </pre>
 */
final class MassEstimate {

  private static final double PRIOR_COUNT = 5;
  private static final double PRIOR_VARIANCE = 1e-3;

  private final boolean dense;
  private final double[] mean;
  private final double[] delta;
  private final double[][] products;
  private int count;

  MassEstimate(int dimension, boolean dense) {
    this.dense = dense;
    this.mean = new double[dimension];
    this.delta = new double[dimension];
    this.products = dense ? new double[dimension][dimension] : new double[1][dimension];
  }

  void add(double[] position) {
    count++;
    for (int i = 0; i < mean.length; i++) {
      delta[i] = position[i] - mean[i];
      mean[i] += delta[i] / count;
    }
    for (int i = 0; i < mean.length; i++) {
      double rest = position[i] - mean[i];
      if (dense) {
        for (int j = 0; j <= i; j++) {
          products[i][j] += rest * delta[j];
        }
      } else {
        products[0][i] += rest * delta[i];
      }
    }
  }

  /** Returns the mass matrix of the positions added; at least two. */
  MassMatrix massMatrix() {
    double shrink = count / ((count + PRIOR_COUNT) * (count - 1));
    double ridge = PRIOR_VARIANCE * PRIOR_COUNT / (count + PRIOR_COUNT);
    int n = mean.length;
    double[][] inverse = new double[products.length][n];
    for (int i = 0; i < inverse.length; i++) {
      for (int j = 0; j < n; j++) {
        double product = dense && j > i ? products[j][i] : products[i][j];
        inverse[i][j] = shrink * product + (dense && i != j ? 0 : ridge);
      }
    }
    return dense ? new DenseMass(inverse) : new DiagonalMass(inverse[0]);
  }

  /** Returns the mass matrix to begin with: the identity. */
  static MassMatrix identity(int n, boolean dense) {
    double[][] inverse = new double[dense ? n : 1][n];
    for (int i = 0; i < n; i++) {
      inverse[dense ? i : 0][i] = 1;
    }
    return dense ? new DenseMass(inverse) : new DiagonalMass(inverse[0]);
  }
}
