package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/** The sign of det A and log |det A|, and their derivatives. */
record LogDeterminant() implements Leading {
  @Override
  public String name() {
    return "LogDeterminant";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.floating(name(), operands, 1);
    Type.ArrayOf a = Taken.square(name(), operands);
    Type scalar = Type.array(a.dtype(), Stack.leading(a.shape(), 2));
    return List.of(scalar, scalar);
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor a = operands.get(0);
    double[] signs = new double[Stack.count(a.shape())];
    double[] logs = new double[signs.length];
    for (int k = 0; k < logs.length; k++) {
      Pivoted lu = Pivoted.of(Stack.matrix(a, k));
      signs[k] = lu.sign();
      logs[k] = lu.logDeterminant();
    }
    Shape shape = Stack.leading(a.shape(), 2);
    return List.of(Stack.tensor(a.dtype(), shape, signs), Stack.tensor(a.dtype(), shape, logs));
  }

  @Override
  public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    Node a = operands.get(0);
    ArrayLu lu = new ArrayLu(builder, a);
    Shape shape = Stack.leading(a.shape(), 2);
    Node sign = builder.cast(lu.sign(), a.dtype());
    Node log = builder.cast(lu.logDeterminant(), a.dtype());
    return Optional.of(List.of(builder.reshape(sign, shape), builder.reshape(log, shape)));
  }

  /** tr(A⁻¹ A'). */
  @Override
  public List<Optional<Node>> tangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
    Node turned = Matrices.transposed(b, LinearSolves.inverse(b, x.get(0)));
    return List.of(Optional.empty(), Optional.of(Matrices.dot(b, turned, t.get(0).orElseThrow())));
  }

  /** c · A⁻ᵀ. */
  @Override
  public List<Optional<Node>> cotangents(
      GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
    Node turned = Matrices.transposed(b, LinearSolves.inverse(b, x.get(0)));
    return List.of(c.get(1).map(each -> b.mul(Matrices.widened(b, each, 2), turned)));
  }
}
