package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The exponential of square matrices along the last two axes; leading axes are a batch. */
public final class Exponentials {
  private Exponentials() {}

  /** Returns exp A = I + A + A² / 2 + …; NaN where A has a NaN or an infinity. */
  public static Node expm(GraphBuilder b, Node a) {
    return b.apply(new Expm(), List.of(Matrices.real(b, a))).get(0);
  }

  /**
   * exp A by scaling, a Padé approximant of degree 13, and squaring; N. J. Higham, The scaling and
   * squaring method for the matrix exponential revisited, SIAM J. Matrix Anal. Appl. 26 (2005),
   * doi:10.1137/04061101X.
   */
  public record Expm() implements Leading {
    /** Below this 1-norm the approximant is as good as the numbers are: Higham's θ₁₃. */
    static final double LARGEST_NORM = 5.371920351148152;

    static final double[] PADE = {
      64764752532480000.0,
      32382376266240000.0,
      7771770303897600.0,
      1187353796428800.0,
      129060195264000.0,
      10559470521600.0,
      670442572800.0,
      33522128640.0,
      1323241920.0,
      40840800.0,
      960960.0,
      16380.0,
      182.0,
      1.0
    };

    @Override
    public String name() {
      return "Expm";
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
      for (int k = 0; k < Stack.count(a.shape()); k++) {
        DMatrixRMaj matrix = Stack.matrix(a, k);
        Stack.put(all, k, n * n, Stack.isFinite(matrix) ? exponential(matrix) : null);
      }
      return List.of(Stack.tensor(a.dtype(), a.shape(), all));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node a = operands.get(0);
      return Optional.of(List.of(Rows.like(builder, ArrayExpm.of(builder, a), a)));
    }

    private static DMatrixRMaj exponential(DMatrixRMaj a) {
      double norm = 0;
      for (int j = 0; j < a.numCols; j++) {
        double sum = 0;
        for (int i = 0; i < a.numRows; i++) {
          sum += Math.abs(a.get(i, j));
        }
        norm = Math.max(norm, sum);
      }
      int squarings = Math.max(0, Math.getExponent(norm / LARGEST_NORM) + 1);
      CommonOps_DDRM.scale(Math.scalb(1.0, -squarings), a);
      DMatrixRMaj result = pade(a);
      for (int i = 0; i < squarings; i++) {
        result = product(result, result);
      }
      return result;
    }

    private static DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj y) {
      DMatrixRMaj z = new DMatrixRMaj(x.numRows, y.numCols);
      CommonOps_DDRM.mult(x, y, z);
      return z;
    }

    /** Returns (V − U)⁻¹ (V + U), U the odd terms and V the even ones. */
    private static DMatrixRMaj pade(DMatrixRMaj a) {
      int n = a.numRows;
      DMatrixRMaj square = product(a, a);
      DMatrixRMaj power = Pivoted.identity(n);
      DMatrixRMaj odd = new DMatrixRMaj(n, n);
      DMatrixRMaj even = new DMatrixRMaj(n, n);
      for (int k = 0; k < PADE.length; k += 2) {
        CommonOps_DDRM.addEquals(even, PADE[k], power);
        CommonOps_DDRM.addEquals(odd, PADE[k + 1], power);
        power = product(power, square);
      }
      DMatrixRMaj u = product(a, odd);
      DMatrixRMaj sum = new DMatrixRMaj(n, n);
      DMatrixRMaj difference = new DMatrixRMaj(n, n);
      CommonOps_DDRM.add(even, u, sum);
      CommonOps_DDRM.subtract(even, u, difference);
      return Pivoted.of(difference).solve(sum);
    }

    /** Returns the upper right block of the exponential of [[A, E], [0, A]]. */
    private Node derivative(GraphBuilder b, Node a, Node e) {
      int rank = a.shape().rank();
      int n = Stack.rows(a.shape());
      Node upper = b.concat(List.of(a, e), rank - 1);
      Node lower = b.concat(List.of(b.filledLike(a, 0), a), rank - 1);
      Node both = b.apply(this, List.of(b.concat(List.of(upper, lower), rank - 2))).get(0);
      return b.slice(b.slice(both, rank - 2, 0, n), rank - 1, n, 2 * n);
    }

    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      return List.of(Optional.of(derivative(b, x.get(0), t.get(0).orElseThrow())));
    }

    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node turned = Matrices.transposed(b, x.get(0));
      return List.of(Optional.of(derivative(b, turned, c.get(0).orElseThrow())));
    }
  }
}
