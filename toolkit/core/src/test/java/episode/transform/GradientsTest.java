package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {

  /** f = Σ a² x³ over three elements, a a scalar. */
  private static Graph cubes() {
    GraphBuilder b = new GraphBuilder();
    Node a = b.input("a");
    Node x = b.input("x", Type.float64(3));
    Node cube = b.binary(Prim.POW, x, b.constant(3));
    return b.build("cubes", List.of(b.sum(b.mul(b.mul(a, a), cube))));
  }

  private static final List<Tensor> POINT =
      List.of(Tensor.of(2.0), Tensor.of(new double[] {1, -2, 0}));

  @Test
  void gradientsComeInTheOrderAskedFor() {
    Graph gradient = Checker.check(Gradients.gradient(cubes(), List.of("x", "a")));
    List<Tensor> seen = Perform.evaluate(gradient, POINT);
    assertThat(seen.get(0).doubles()).containsExactly(12, 48, 0);
    assertThat(seen.get(1).at(0)).isEqualTo(2 * 2 * (1 - 8));
  }

  @Test
  void valueComesBeforeTheGradient() {
    Graph both = Gradients.valueAndGradient(cubes(), List.of("a"));
    List<Tensor> seen = Perform.evaluate(both, POINT);
    assertThat(seen.get(0).at(0)).isEqualTo(4 * (1 - 8));
    assertThat(seen.get(1).at(0)).isEqualTo(2 * 2 * (1 - 8));
  }

  @Test
  void hessianHoldsAllPairs() {
    Graph hessian = Checker.check(Gradients.hessian(cubes(), List.of("a", "x")));
    List<Tensor> seen = Perform.evaluate(hessian, POINT);
    assertThat(seen).hasSize(4);
    assertThat(seen.get(0).at(0)).isEqualTo(2 * (1 - 8));
    assertThat(seen.get(1).doubles()).containsExactly(12, 48, 0);
    assertThat(seen.get(2).doubles()).containsExactly(12, 48, 0);
    assertThat(seen.get(3).doubles())
        .usingComparatorWithPrecision(0.0) // a zero may have either sign
        .containsExactly(24, 0, 0, 0, -48, 0, 0, 0, 0);
  }

  @Test
  void jacobiansOfMixedPrecisionHaveTheWiderType() {
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      for (DType wide : List.of(DType.FLOAT32, DType.FLOAT64)) {
        GraphBuilder b = new GraphBuilder();
        Node x = b.input("x", Type.array(wide, Shape.of(2)));
        boolean up = wide == DType.FLOAT32;
        Node y = b.cast(b.mul(x, x), up ? DType.FLOAT64 : DType.FLOAT32);
        Graph f = b.build("f", List.of(y, b.constant(1)));
        Graph jacobian = Checker.check(Gradients.jacobian(f, List.of("x"), direction));
        assertThat(jacobian.outputs()).allMatch(node -> node.dtype() == DType.FLOAT64);
      }
    }
  }

  @Test
  void bothDirectionsGiveOneJacobian() {
    for (Prim prim : Prim.values()) {
      for (Samples.Sample sample : Samples.of(prim)) {
        Graph f = floating(sample.graph());
        List<String> names = List.of("x", "y");
        Graph forward = Checker.check(Gradients.jacobian(f, names, Gradients.Direction.FORWARD));
        Graph reverse = Checker.check(Gradients.jacobian(f, names, Gradients.Direction.REVERSE));
        compare(sample, forward, reverse);
      }
    }
  }

  private static Graph floating(Graph graph) {
    return graph.withOutputs(
        graph.outputs().stream().filter(node -> node.dtype().isFloating()).toList());
  }

  private static void compare(Samples.Sample sample, Graph forward, Graph reverse) {
    List<Tensor> one = Perform.evaluate(forward, sample.point());
    List<Tensor> other = Perform.evaluate(reverse, sample.point());
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).shape()).isEqualTo(other.get(i).shape());
      // The same products in another order.
      assertThat(one.get(i).doubles())
          .as(sample.name())
          .usingComparatorWithPrecision(1e-11)
          .containsExactly(other.get(i).doubles());
    }
  }

  @Test
  void whatDoesNotDependIsZero() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    b.input("y", Type.float64(3));
    Graph f = b.build("f", List.of(b.sum(x)));
    List<Tensor> point = List.of(Tensor.of(new double[2]), Tensor.of(new double[3]));
    Graph gradient = Gradients.gradient(f, List.of("y"));
    assertThat(Perform.evaluate(gradient, point).get(0).doubles()).containsExactly(0, 0, 0);
    Graph jacobian = Gradients.jacobian(f, List.of("y"), Gradients.Direction.FORWARD);
    assertThat(Perform.evaluate(jacobian, point).get(0).doubles()).containsExactly(0, 0, 0);
  }

  @Test
  void aMaskedBranchCannotSpoilAGradient() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node positive = b.binary(Prim.LT, b.constant(0), x);
    Node xlogx = b.mul(x, b.unary(Prim.LOG, b.unary(Prim.SQRT, x)));
    Graph f = b.build("f", List.of(b.sum(b.where(positive, xlogx, b.constant(0)))));
    Graph gradient = Gradients.gradient(f, List.of("x"));
    List<Tensor> point = List.of(Tensor.of(new double[] {0, 1}));
    assertThat(Perform.evaluate(gradient, point).get(0).doubles()).containsExactly(0, 0.5);
  }

  @Test
  void logisticFunctionsHaveFiniteDerivativesFarOut() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(5));
    Node softplus = b.unary(Prim.LOG, b.add(b.constant(1), b.unary(Prim.EXP, x)));
    Graph f = b.build("f", List.of(b.sum(softplus)));
    List<Tensor> point = List.of(Tensor.of(new double[] {-1000, -1, 0, 1, 1000}));
    double sigma = 1 / (1 + Math.exp(-1));
    assertThat(Perform.evaluate(Simplify.of(f), point).get(0).at(0))
        .isEqualTo(Math.log(2) + 1000 + 1 + 2 * Math.log1p(Math.exp(-1)), within(1e-12));
    assertThat(Perform.evaluate(Gradients.gradient(f, List.of("x")), point).get(0).doubles())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(0, 1 - sigma, 0.5, sigma, 1);
    double[] second = Perform.evaluate(Gradients.hessian(f, List.of("x")), point).get(0).doubles();
    assertThat(new double[] {second[0], second[6], second[12], second[18], second[24]})
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(0, sigma * (1 - sigma), 0.25, sigma * (1 - sigma), 0);
  }

  @Test
  void integersHaveNoDerivatives() {
    GraphBuilder b = new GraphBuilder();
    Node n = b.input("n", Type.array(DType.INT64, Shape.SCALAR));
    Graph f = b.build("f", List.of(b.mul(n, b.constant(2))));
    assertThatThrownBy(() -> Gradients.gradient(f, List.of("n")))
        .hasMessage(
            "E3111 No derivative by 'n', which is a int64[]\n"
                + "  Derivatives are by FLOAT64 and FLOAT32 inputs; cast inside the formula.");
  }

  @Test
  void arraysHaveNoGradient() {
    GraphBuilder b = new GraphBuilder();
    Graph f = b.build("f", List.of(b.input("x", Type.float64(2))));
    assertThatThrownBy(() -> Gradients.gradient(f, List.of("x")))
        .hasMessage(
            "E3112 A gradient is of one scalar, but 'f' gives [float64[2]]\n"
                + "  Sum the output, or ask for the Jacobian.");
  }

  @Test
  void unknownInputsAreNamed() {
    assertThatThrownBy(() -> Gradients.gradient(cubes(), List.of("z")))
        .hasMessage("E3114 'cubes' has no input 'z'\n  Its inputs: a, x.");
  }
}
