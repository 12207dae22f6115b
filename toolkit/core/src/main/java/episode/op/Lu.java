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

/**
 * A[p] = L U with row pivoting, and its derivatives; S. F. Walter and L. Lehmann, Algorithmic
 * differentiation of linear algebra functions with application in optimum experimental design
 * (2010), arXiv:1001.1654.
 */
record Lu() implements Leading {
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
    Node f =
        Matrices.over(
            b, Matrices.triangular(b, y.get(1), moved, true, true), y.get(2), false, false);
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
    Node left = Matrices.triangular(b, turnedLower, inner, false, true);
    Node both = Matrices.over(b, left, turnedUpper, true, false);
    Node back = Matrices.transposed(b, permutation(b, y.get(0), x.get(0).dtype()));
    return List.of(Optional.of(b.matmul(back, both)));
  }
}
