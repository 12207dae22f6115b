package episode.op;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;

/** A square matrix as P⁻¹ L U. For one matrix. */
final class Pivoted {
  private final LUDecompositionAlt_DDRM decomposition = new LUDecompositionAlt_DDRM();
  private final int n;
  private final boolean isFinite;

  private Pivoted(DMatrixRMaj a) {
    n = a.numRows;
    isFinite = Stack.isFinite(a);
    if (n > 0) {
      decomposition.decompose(a.copy());
    }
  }

  static Pivoted of(DMatrixRMaj a) {
    return new Pivoted(a);
  }

  static DMatrixRMaj identity(int n) {
    DMatrixRMaj one = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      one.set(i, i, 1);
    }
    return one;
  }

  /** Returns whether there is a zero pivot, or no number. */
  boolean isSingular() {
    for (int i = 0; i < n; i++) {
      if (pivot(i) == 0) {
        return true;
      }
    }
    return !isFinite;
  }

  private double pivot(int i) {
    return decomposition.getLU().get(i, i);
  }

  /** Returns which row of the matrix is row i of L U. */
  int[] rows() {
    return n == 0 ? new int[0] : Arrays.copyOf(decomposition.getRowPivotV(null), n);
  }

  DMatrixRMaj lower() {
    return n == 0 ? new DMatrixRMaj(0, 0) : decomposition.getLower(null);
  }

  DMatrixRMaj upper() {
    return n == 0 ? new DMatrixRMaj(0, 0) : decomposition.getUpper(null);
  }

  double determinant() {
    double product = sign();
    for (int i = 0; i < n; i++) {
      product *= Math.abs(pivot(i));
    }
    return product;
  }

  double logDeterminant() {
    double sum = isFinite ? 0 : Double.NaN;
    for (int i = 0; i < n; i++) {
      sum += Math.log(Math.abs(pivot(i)));
    }
    return sum;
  }

  /** Returns −1, 0 or 1. */
  double sign() {
    double sign = isFinite ? 1 : Double.NaN;
    for (int i = 0; i < n; i++) {
      sign *= Math.signum(pivot(i));
    }
    int[] order = rows();
    for (int i = 0; i < n; i++) {
      while (order[i] != i) {
        int other = order[i];
        order[i] = order[other];
        order[other] = other;
        sign = -sign;
      }
    }
    return sign;
  }

  DMatrixRMaj solve(DMatrixRMaj b) {
    DMatrixRMaj x = new DMatrixRMaj(n, b.numCols);
    int[] rows = rows();
    DMatrixRMaj lu = n == 0 ? x : decomposition.getLU();
    for (int column = 0; column < b.numCols; column++) {
      for (int i = 0; i < n; i++) {
        double sum = b.get(rows[i], column);
        for (int k = 0; k < i; k++) {
          sum -= lu.get(i, k) * x.get(k, column);
        }
        x.set(i, column, sum);
      }
      for (int i = n - 1; i >= 0; i--) {
        double sum = x.get(i, column);
        for (int k = i + 1; k < n; k++) {
          sum -= lu.get(i, k) * x.get(k, column);
        }
        x.set(i, column, sum / lu.get(i, i));
      }
    }
    return x;
  }
}
