package episode.backend;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/** SEIR in 16 age groups with a contact matrix: the array workload of the benchmarks. */
public final class SeirByAge {
  static final int GROUPS = 16;

  private SeirByAge() {}

  /** Returns the right-hand side. */
  public static Graph rhs() {
    GraphBuilder b = new GraphBuilder();
    Node s = b.input("S", Type.float64(GROUPS));
    Node e = b.input("E", Type.float64(GROUPS));
    Node i = b.input("I", Type.float64(GROUPS));
    b.input("R", Type.float64(GROUPS));
    Node contact = b.input("contact", Type.float64(GROUPS, GROUPS));
    Node q = b.input("q", Type.float64(GROUPS));
    Node n = b.input("N", Type.float64(GROUPS));
    Node share = b.reshape(b.div(i, n), Shape.of(GROUPS, 1));
    Node met = b.reshape(b.matmul(contact, share), Shape.of(GROUPS));
    Node infection = b.mul(b.mul(q, met), s);
    Node onset = b.mul(b.input("sigma"), e);
    Node recovery = b.mul(b.input("gamma"), i);
    return b.build(
        "seir",
        List.of(b.neg(infection), b.sub(infection, onset), b.sub(onset, recovery), recovery));
  }

  /** Returns values for the inputs of {@link #rhs}. */
  public static List<Tensor> point() {
    double[] n = new double[GROUPS];
    double[] s = new double[GROUPS];
    double[] e = new double[GROUPS];
    double[] i = new double[GROUPS];
    double[] q = new double[GROUPS];
    double[][] contact = new double[GROUPS][GROUPS];
    for (int k = 0; k < GROUPS; k++) {
      n[k] = 1e5 * (1 - 0.04 * k);
      i[k] = 10 + k;
      e[k] = 20 + 0.5 * k;
      s[k] = n[k] - i[k] - e[k];
      q[k] = 0.03 * (1 + 0.02 * k);
      for (int j = 0; j < GROUPS; j++) {
        double d = Math.abs(k - j);
        contact[k][j] = 0.3 + 2 * Math.exp(-d / 2) + 0.8 * Math.exp(-(d - 6) * (d - 6) / 4);
      }
    }
    return List.of(
        Tensor.of(s),
        Tensor.of(e),
        Tensor.of(i),
        Tensor.of(new double[GROUPS]),
        Tensor.matrix(contact),
        Tensor.of(q),
        Tensor.of(n),
        Tensor.of(0.25),
        Tensor.of(0.2));
  }
}
