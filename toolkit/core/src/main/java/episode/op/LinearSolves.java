package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Linear systems, inverse and determinant, of matrices along the last two axes; leading axes are a
 * batch. FLOAT32 is computed in double precision. A singular matrix gives NaN (a determinant of 0
 * and its logarithm −∞), as does NaN or an infinity in it; so do the derivatives there.
 */
public final class LinearSolves {
  private LinearSolves() {}

  /** Returns X of A X = B; B matrices [..., n, m], or one vector [n], as in NumPy 2. */
  public static Node solve(GraphBuilder b, Node a, Node rhs) {
    return applied(b, new Solve(), a, rhs);
  }

  /**
   * Returns X of A X = B for a triangular A, of which the other half is not read.
   *
   * @param lower whether A is its lower triangle
   * @param unit whether the diagonal is taken for 1
   */
  public static Node triangularSolve(
      GraphBuilder b, Node a, Node rhs, boolean lower, boolean unit) {
    return applied(b, new TriangularSolve(lower, unit), a, rhs);
  }

  private static Node applied(GraphBuilder b, Ruled op, Node a, Node rhs) {
    DType dtype = DType.promote(DType.promote(a.dtype(), rhs.dtype()), DType.FLOAT32);
    boolean vector = rhs.shape().rank() == 1;
    Node columns = vector ? Matrices.widened(b, rhs, 1) : rhs;
    Shape leading = Shape.broadcast(Stack.leading(a.shape(), 2), Stack.leading(columns.shape(), 2));
    Node left = b.broadcastTo(b.cast(a, dtype), leading.concat(matrix(a)));
    Node right = b.broadcastTo(b.cast(columns, dtype), leading.concat(matrix(columns)));
    Node x = b.apply(op, List.of(left, right)).get(0);
    return vector
        ? b.reshape(x, leading.concat(Shape.of(rhs.shape().extent(rhs.shape().rank() - 1))))
        : x;
  }

  private static Shape matrix(Node x) {
    return Shape.of(Stack.rows(x.shape()), Stack.columns(x.shape()));
  }

  /** Returns A⁻¹. */
  public static Node inverse(GraphBuilder b, Node a) {
    return b.apply(new Inverse(), List.of(Matrices.real(b, a))).get(0);
  }

  /** Returns the determinant. */
  public static Node determinant(GraphBuilder b, Node a) {
    return b.apply(new Determinant(), List.of(Matrices.real(b, a))).get(0);
  }

  /** Returns the determinant's sign and the logarithm of its absolute value. */
  public static List<Node> logDeterminant(GraphBuilder b, Node a) {
    return b.apply(new LogDeterminant(), List.of(Matrices.real(b, a)));
  }

  private static List<Type> solveTypes(String op, List<Type> operands) {
    Taken.floating(op, operands, 2);
    Shape a = Taken.square(op, operands).shape();
    Type.ArrayOf rhs = Taken.array(op, operands, 1);
    boolean fits = rhs.shape().rank() == a.rank();
    fits = fits && rhs.shape().equals(a.with(a.rank() - 1, Stack.columns(rhs.shape())));
    Taken.check(fits, op, operands, "[..., n, n] and [..., n, m], leading axes equal.");
    return List.of(rhs);
  }

  /** A X = B by LU with row pivoting. */
  public record Solve() implements Leading {
    @Override
    public String name() {
      return "Solve";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return solveTypes(name(), operands);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor rhs = operands.get(1);
      double[] all = new double[rhs.shape().size()];
      for (int k = 0; k < Stack.count(rhs.shape()); k++) {
        Pivoted lu = Pivoted.of(Stack.matrix(operands.get(0), k));
        DMatrixRMaj b = Stack.matrix(rhs, k);
        Stack.put(all, k, b.data.length, lu.isSingular() ? null : lu.solve(b));
      }
      return List.of(Stack.tensor(rhs.dtype(), rhs.shape(), all));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node rhs = operands.get(1);
      Node x = new ArrayLu(builder, operands.get(0)).solve(new Rows(builder).batch(rhs));
      return Optional.of(List.of(Rows.like(builder, x, rhs)));
    }

    /** X' = A⁻¹ (B' − A' X). */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = right(b, y.get(0), t.get(0), t.get(1));
      return List.of(Optional.of(b.apply(this, List.of(x.get(0), moved)).get(0)));
    }

    /** Of B: G = A⁻ᵀ C; of A: −G Xᵀ. */
    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node turned = Matrices.transposed(b, x.get(0));
      Node g = b.apply(this, List.of(turned, c.get(0).orElseThrow())).get(0);
      Node outer = b.matmul(g, Matrices.transposed(b, y.get(0)));
      return List.of(Optional.of(b.neg(outer)), Optional.of(g));
    }
  }

  private static Node right(GraphBuilder b, Node x, Optional<Node> a, Optional<Node> rhs) {
    if (a.isEmpty()) {
      return rhs.orElseThrow();
    }
    Node moved = b.matmul(a.get(), x);
    return rhs.isPresent() ? b.sub(rhs.get(), moved) : b.neg(moved);
  }

  /**
   * A X = B for a triangular A.
   *
   * @param lower whether A is its lower triangle
   * @param unit whether the diagonal is taken for 1
   */
  public record TriangularSolve(boolean lower, boolean unit) implements Leading {
    @Override
    public String name() {
      return "TriangularSolve";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return solveTypes(name(), operands);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor rhs = operands.get(1);
      double[] all = new double[rhs.shape().size()];
      for (int k = 0; k < Stack.count(rhs.shape()); k++) {
        DMatrixRMaj b = Stack.matrix(rhs, k);
        substitute(Stack.matrix(operands.get(0), k), b);
        Stack.put(all, k, b.data.length, b);
      }
      return List.of(Stack.tensor(rhs.dtype(), rhs.shape(), all));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Rows rows = new Rows(builder);
      Node a = rows.batch(operands.get(0));
      Node rhs = operands.get(1);
      Node x = ArrayLu.substituted(builder, a, rows.batch(rhs), lower, unit);
      return Optional.of(List.of(Rows.like(builder, x, rhs)));
    }

    private void substitute(DMatrixRMaj a, DMatrixRMaj x) {
      int n = a.numRows;
      for (int column = 0; column < x.numCols; column++) {
        for (int step = 0; step < n; step++) {
          int i = lower ? step : n - 1 - step;
          double sum = x.get(i, column);
          for (int k = lower ? 0 : i + 1; k < (lower ? i : n); k++) {
            sum -= a.get(i, k) * x.get(k, column);
          }
          x.set(i, column, unit ? sum : sum / a.get(i, i));
        }
      }
    }

    /** Returns the part of a matrix that is read. */
    private Node read(GraphBuilder b, Node a) {
      int n = Stack.rows(a.shape());
      int inner = unit ? 1 : 0;
      return lower ? Matrices.band(b, a, -n, -inner) : Matrices.band(b, a, inner, n);
    }

    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = right(b, y.get(0), t.get(0).map(a -> read(b, a)), t.get(1));
      return List.of(Optional.of(b.apply(this, List.of(x.get(0), moved)).get(0)));
    }

    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node turned = Matrices.transposed(b, x.get(0));
      TriangularSolve other = new TriangularSolve(!lower, unit);
      Node g = b.apply(other, List.of(turned, c.get(0).orElseThrow())).get(0);
      Node outer = b.matmul(g, Matrices.transposed(b, y.get(0)));
      return List.of(Optional.of(b.neg(read(b, outer))), Optional.of(g));
    }
  }

  /** A⁻¹. */
  public record Inverse() implements Leading {
    @Override
    public String name() {
      return "Inverse";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.floating(name(), operands, 1);
      return List.of(Taken.square(name(), operands));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor a = operands.get(0);
      double[] all = new double[a.shape().size()];
      for (int k = 0; k < Stack.count(a.shape()); k++) {
        Pivoted lu = Pivoted.of(Stack.matrix(a, k));
        int n = Stack.rows(a.shape());
        Stack.put(all, k, n * n, lu.isSingular() ? null : lu.solve(Pivoted.identity(n)));
      }
      return List.of(Stack.tensor(a.dtype(), a.shape(), all));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node a = operands.get(0);
      return Optional.of(List.of(Rows.like(builder, new ArrayLu(builder, a).inverse(), a)));
    }

    /** X' = −X A' X. */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = b.matmul(b.matmul(y.get(0), t.get(0).orElseThrow()), y.get(0));
      return List.of(Optional.of(b.neg(moved)));
    }

    /** −Xᵀ C Xᵀ. */
    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node turned = Matrices.transposed(b, y.get(0));
      return List.of(
          Optional.of(b.neg(b.matmul(b.matmul(turned, c.get(0).orElseThrow()), turned))));
    }
  }
}
