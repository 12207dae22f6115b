package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * L of L Lᵀ = (A + Aᵀ) / 2, and its derivatives; M. B. Giles, Collected matrix derivative results
 * for forward and reverse mode algorithmic differentiation (2008), doi:10.1007/978-3-540-68942-3_4.
 */
record Cholesky() implements Leading {
  @Override
  public String name() {
    return "Cholesky";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.floating(name(), operands, 1);
    return List.of(Taken.square(name(), operands));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor a = operands.get(0);
    int n = Stack.rows(a.shape());
    double[] all = new double[a.shape().size()];
    for (int k = 0; k < Stack.count(a.shape()) && n > 0; k++) {
      DMatrixRMaj matrix = Stack.symmetric(a, k);
      CholeskyDecomposition_F64<DMatrixRMaj> chol = DecompositionFactory_DDRM.chol(n, true);
      boolean positive = Stack.isFinite(matrix) && chol.decompose(matrix);
      Stack.put(all, k, n * n, positive ? chol.getT(null) : null);
    }
    return List.of(Stack.tensor(a.dtype(), a.shape(), all));
  }

  @Override
  public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    Node a = operands.get(0);
    Node l =
        ArrayFactors.cholesky(builder, Matrices.symmetric(builder, builder.cast(a, DType.FLOAT64)));
    return Optional.of(List.of(Rows.like(builder, l, a)));
  }

  /** L' = L Φ(L⁻¹ S' L⁻ᵀ), Φ the lower triangle with half of the diagonal. */
  @Override
  public List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Node l = y.get(0);
    Node moved =
        Matrices.triangular(b, l, Matrices.symmetric(b, t.get(0).orElseThrow()), true, false);
    Node inner = Matrices.over(b, moved, Matrices.transposed(b, l), false, false);
    return List.of(Optional.of(b.matmul(l, Matrices.halved(b, inner))));
  }

  /** The symmetric part of L⁻ᵀ Φ(Lᵀ C) L⁻¹. */
  @Override
  public List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    Node turned = Matrices.transposed(b, y.get(0));
    Node given = Matrices.lower(b, c.get(0).orElseThrow());
    Node inner = Matrices.halved(b, b.matmul(turned, given));
    Node left = Matrices.triangular(b, turned, inner, false, false);
    Node both = Matrices.over(b, left, y.get(0), true, false);
    return List.of(Optional.of(Matrices.symmetric(b, both)));
  }
}
