package episode.epi;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Eigenvalues and Perron vectors of small dense matrices. */
final class Spectrum {
  private static final double SHIFT = 1e-8;
  private static final int ROUNDS = 8;

  private Spectrum() {}

  /** Returns the largest modulus of the eigenvalues. */
  static double radius(double[][] matrix) {
    EigenDecomposition_F64<DMatrixRMaj> values = eigenvalues(matrix);
    double largest = 0;
    for (int i = 0; i < values.getNumberOfEigenvalues(); i++) {
      largest = Math.max(largest, values.getEigenvalue(i).getMagnitude());
    }
    return largest;
  }

  /** Returns the largest real part of the eigenvalues. */
  static double abscissa(double[][] matrix) {
    EigenDecomposition_F64<DMatrixRMaj> values = eigenvalues(matrix);
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.getNumberOfEigenvalues(); i++) {
      largest = Math.max(largest, values.getEigenvalue(i).getReal());
    }
    return largest;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> eigenvalues(double[][] matrix) {
    EigenDecomposition_F64<DMatrixRMaj> values =
        DecompositionFactory_DDRM.eig(matrix.length, false);
    if (!values.decompose(new DMatrixRMaj(matrix))) {
      throw new ArithmeticException("the eigenvalues did not converge");
    }
    return values;
  }

  /**
   * Returns the eigenvector of a matrix without negative entries that belongs to its spectral
   * radius, entries adding up to 1; equal entries where the radius is 0. By inverse iteration just
   * above the radius, where {@code (s − K)⁻¹} has no negative entries either.
   */
  static double[] perron(double[][] matrix, double radius) {
    int n = matrix.length;
    double[] vector = new double[n];
    Arrays.fill(vector, 1.0 / n);
    if (radius == 0) {
      return vector;
    }
    double[][] shifted = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        shifted[i][j] = (i == j ? radius * (1 + SHIFT) : 0) - matrix[i][j];
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      vector = column(solve(shifted, columns(vector)));
      double sum = Arrays.stream(vector).sum();
      for (int i = 0; i < n; i++) {
        vector[i] /= sum;
      }
    }
    return vector;
  }

  /** Returns the solution X of A X = B; NaN where A is singular. */
  static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(n);
    DMatrixRMaj x = new DMatrixRMaj(n, b[0].length);
    if (solver.setA(new DMatrixRMaj(a)) && solver.quality() > 0) {
      solver.solve(new DMatrixRMaj(b), x);
    } else {
      CommonOps_DDRM.fill(x, Double.NaN);
    }
    return rows(x);
  }

  static double[][] transposed(double[][] matrix) {
    DMatrixRMaj other = CommonOps_DDRM.transpose(new DMatrixRMaj(matrix), null);
    return rows(other);
  }

  static double[][] columns(double[] vector) {
    double[][] column = new double[vector.length][1];
    for (int i = 0; i < vector.length; i++) {
      column[i][0] = vector[i];
    }
    return column;
  }

  static double[] column(double[][] matrix) {
    return Arrays.stream(matrix).mapToDouble(row -> row[0]).toArray();
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.getNumRows()][];
    int width = matrix.getNumCols();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(matrix.data, i * width, (i + 1) * width);
    }
    return rows;
  }
}
