package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Attr;
import episode.expr.DType;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Derivatives where functions are not smooth, not finite or not defined. */
class ConventionsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void modulusHasDerivativeZeroAtZero() {
    assertThat(slopes(Prim.ABS, -2, 0, 3, INF, NAN)).containsExactly(-1, 0, 1, 1, NAN);
  }

  @Test
  void rootsAndLogarithmsAreSteepAtZero() {
    assertThat(slopes(Prim.SQRT, 0, 4, -1, 1e-300, INF)).containsExactly(INF, 0.25, NAN, 5e149, 0);
    assertThat(slopes(Prim.LOG, 0, 4, INF, 1e-300)).containsExactly(INF, 0.25, 0, 1 / 1e-300);
    assertThat(slopes(Prim.LOG1P, -1, 0, 1e-20)).containsExactly(INF, 1, 1);
  }

  @Test
  void saturatedFunctionsAreFlat() {
    assertThat(slopes(Prim.TANH, -1000, 0, 1000)).containsExactly(0, 1, 0);
    assertThat(slopes(Prim.ERF, -100, 100)).containsExactly(0, 0);
    assertThat(slopes(Prim.EXP, -1000, 0, 1000)).containsExactly(0, 1, INF);
    assertThat(slopes(Prim.ATAN, -1e200, 0, 1e200)).containsExactly(0, 1, 0);
    assertThat(slopes(Prim.ASIN, 1, -1)).containsExactly(INF, INF);
  }

  @Test
  void stepsAreFlat() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node steps = b.add(b.unary(Prim.FLOOR, x), b.unary(Prim.SIGN, x));
    Graph f = b.build("f", List.of(b.sum(steps)));
    assertThat(gradient(f, 0, vector(0, 1, 1.5))).containsExactly(0, 0, 0);
  }

  @Test
  void tiesShareEqually() {
    Tensor x = vector(1, 2, 3);
    Tensor y = vector(2, 2, 2);
    for (int k = 0; k < 2; k++) {
      Graph max = binary(Prim.MAX, 3);
      Graph min = binary(Prim.MIN, 3);
      double[] ofMax = k == 0 ? new double[] {0, 0.5, 1} : new double[] {1, 0.5, 0};
      double[] ofMin = k == 0 ? new double[] {1, 0.5, 0} : new double[] {0, 0.5, 1};
      assertThat(slopes(max, k, x, y)).containsExactly(ofMax);
      assertThat(slopes(min, k, x, y)).containsExactly(ofMin);
    }
    for (Prim prim : List.of(Prim.REDUCE_MAX, Prim.REDUCE_MIN)) {
      GraphBuilder b = new GraphBuilder();
      Node z = b.input("x", Type.float64(4));
      Graph f = b.build("f", List.of(b.reduce(prim, z, Ints.of(0))));
      double sign = prim == Prim.REDUCE_MAX ? 1 : -1;
      Tensor ties = vector(3 * sign, 1 * sign, 3 * sign, 2 * sign);
      assertThat(gradient(f, 0, ties)).containsExactly(0.5, 0, 0.5, 0);
    }
  }

  @Test
  void powersHaveTheDerivativesOfTheirLimits() {
    Graph pow = binary(Prim.POW, 6);
    Tensor x = vector(0, 0, 0, -2, 2, INF);
    Tensor y = vector(0, 2, 1, 2, 0, 0);
    assertThat(slopes(pow, 0, x, y)).containsExactly(0, 0, 1, -4, 0, 0);
    assertThat(slopes(pow, 1, x, y)).containsExactly(0, 0, 0, 0, Math.log(2), INF);
  }

  @Test
  void productsOfZerosAndRunningOnesAreRight() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Graph product = b.build("f", List.of(b.reduce(Prim.PROD, x, Ints.of(0))));
    assertThat(gradient(product, 0, vector(0, 3, 5))).containsExactly(15, 0, 0);
    assertThat(gradient(product, 0, vector(0, 3, 0))).containsExactly(0, 0, 0);
    Node running = b.make(Prim.CUMPROD, new Attr.Cumulative(0, false), List.of(x));
    Graph sum = b.build("f", List.of(b.sum(running)));
    // x₁ + x₁x₂ + x₁x₂x₃ by x₁, x₂, x₃.
    assertThat(gradient(sum, 0, vector(0, 3, 5))).containsExactly(1 + 3 + 15, 0, 0);
    assertThat(gradient(sum, 0, vector(2, 0, 5))).containsExactly(1, 2 + 10, 0);
  }

  @Test
  void secondDerivativeOfALogarithmicPowerIsRightAtZero() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Graph f = b.build("f", List.of(b.sum(b.binary(Prim.POW, x, b.constant(2)))));
    Graph hessian = Gradients.hessian(f, List.of("x"));
    double[] seen = Perform.evaluate(hessian, List.of(vector(0, 3))).get(0).doubles();
    assertThat(seen).containsExactly(2, 0, 0, 2);
  }

  @Test
  void singlePrecisionStaysSingle() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.array(DType.FLOAT32, Shape.of(2)));
    Node f = b.reduce(Prim.PROD, b.binary(Prim.MAX, b.unary(Prim.SIN, x), x), Ints.of(0));
    Graph gradient = Gradients.gradient(b.build("f", List.of(f)), List.of("x"));
    assertThat(gradient.outputs().get(0).type()).isEqualTo(x.type());
    assertThat(Gradients.hessian(b.build("f", List.of(f)), List.of("x")).outputs().get(0).dtype())
        .isEqualTo(DType.FLOAT32);
  }

  private static Graph binary(Prim prim, int n) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(n));
    Node y = b.input("y", Type.float64(n));
    return b.build("f", List.of(b.make(prim, Node.NONE, List.of(x, y))));
  }

  private static double[] slopes(Prim prim, double... x) {
    GraphBuilder b = new GraphBuilder();
    Node input = b.input("x", Type.float64(x.length));
    return slopes(b.build("f", List.of(b.unary(prim, input))), 0, vector(x));
  }

  /** The derivatives of an elementwise function, forward and reverse, which must agree. */
  private static double[] slopes(Graph f, int k, Tensor... point) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    List<Optional<Node>> tangents = new ArrayList<>();
    for (Tensor x : point) {
      args.add(b.input("x" + args.size(), x.type()));
      Node one = b.filledLike(args.get(0), 1);
      tangents.add(tangents.size() == k ? Optional.of(one) : Optional.empty());
    }
    Node slope = Jvp.of(b, f, args, tangents).tangents().get(0).orElseThrow();
    Graph forward = Simplify.of(b.build("forward", List.of(slope)));
    double[] seen = Perform.evaluate(forward, List.of(point)).get(0).toDoubles();
    for (int i = 0; i < seen.length; i++) {
      seen[i] += 0.0; // a zero may have either sign
    }
    GraphBuilder summing = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    f.inputs().forEach(input -> inputs.add(summing.input(input.name(), input.type())));
    Node sum = summing.sum(summing.inline(f, inputs).get(0));
    double[] other = gradient(summing.build("sum", List.of(sum)), k, point);
    assertThat(other).containsExactly(seen);
    return seen;
  }

  private static double[] gradient(Graph f, int k, Tensor... point) {
    Graph reverse = Gradients.gradient(f, List.of(f.inputs().get(k).name()));
    double[] seen = Perform.evaluate(reverse, List.of(point)).get(0).toDoubles();
    for (int i = 0; i < seen.length; i++) {
      seen[i] += 0.0; // a zero may have either sign
    }
    return seen;
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }
}
