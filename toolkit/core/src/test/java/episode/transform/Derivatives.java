package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Compares derivatives with differences and with each other. */
public final class Derivatives {
  private Derivatives() {}

  /** Returns the graph of a function: its inputs, then a tangent of each; its outputs' tangents. */
  public static Graph jvp(Graph f) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = inputs(b, f);
    List<Optional<Node>> tangents = new ArrayList<>();
    for (Node input : f.inputs()) {
      boolean floating = input.dtype().isFloating();
      tangents.add(
          floating
              ? Optional.of(b.input("t" + b.inputs().size(), input.type()))
              : Optional.empty());
    }
    Jvp jvp = Jvp.of(b, f, args, tangents);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < f.outputs().size(); i++) {
      Node zero = b.filledLike(f.outputs().get(i), 0);
      outputs.add(jvp.tangents().get(i).orElse(zero));
    }
    return Checker.check(b.build("jvp", outputs));
  }

  /** Returns the graph of inputs, then a cotangent of each output; the inputs' cotangents. */
  public static Graph vjp(Graph f) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = inputs(b, f);
    List<Boolean> active = new ArrayList<>();
    List<Optional<Node>> cotangents = new ArrayList<>();
    for (Node input : f.inputs()) {
      active.add(input.dtype().isFloating());
    }
    for (int i = 0; i < f.outputs().size(); i++) {
      cotangents.add(Optional.of(b.input("c" + b.inputs().size(), f.outputs().get(i).type())));
    }
    List<Optional<Node>> pulled = Vjp.of(b, f, args, active).pull(cotangents);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < pulled.size(); i++) {
      if (active.get(i)) {
        outputs.add(pulled.get(i).orElse(b.filledLike(f.inputs().get(i), 0)));
      }
    }
    return Checker.check(b.build("vjp", outputs));
  }

  private static List<Node> inputs(GraphBuilder b, Graph f) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : f.inputs()) {
      inputs.add(b.input(input.name(), input.type()));
    }
    return inputs;
  }

  /**
   * Asserts that the forward derivative agrees with Ridders' differences along a random direction,
   * and that the reverse derivative is its transpose.
   */
  public static void check(String what, Graph f, List<Tensor> at, RandomGenerator random) {
    List<Tensor> tangents = randoms(f.inputs(), random);
    Graph jvp = jvp(f);
    List<Tensor> both = new ArrayList<>(at);
    both.addAll(tangents);
    List<Tensor> forward = Perform.evaluate(jvp, both);
    double[][] differences = Ridders.along(f, at, tangents);
    for (int i = 0; i < forward.size(); i++) {
      double[] seen = forward.get(i).toDoubles();
      for (int k = 0; k < seen.length; k++) {
        // Ridders' error is about 1e-11 of the largest value on the way.
        double scale = Math.max(1, Math.abs(seen[k]));
        assertThat(Math.abs(seen[k] - differences[i][k]) / scale)
            .as("%s: jvp[%d][%d] = %s, difference %s", what, i, k, seen[k], differences[i][k])
            .isLessThan(1e-6);
      }
    }
    checkTranspose(what, f, at, tangents, forward, random);
  }

  /** Asserts that the reverse derivative is the transposed forward derivative. */
  public static void checkTranspose(String what, Graph f, List<Tensor> at, RandomGenerator random) {
    List<Tensor> tangents = randoms(f.inputs(), random);
    List<Tensor> both = new ArrayList<>(at);
    both.addAll(tangents);
    checkTranspose(what, f, at, tangents, Perform.evaluate(jvp(f), both), random);
  }

  private static void checkTranspose(
      String what,
      Graph f,
      List<Tensor> at,
      List<Tensor> tangents,
      List<Tensor> forward,
      RandomGenerator random) {
    List<Tensor> cotangents = randoms(f.outputs(), random);
    List<Tensor> all = new ArrayList<>(at);
    all.addAll(cotangents);
    List<Tensor> pulled = Perform.evaluate(vjp(f), all);
    double left = dot(cotangents, forward);
    double right = dot(pulled, tangents);
    double size = size(cotangents, forward) + size(pulled, tangents) + 1;
    // Both sides sum the same products in another order.
    assertThat(Math.abs(left - right) / size).as("%s: %s, %s", what, left, right).isLessThan(1e-13);
  }

  public static List<Tensor> randoms(List<Node> like, RandomGenerator random) {
    List<Tensor> values = new ArrayList<>();
    for (Node node : like) {
      if (node.dtype().isFloating()) {
        double[] x = new double[node.shape().size()];
        for (int i = 0; i < x.length; i++) {
          x[i] = random.nextDouble() - 0.5;
        }
        values.add(Tensor.of(node.shape(), x));
      }
    }
    return values;
  }

  private static double dot(List<Tensor> x, List<Tensor> y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      for (int k = 0; k < x.get(i).shape().size(); k++) {
        sum += x.get(i).at(k) * y.get(i).at(k);
      }
    }
    return sum;
  }

  private static double size(List<Tensor> x, List<Tensor> y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      for (int k = 0; k < x.get(i).shape().size(); k++) {
        sum += Math.abs(x.get(i).at(k) * y.get(i).at(k));
      }
    }
    return sum;
  }
}
