package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Attr;
import episode.expr.Checker;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RandomGraphsTest {

  @Property(tries = 300, seed = "20")
  void simplifyingKeepsValues(@ForAll long seed) {
    Graph graph = Checker.check(random(new SplittableRandom(seed)));
    compare(graph, point(graph, seed));
  }

  @Property(tries = 100, seed = "21")
  void simplifyingKeepsValuesOfDerivatives(@ForAll long seed) {
    Graph graph = Derivatives.vjp(Simplify.of(random(new SplittableRandom(seed))));
    compare(graph, point(graph, seed));
  }

  @Property(tries = 100, seed = "22")
  void reverseIsForwardTransposed(@ForAll long seed) {
    Graph graph = Simplify.of(random(new SplittableRandom(seed)));
    Derivatives.checkTranspose("random", graph, point(graph, seed), new SplittableRandom(seed));
  }

  @Property(tries = 100, seed = "23")
  void mappingGivesEveryMembersValues(@ForAll long seed) {
    Graph graph = random(new SplittableRandom(seed));
    List<List<Tensor>> members = List.of(point(graph, seed), point(graph, seed + 1));
    List<Boolean> batched = Collections.nCopies(graph.inputs().size(), true);
    Graph mapped = Checker.check(Vmap.of(graph, 2, batched));
    List<Tensor> together = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      together.add(joined(members.get(0).get(i), members.get(1).get(i)));
    }
    List<Tensor> seen = Perform.evaluate(mapped, together);
    for (int member = 0; member < 2; member++) {
      List<Tensor> expected = Perform.evaluate(graph, members.get(member));
      double scale = scale(graph, members.get(member));
      for (int i = 0; i < expected.size(); i++) {
        int size = expected.get(i).shape().size();
        for (int k = 0; k < size; k++) {
          double error = Math.abs(seen.get(i).at(member * size + k) - expected.get(i).at(k));
          // Sums of members may be taken in another order.
          assertThat(error / scale).isLessThan(1e-12);
        }
      }
    }
  }

  private static Tensor joined(Tensor first, Tensor second) {
    int size = first.shape().size();
    double[] both = Arrays.copyOf(first.toDoubles(), 2 * size);
    System.arraycopy(second.toDoubles(), 0, both, size, size);
    return Tensor.of(first.shape().inserted(0, 2), both);
  }

  @Property(tries = 100, seed = "24")
  void complexStepsAreForwardDerivatives(@ForAll long seed) {
    Graph graph = Simplify.of(random(new SplittableRandom(seed)));
    List<Tensor> point = point(graph, seed);
    List<Tensor> directions = point(graph, seed + 1);
    List<Tensor> forward = new ArrayList<>(point);
    forward.addAll(directions);
    List<Tensor> complex = new ArrayList<>(point);
    for (Tensor direction : directions) {
      double[] step = direction.toDoubles();
      Arrays.setAll(step, i -> step[i] * ComplexStep.STEP);
      complex.add(Tensor.of(direction.shape(), step));
    }
    List<String> names = graph.inputs().stream().map(Node::name).toList();
    Graph jvp = Derivatives.jvp(graph);
    double scale = scale(jvp, forward);
    List<Tensor> expected = Perform.evaluate(jvp, forward);
    List<Tensor> seen = Perform.evaluate(Checker.check(ComplexStep.of(graph, names)), complex);
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.get(i).shape().size(); k++) {
        double error = Math.abs(seen.get(i).at(k) / ComplexStep.STEP - expected.get(i).at(k));
        // Rounding of the largest value on the way, a few operations deep.
        assertThat(error / scale).as("%s", graph).isLessThan(1e-11);
      }
    }
  }

  private static void compare(Graph graph, List<Tensor> point) {
    Graph simple = Checker.check(Simplify.of(graph));
    List<Tensor> expected = Perform.evaluate(graph, point);
    List<Tensor> seen = Perform.evaluate(simple, point);
    double scale = scale(graph, point);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(seen.get(i).type()).isEqualTo(expected.get(i).type());
      for (int k = 0; k < expected.get(i).shape().size(); k++) {
        double error = Math.abs(expected.get(i).at(k) - seen.get(i).at(k));
        // Rounding of the largest value on the way, a few operations deep.
        assertThat(error / scale).as("%s\n%s", graph, simple).isLessThan(1e-12);
      }
    }
  }

  private static double scale(Graph graph, List<Tensor> point) {
    List<Node> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.isArray() && node.dtype().isFloating()) {
        all.add(node);
      }
    }
    double largest = 1;
    for (Tensor value : Perform.evaluate(graph.withOutputs(all), point)) {
      for (int k = 0; k < value.shape().size(); k++) {
        largest = Math.max(largest, Math.abs(value.at(k)));
      }
    }
    return largest;
  }

  private static List<Tensor> point(Graph graph, long seed) {
    return Derivatives.randoms(graph.inputs(), new SplittableRandom(seed + 1));
  }

  private static Graph random(SplittableRandom random) {
    GraphBuilder b = new GraphBuilder();
    List<Node> matrices = new ArrayList<>();
    List<Node> vectors = new ArrayList<>();
    List<Node> scalars = new ArrayList<>();
    scalars.add(b.input("a"));
    scalars.add(b.constant(random.nextInt(-2, 3)));
    vectors.add(b.input("v", Type.float64(3)));
    matrices.add(b.input("m", Type.float64(3, 3)));
    for (int i = 0; i < 14; i++) {
      grow(b, random, matrices, vectors, scalars);
    }
    List<Node> outputs = new ArrayList<>();
    outputs.add(matrices.get(matrices.size() - 1));
    outputs.add(vectors.get(vectors.size() - 1));
    outputs.add(scalars.get(scalars.size() - 1));
    return b.build("random", outputs);
  }

  private static void grow(
      GraphBuilder b,
      SplittableRandom random,
      List<Node> matrices,
      List<Node> vectors,
      List<Node> scalars) {
    Node m = pick(random, matrices);
    Node v = pick(random, vectors);
    Node a = pick(random, scalars);
    Shape square = m.shape();
    switch (random.nextInt(16)) {
      case 0 -> matrices.add(b.mul(m, b.broadcast(v, square, Ints.of(random.nextInt(2)))));
      case 1 -> matrices.add(b.add(b.broadcastTo(a, square), b.unary(Prim.SIN, m)));
      case 2 -> vectors.add(b.reduce(Prim.SUM, m, Ints.of(random.nextInt(2))));
      case 3 -> scalars.add(b.sum(b.mul(v, pick(random, vectors))));
      case 4 -> vectors.add(b.neg(b.mul(a, v)));
      case 5 -> matrices.add(b.matmul(m, pick(random, matrices)));
      case 6 -> matrices.add(b.transpose(m, Ints.of(1, 0)));
      case 7 -> vectors.add(b.element(m, random.nextInt(2), random.nextInt(3)));
      case 8 -> vectors.add(b.concat(List.of(b.slice(v, 0, 1, 3), b.slice(v, 0, 0, 1)), 0));
      case 9 -> scalars.add(b.element(v, 0, random.nextInt(3)));
      case 10 -> matrices.add(b.sub(m, b.mul(pick(random, matrices), a)));
      case 11 -> vectors.add(b.div(v, b.add(b.constant(1.5), b.mul(a, a))));
      case 12 -> vectors.add(logOfOnePlus(b, v));
      case 13 -> vectors.add(b.where(b.binary(Prim.LT, v, a), v, b.unary(Prim.TANH, v)));
      case 14 -> matrices.add(b.stack(List.of(v, pick(random, vectors), v)));
      default ->
          vectors.add(
              b.make(Prim.CUMSUM, new Attr.Cumulative(0, random.nextBoolean()), List.of(v)));
    }
  }

  private static Node logOfOnePlus(GraphBuilder b, Node v) {
    return b.unary(Prim.LOG, b.add(b.constant(1), b.unary(Prim.EXP, b.unary(Prim.SIN, v))));
  }

  private static Node pick(SplittableRandom random, List<Node> from) {
    return from.get(random.nextInt(from.size()));
  }
}
