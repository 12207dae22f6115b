package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * A = Q R by Householder reflections, and its derivatives; S. F. Walter and L. Lehmann, Algorithmic
 * differentiation of linear algebra functions with application in optimum experimental design
 * (2010), arXiv:1001.1654.
 */
record Qr() implements Leading {
  @Override
  public String name() {
    return "Qr";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.floating(name(), operands, 1);
    Type.ArrayOf a = Taken.array(name(), operands, 0);
    int rank = a.shape().rank();
    boolean tall = rank >= 2 && Stack.rows(a.shape()) >= Stack.columns(a.shape());
    Taken.check(tall, name(), operands, "Matrices have at least as many rows as columns.");
    return List.of(a, Type.array(a.dtype(), a.shape().with(rank - 2, Stack.columns(a.shape()))));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor a = operands.get(0);
    int m = Stack.rows(a.shape());
    int n = Stack.columns(a.shape());
    Shape square = a.shape().with(a.shape().rank() - 2, n);
    double[] q = new double[a.shape().size()];
    double[] r = new double[square.size()];
    for (int k = 0; k < Stack.count(a.shape()) && n > 0; k++) {
      DMatrixRMaj matrix = Stack.matrix(a, k);
      QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(m, n);
      boolean finite = Stack.isFinite(matrix) && qr.decompose(matrix);
      DMatrixRMaj orthogonal = finite ? qr.getQ(null, true) : null;
      DMatrixRMaj upper = finite ? qr.getR(null, true) : null;
      for (int i = 0; finite && i < n; i++) {
        if (upper.get(i, i) < 0) {
          flip(orthogonal, upper, i);
        }
      }
      Stack.put(q, k, m * n, orthogonal);
      Stack.put(r, k, n * n, upper);
    }
    return List.of(Stack.tensor(a.dtype(), a.shape(), q), Stack.tensor(a.dtype(), square, r));
  }

  @Override
  public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    Node a = operands.get(0);
    Shape square = a.shape().with(a.shape().rank() - 2, Stack.columns(a.shape()));
    List<Node> qr = ArrayFactors.qr(builder, a);
    Node r = builder.reshape(builder.cast(qr.get(1), a.dtype()), square);
    return Optional.of(List.of(Rows.like(builder, qr.get(0), a), r));
  }

  private static void flip(DMatrixRMaj q, DMatrixRMaj r, int i) {
    for (int row = 0; row < q.numRows; row++) {
      q.set(row, i, -q.get(row, i));
    }
    for (int column = 0; column < r.numCols; column++) {
      r.set(i, column, 0 - r.get(i, column));
    }
  }

  /** With D = A' R⁻¹, M = Qᵀ D and the antisymmetric W that is M below the diagonal. */
  @Override
  public List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Node q = y.get(0);
    Node d = Matrices.over(b, t.get(0).orElseThrow(), y.get(1), false, false);
    Node m = b.matmul(Matrices.transposed(b, q), d);
    Node below = Matrices.strictlyLower(b, m);
    Node w = b.sub(below, Matrices.transposed(b, below));
    Node rest = b.sub(m, w);
    return List.of(
        Optional.of(b.sub(d, b.matmul(q, rest))),
        Optional.of(Matrices.upper(b, b.matmul(rest, y.get(1)))));
  }

  /** With M = R R̄ᵀ − Q̄ᵀ Q, its lower triangle mirrored: (Q̄ + Q M) R⁻ᵀ. */
  @Override
  public List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    Node q = y.get(0);
    Node r = y.get(1);
    Node m = b.filledLike(r, 0);
    if (c.get(1).isPresent()) {
      Node given = Matrices.upper(b, c.get(1).get());
      m = b.add(m, b.matmul(r, Matrices.transposed(b, given)));
    }
    if (c.get(0).isPresent()) {
      m = b.sub(m, b.matmul(Matrices.transposed(b, c.get(0).get()), q));
    }
    Node mirrored =
        b.add(Matrices.lower(b, m), Matrices.transposed(b, Matrices.strictlyLower(b, m)));
    Node sum = b.matmul(q, mirrored);
    sum = c.get(0).isPresent() ? b.add(c.get(0).get(), sum) : sum;
    return List.of(Optional.of(Matrices.over(b, sum, Matrices.transposed(b, r), true, false)));
  }
}
