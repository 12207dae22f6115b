package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/** det A, and its derivatives. */
record Determinant() implements Leading {
  @Override
  public String name() {
    return "Determinant";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.floating(name(), operands, 1);
    Type.ArrayOf a = Taken.square(name(), operands);
    return List.of(Type.array(a.dtype(), Stack.leading(a.shape(), 2)));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor a = operands.get(0);
    double[] all = new double[Stack.count(a.shape())];
    for (int k = 0; k < all.length; k++) {
      all[k] = Pivoted.of(Stack.matrix(a, k)).determinant();
    }
    return List.of(Stack.tensor(a.dtype(), Stack.leading(a.shape(), 2), all));
  }

  @Override
  public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    Node a = operands.get(0);
    Node value = builder.cast(new ArrayLu(builder, a).determinant(), a.dtype());
    return Optional.of(List.of(builder.reshape(value, Stack.leading(a.shape(), 2))));
  }

  /** d · tr(A⁻¹ A'). */
  @Override
  public List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Node turned = Matrices.transposed(b, LinearSolves.inverse(b, x.get(0)));
    Node trace = Matrices.dot(b, turned, t.get(0).orElseThrow());
    return List.of(Optional.of(b.mul(y.get(0), trace)));
  }

  /** c · d · A⁻ᵀ. */
  @Override
  public List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    Node turned = Matrices.transposed(b, LinearSolves.inverse(b, x.get(0)));
    Node factor = Matrices.widened(b, b.mul(y.get(0), c.get(0).orElseThrow()), 2);
    return List.of(Optional.of(b.mul(factor, turned)));
  }
}
