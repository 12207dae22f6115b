package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Factorizations of matrices along the last two axes; leading axes are a batch. FLOAT32 is computed
 * in double precision. Where there is no such factorization, all numbers are NaN. Derivatives as M.
 * B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic
 * differentiation (2008), doi:10.1007/978-3-540-68942-3_4, and S. F. Walter and L. Lehmann,
 * Algorithmic differentiation of linear algebra functions with application in optimum experimental
 * design (2010), arXiv:1001.1654.
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

  private static Node triangular(GraphBuilder b, Node a, Node rhs, boolean lower, boolean unit) {
    return b.apply(new LinearSolves.TriangularSolve(lower, unit), List.of(a, rhs)).get(0);
  }

  /** Returns x A⁻¹ for a triangular A. */
  private static Node over(GraphBuilder b, Node x, Node a, boolean lower, boolean unit) {
    Node turned = Matrices.transposed(b, a);
    Node solved = triangular(b, turned, Matrices.transposed(b, x), !lower, unit);
    return Matrices.transposed(b, solved);
  }

  private static Node wide(GraphBuilder b, Node a) {
    return b.cast(a, DType.FLOAT64);
  }

  private static DMatrixRMaj symmetric(Tensor a, int which) {
    DMatrixRMaj matrix = Stack.matrix(a, which);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
        matrix.set(i, j, mean);
        matrix.set(j, i, mean);
      }
    }
    return matrix;
  }

  /** L of L Lᵀ = (A + Aᵀ) / 2. */
  public record Cholesky() implements Leading {
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
        DMatrixRMaj matrix = symmetric(a, k);
        CholeskyDecomposition_F64<DMatrixRMaj> chol = DecompositionFactory_DDRM.chol(n, true);
        boolean positive = Stack.isFinite(matrix) && chol.decompose(matrix);
        Stack.put(all, k, n * n, positive ? chol.getT(null) : null);
      }
      return List.of(Stack.tensor(a.dtype(), a.shape(), all));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node a = operands.get(0);
      Node l = ArrayFactors.cholesky(builder, Matrices.symmetric(builder, wide(builder, a)));
      return Optional.of(List.of(Rows.like(builder, l, a)));
    }

    /** L' = L Φ(L⁻¹ S' L⁻ᵀ), Φ the lower triangle with half of the diagonal. */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node l = y.get(0);
      Node moved = triangular(b, l, Matrices.symmetric(b, t.get(0).orElseThrow()), true, false);
      Node inner = over(b, moved, Matrices.transposed(b, l), false, false);
      return List.of(Optional.of(b.matmul(l, Matrices.halved(b, inner))));
    }

    /** The symmetric part of L⁻ᵀ Φ(Lᵀ C) L⁻¹. */
    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node turned = Matrices.transposed(b, y.get(0));
      Node given = Matrices.lower(b, c.get(0).orElseThrow());
      Node inner = Matrices.halved(b, b.matmul(turned, given));
      Node left = triangular(b, turned, inner, false, false);
      Node both = over(b, left, y.get(0), true, false);
      return List.of(Optional.of(Matrices.symmetric(b, both)));
    }
  }

  /** A[p] = L U with row pivoting. */
  public record Lu() implements Leading {
    @Override
    public String name() {
      return "Lu";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.floating(name(), operands, 1);
      Type.ArrayOf a = Taken.square(name(), operands);
      return List.of(Type.array(DType.INT64, Stack.leading(a.shape(), 1)), a, a);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor a = operands.get(0);
      int n = Stack.rows(a.shape());
      long[] rows = new long[Stack.count(a.shape()) * n];
      double[] lower = new double[a.shape().size()];
      double[] upper = new double[lower.length];
      for (int k = 0; k < Stack.count(a.shape()); k++) {
        DMatrixRMaj matrix = Stack.matrix(a, k);
        boolean finite = Stack.isFinite(matrix);
        Pivoted lu = Pivoted.of(matrix);
        int[] order = lu.rows();
        for (int i = 0; i < n; i++) {
          rows[k * n + i] = finite ? order[i] : i;
        }
        Stack.put(lower, k, n * n, finite ? lu.lower() : null);
        Stack.put(upper, k, n * n, finite ? lu.upper() : null);
      }
      return List.of(
          Tensor.of(Stack.leading(a.shape(), 1), rows),
          Stack.tensor(a.dtype(), a.shape(), lower),
          Stack.tensor(a.dtype(), a.shape(), upper));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node a = operands.get(0);
      ArrayLu lu = new ArrayLu(builder, a);
      Node rows = builder.reshape(lu.order(), Stack.leading(a.shape(), 1));
      Node lower = Rows.like(builder, lu.lower(), a);
      return Optional.of(List.of(rows, lower, Rows.like(builder, lu.upper(), a)));
    }

    /** Returns P as a matrix: row i of P A is row p[i] of A. */
    private static Node permutation(GraphBuilder b, Node rows, DType dtype) {
      int n = rows.shape().extent(rows.shape().rank() - 1);
      long[] numbers = new long[n];
      for (int i = 0; i < n; i++) {
        numbers[i] = i;
      }
      Node columns = b.constant(Tensor.of(Shape.of(n), numbers));
      return b.cast(b.binary(Prim.EQ, Matrices.widened(b, rows, 1), columns), dtype);
    }

    /** With F = L⁻¹ P A' U⁻¹: L' = L · (F below the diagonal), U' = (the rest of F) · U. */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = b.matmul(permutation(b, y.get(0), x.get(0).dtype()), t.get(0).orElseThrow());
      Node f = over(b, triangular(b, y.get(1), moved, true, true), y.get(2), false, false);
      Node lower = b.matmul(y.get(1), Matrices.strictlyLower(b, f));
      Node upper = b.matmul(Matrices.upper(b, f), y.get(2));
      return List.of(Optional.empty(), Optional.of(lower), Optional.of(upper));
    }

    /** Pᵀ L⁻ᵀ (Lᵀ L̄ below the diagonal + the rest of Ū Uᵀ) U⁻ᵀ. */
    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      if (c.get(1).isEmpty() && c.get(2).isEmpty()) {
        return List.of(Optional.empty());
      }
      Node turnedLower = Matrices.transposed(b, y.get(1));
      Node turnedUpper = Matrices.transposed(b, y.get(2));
      Node inner = b.filledLike(x.get(0), 0);
      if (c.get(1).isPresent()) {
        Node product = b.matmul(turnedLower, Matrices.strictlyLower(b, c.get(1).get()));
        inner = b.add(inner, Matrices.strictlyLower(b, product));
      }
      if (c.get(2).isPresent()) {
        Node product = b.matmul(Matrices.upper(b, c.get(2).get()), turnedUpper);
        inner = b.add(inner, Matrices.upper(b, product));
      }
      Node left = triangular(b, turnedLower, inner, false, true);
      Node both = over(b, left, turnedUpper, true, false);
      Node back = Matrices.transposed(b, permutation(b, y.get(0), x.get(0).dtype()));
      return List.of(Optional.of(b.matmul(back, both)));
    }
  }

  /** A = Q R by Householder reflections. */
  public record Qr() implements Leading {
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
      Node d = over(b, t.get(0).orElseThrow(), y.get(1), false, false);
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
      return List.of(Optional.of(over(b, sum, Matrices.transposed(b, r), true, false)));
    }
  }

  /** Eigenvalues and eigenvectors of (A + Aᵀ) / 2. */
  public record Eigh() implements Leading {
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
        DMatrixRMaj matrix = symmetric(a, k);
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
      List<Node> both = ArrayEigh.of(builder, Matrices.symmetric(builder, wide(builder, a)));
      Node values = builder.cast(both.get(0), a.dtype());
      Node shaped = builder.reshape(values, Stack.leading(a.shape(), 1));
      return Optional.of(List.of(shaped, Rows.like(builder, both.get(1), a)));
    }

    private static void sort(
        EigenDecomposition_F64<DMatrixRMaj> eig, DMatrixRMaj values, DMatrixRMaj vectors) {
      int n = values.numCols;
      List<Integer> order =
          java.util.stream.IntStream.range(0, n)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(i -> eig.getEigenvalue(i).getReal()))
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
}
