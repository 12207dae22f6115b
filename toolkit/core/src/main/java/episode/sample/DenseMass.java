package episode.sample;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A dense mass matrix, given by the covariance C that is its inverse. With C = LL', a momentum is
 * the solution p of L'p = z for a standard normal z, because then cov(p) = (LL')⁻¹ = M.
 */
final class DenseMass implements MassMatrix {

  private final int n;
  private final double[] covariance;
  private final double[] lower;

  private DenseMass(double[] covariance, double[] lower, int n) {
    this.covariance = covariance;
    this.lower = lower;
    this.n = n;
  }

  /**
   * Returns the mass matrix of a covariance, unless rounding keeps it from being positive definite.
   *
   * @param covariance double[n][n], symmetric
   */
  static Optional<DenseMass> of(double[][] covariance) {
    int n = covariance.length;
    DMatrixRMaj matrix = new DMatrixRMaj(covariance);
    double[] kept = matrix.data.clone();
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    return cholesky.decompose(matrix)
        ? Optional.of(new DenseMass(kept, cholesky.getT(null).data, n))
        : Optional.empty();
  }

  /** Returns a dense mass matrix that happens to be diagonal. */
  static DenseMass diagonal(double[] variance) {
    double[][] covariance = new double[variance.length][variance.length];
    for (int i = 0; i < variance.length; i++) {
      covariance[i][i] = variance[i];
    }
    return of(covariance).orElseThrow();
  }

  @Override
  public void timesInverse(double[] vector, double[] product) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0, k = i * n; j < n; j++, k++) {
        sum += covariance[k] * vector[j];
      }
      product[i] = sum;
    }
  }

  @Override
  public void drawMomentum(RandomStream random, double[] momentum) {
    random.fillGaussian(momentum);
    TriangularSolver_DDRM.solveTranL(lower, momentum, n);
  }

  @Override
  public double[][] inverse() {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOfRange(covariance, i * n, (i + 1) * n);
    }
    return rows;
  }
}
