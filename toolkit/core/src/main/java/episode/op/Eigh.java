package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and eigenvectors of (A + Aᵀ) / 2, and their derivatives; M. B. Giles, Collected
 * matrix derivative results for forward and reverse mode algorithmic differentiation (2008),
 * doi:10.1007/978-3-540-68942-3_4.
 */
record Eigh() implements Leading {
  @Override
  public String name() {
    return "Eigh";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.floating(name(), operands, 1);
    Type.ArrayOf a = Taken.square(name(), operands);
    return List.of(Type.array(a.dtype(), Stack.leading(a.shape(), 1)), a);
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor a = operands.get(0);
    int n = Stack.rows(a.shape());
    Shape values = Stack.leading(a.shape(), 1);
    double[] w = new double[values.size()];
    double[] v = new double[a.shape().size()];
    for (int k = 0; k < Stack.count(a.shape()) && n > 0; k++) {
      DMatrixRMaj matrix = Stack.symmetric(a, k);
      EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(n, true, true);
      boolean found = Stack.isFinite(matrix) && eig.decompose(matrix);
      DMatrixRMaj vectors = found ? new DMatrixRMaj(n, n) : null;
      DMatrixRMaj own = found ? new DMatrixRMaj(1, n) : null;
      if (found) {
        sort(eig, own, vectors);
      }
      Stack.put(w, k, n, own);
      Stack.put(v, k, n * n, vectors);
    }
    return List.of(Stack.tensor(a.dtype(), values, w), Stack.tensor(a.dtype(), a.shape(), v));
  }

  @Override
  public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    Node a = operands.get(0);
    List<Node> both =
        ArrayEigh.of(builder, Matrices.symmetric(builder, builder.cast(a, DType.FLOAT64)));
    Node values = builder.cast(both.get(0), a.dtype());
    Node shaped = builder.reshape(values, Stack.leading(a.shape(), 1));
    return Optional.of(List.of(shaped, Rows.like(builder, both.get(1), a)));
  }

  private static void sort(
      EigenDecomposition_F64<DMatrixRMaj> eig, DMatrixRMaj values, DMatrixRMaj vectors) {
    int n = values.numCols;
    List<Integer> order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> eig.getEigenvalue(i).getReal()))
            .toList();
    for (int column = 0; column < n; column++) {
      DMatrixRMaj vector = eig.getEigenVector(order.get(column));
      values.set(0, column, eig.getEigenvalue(order.get(column)).getReal());
      int largest = 0;
      for (int i = 1; i < n; i++) {
        boolean larger = Math.abs(vector.get(i)) > Math.abs(vector.get(largest)) * (1 + 1e-9);
        largest = larger ? i : largest;
      }
      double sign = vector.get(largest) < 0 ? -1 : 1;
      for (int i = 0; i < n; i++) {
        vectors.set(i, column, sign * vector.get(i));
      }
    }
  }

  /** Returns 1 / (wⱼ − wᵢ) off the diagonal and 0 on it. */
  private static Node gaps(GraphBuilder b, Node w) {
    int rank = w.shape().rank();
    Node columns = b.reshape(w, w.shape().inserted(rank - 1, 1));
    Node rows = b.reshape(w, w.shape().inserted(rank, 1));
    Node difference = b.sub(columns, rows);
    int n = w.shape().extent(rank - 1);
    boolean[] diagonal = new boolean[n * n];
    for (int i = 0; i < n; i++) {
      diagonal[i * (n + 1)] = true;
    }
    Node same = b.constant(Tensor.of(Shape.of(n, n), diagonal));
    Node safe = b.where(same, Matrices.number(b, w, 1), difference);
    Node one = b.div(Matrices.number(b, w, 1), safe);
    return b.where(same, Matrices.number(b, w, 0), one);
  }

  /** With M = Vᵀ S' V: w' = its diagonal, V' = V (F ∘ M). */
  @Override
  public List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Node v = y.get(1);
    Node moved = Matrices.symmetric(b, t.get(0).orElseThrow());
    Node m = b.matmul(b.matmul(Matrices.transposed(b, v), moved), v);
    Node inner = b.mul(gaps(b, y.get(0)), m);
    return List.of(Optional.of(Matrices.diagonal(b, m)), Optional.of(b.matmul(v, inner)));
  }

  /** The symmetric part of V (w̄ on the diagonal + F ∘ Vᵀ V̄) Vᵀ. */
  @Override
  public List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    Node v = y.get(1);
    Node turned = Matrices.transposed(b, v);
    Node inner = b.filledLike(v, 0);
    if (c.get(0).isPresent()) {
      Node column = Matrices.widened(b, c.get(0).get(), 1);
      inner = Matrices.band(b, b.broadcastTo(column, v.shape()), 0, 0);
    }
    if (c.get(1).isPresent()) {
      Node vectors = b.mul(gaps(b, y.get(0)), b.matmul(turned, c.get(1).get()));
      inner = b.add(inner, vectors);
    }
    Node all = b.matmul(b.matmul(v, inner), turned);
    return List.of(Optional.of(Matrices.symmetric(b, all)));
  }
}
