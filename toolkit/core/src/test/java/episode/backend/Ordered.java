package episode.backend;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sorts along the last axis, rising or falling, and tells where the elements were: an op of a user
 * with a variant, two results, no lowering, and derivatives of its own.
 */
record Ordered(boolean falling) implements Op {
  @Override
  public String name() {
    return "Ordered";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Type.ArrayOf x = (Type.ArrayOf) operands.get(0);
    return List.of(x, Type.array(DType.INT64, x.shape()));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor x = operands.get(0);
    int n = x.shape().extent(x.shape().rank() - 1);
    double[] values = new double[x.shape().size()];
    long[] places = new long[values.length];
    for (int row = 0; row < values.length; row += n) {
      List<Integer> order = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        order.add(row + k);
      }
      Comparator<Integer> rising = Comparator.comparingDouble(x::at);
      order.sort(falling ? rising.reversed() : rising);
      for (int k = 0; k < n; k++) {
        values[row + k] = x.at(order.get(k));
        places[row + k] = order.get(k) - row;
      }
    }
    return List.of(Tensor.of(x.shape(), values), Tensor.of(x.shape(), places));
  }

  /** Returns 1 where element j of a line comes to place i, as a matrix [i, j] for each line. */
  private static Node permutation(GraphBuilder b, Node places) {
    int n = places.shape().extent(places.shape().rank() - 1);
    long[] numbers = new long[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = i;
    }
    Node columns = b.constant(Tensor.of(episode.expr.Shape.of(n), numbers));
    Node rows = b.reshape(places, places.shape().inserted(places.shape().rank(), 1));
    return b.cast(b.binary(Prim.EQ, rows, columns), DType.FLOAT64);
  }

  @Override
  public Optional<List<Node>> jvp(
      GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
    List<Node> all = new ArrayList<>(b.apply(this, operands));
    Node t = tangents.get(0).orElseThrow();
    int rank = t.shape().rank();
    Node column = b.reshape(t, t.shape().inserted(rank, 1));
    Node moved = b.matmul(permutation(b, all.get(1)), column);
    all.add(b.reshape(moved, t.shape()));
    all.add(all.get(1));
    return Optional.of(all);
  }

  @Override
  public Optional<HostOp.Pullback> vjp(GraphBuilder b, List<Node> operands, List<Boolean> active) {
    List<Node> results = b.apply(this, operands);
    return Optional.of(
        new HostOp.Pullback() {
          @Override
          public List<Node> results() {
            return results;
          }

          @Override
          public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> c) {
            if (c.get(0).isEmpty()) {
              return List.of(Optional.empty());
            }
            Node given = c.get(0).get();
            int rank = given.shape().rank();
            Node row = b.reshape(given, given.shape().inserted(rank - 1, 1));
            Node moved = b.matmul(row, permutation(b, results.get(1)));
            return List.of(Optional.of(b.reduce(Prim.SUM, moved, Ints.of(rank - 1))));
          }
        });
  }
}
