package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;

/**
 * Factorizations of matrices along the last two axes; leading axes are a batch. FLOAT32 is computed
 * in double precision. Where there is no such factorization, all numbers are NaN.
 */
public final class Factorizations {
  private Factorizations() {}

  /** Returns the lower triangular L of L Lᵀ = (A + Aᵀ) / 2; NaN where it is not positive. */
  public static Node cholesky(GraphBuilder b, Node a) {
    return b.apply(new Cholesky(), List.of(Matrices.real(b, a))).get(0);
  }

  /** Returns INT64 rows p, unit lower triangular L and upper triangular U: A[p] = L U. */
  public static List<Node> lu(GraphBuilder b, Node a) {
    return b.apply(new Lu(), List.of(Matrices.real(b, a)));
  }

  /** Returns Q [..., m, n] with orthonormal columns and R with a diagonal ≥ 0; m ≥ n. */
  public static List<Node> qr(GraphBuilder b, Node a) {
    return b.apply(new Qr(), List.of(Matrices.real(b, a)));
  }

  /**
   * Returns the eigenvalues of (A + Aᵀ) / 2, ascending, and its eigenvectors as columns. The
   * largest element of a vector (the first of equals) is positive. The derivative of the vectors of
   * equal eigenvalues is infinite or NaN, that of the values is not.
   */
  public static List<Node> eigh(GraphBuilder b, Node a) {
    return b.apply(new Eigh(), List.of(Matrices.real(b, a)));
  }
}
