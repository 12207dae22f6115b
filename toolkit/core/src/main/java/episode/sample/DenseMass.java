package episode.sample;

import java.util.Arrays;
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

  /**
   * A mass matrix from a covariance.
   *
   * @param covariance double[n][n], symmetric and positive definite
   */
  DenseMass(double[][] covariance) {
    this.n = covariance.length;
    DMatrixRMaj matrix = new DMatrixRMaj(covariance);
    this.covariance = matrix.data.clone();
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    if (!cholesky.decompose(matrix)) {
      throw new IllegalArgumentException("the covariance is not positive definite");
    }
    this.lower = cholesky.getT(null).data;
  }

  /** Returns a dense mass matrix that happens to be diagonal. */
  static DenseMass diagonal(double[] variance) {
    double[][] covariance = new double[variance.length][variance.length];
    for (int i = 0; i < variance.length; i++) {
      covariance[i][i] = variance[i];
    }
    return new DenseMass(covariance);
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
