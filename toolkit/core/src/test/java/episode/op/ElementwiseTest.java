package episode.op;

import static episode.op.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures of mpmath at 50 digits, and behaviour at infinities, zeros and NaN. */
class ElementwiseTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static Tensor lowered(Op op, Tensor... operands) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Tensor each : operands) {
      inputs.add(b.input("x" + inputs.size(), each.type()));
    }
    Graph graph = b.build("f", op.lower(b, inputs).orElseThrow());
    return Perform.evaluate(graph, List.of(operands)).get(0);
  }

  /** 4e-13 is the error of exp(−x²) at 26: x² roundings. */
  private static void figures(FunctionOfOne.Kind kind, Tensor x, double... expected) {
    FunctionOfOne op = new FunctionOfOne(kind);
    for (Tensor seen : List.of(op.perform(List.of(x)).get(0), lowered(op, x))) {
      for (int i = 0; i < expected.length; i++) {
        double error = Math.abs(seen.at(i) - expected[i]);
        assertThat(error)
            .as("%s(%s) = %s, not %s", kind, x.at(i), seen.at(i), expected[i])
            .isLessThanOrEqualTo(4e-13 * Math.abs(expected[i]));
      }
    }
  }

  @Test
  void valuesAreMpmaths() {
    figures(
        FunctionOfOne.Kind.SOFTPLUS,
        vector(-800.0, -37.5, -1e-09, 0.0, 0.3, 40.0, 1000.0),
        0.0,
        5.175555005801868e-17,
        0.6931471800599454,
        0.6931471805599453,
        0.8543552444685271,
        40.0,
        1000.0);
    figures(
        FunctionOfOne.Kind.LOG1MEXP,
        vector(-700.0, -37.5, -0.7, -0.5, -1e-12),
        -9.85967654375977e-305,
        -5.175555005801869e-17,
        -0.6863410028083852,
        -0.9327521295671886,
        -27.631021115929048);
    figures(
        FunctionOfOne.Kind.SIGMOID,
        vector(-700.0, -37.5, -1e-09, 0.3, 40.0),
        9.85967654375977e-305,
        5.175555005801868e-17,
        0.49999999975,
        0.574442516811659,
        1.0);
    figures(
        FunctionOfOne.Kind.LOG_SIGMOID,
        vector(-1000.0, -37.5, 0.3, 40.0),
        -1000.0,
        -37.5,
        -0.5543552444685271,
        -4.248354255291589e-18);
    figures(
        FunctionOfOne.Kind.LOGIT,
        vector(1e-300, 0.2, 0.5000000001, 0.7, 0.999999),
        -690.7755278982137,
        -1.3862943611198906,
        4.000000330961484e-10,
        0.8472978603872034,
        13.815509557935018);
    figures(
        FunctionOfOne.Kind.ASINH,
        vector(-1e+300, -2.5, 1e-12, 0.3, 1000000000.0),
        -691.4686750787737,
        -1.6472311463710958,
        1e-12,
        0.29567304756342244,
        21.416413017506358);
    figures(
        FunctionOfOne.Kind.ACOSH,
        vector(1.0000000001, 1.5, 1000.0, 1e+300),
        1.4142136208675862e-05,
        0.9624236501192069,
        7.600902209541989,
        691.4686750787737);
    figures(
        FunctionOfOne.Kind.ATANH,
        vector(-0.999999, -0.3, 1e-12, 0.75),
        -7.254328619247669,
        -0.3095196042031117,
        1e-12,
        0.9729550745276566);
    figures(
        FunctionOfOne.Kind.EXP2,
        vector(-1000.5, -3.0, 0.3, 10.0),
        6.599170332783212e-302,
        0.125,
        1.2311444133449163,
        1024.0);
    figures(
        FunctionOfOne.Kind.LOG2,
        vector(1e-300, 0.3, 8.0, 10000000000.0),
        -996.5784284662087,
        -1.7369655941662063,
        3.0,
        33.219280948873624);
    figures(
        FunctionOfOne.Kind.LOG10,
        vector(1e-300, 0.3, 1000.0, 7.0),
        -300.0,
        -0.5228787452803376,
        3.0,
        0.8450980400142568);
    figures(
        FunctionOfOne.Kind.GAMMALN,
        vector(0.1, 2.5, 100.0),
        2.252712651734206,
        0.2846828704729192,
        359.1342053695754);
    figures(
        FunctionOfOne.Kind.DIGAMMA,
        vector(0.1, 2.5, 100.0),
        -10.423754940411076,
        0.7031566406452432,
        4.600161852738087);
    figures(
        FunctionOfOne.Kind.TRIGAMMA,
        vector(0.1, 2.5, 100.0),
        101.43329915079275,
        0.49035775610023485,
        0.010050166663333571);
    figures(
        FunctionOfOne.Kind.ERFC,
        vector(-5.0, -0.3, 0.46, 0.47, 2.0, 3.99, 4.01, 10.0, 26.0),
        1.9999999999984626,
        1.3286267594591274,
        0.5153446099983203,
        0.5062549491139179,
        0.004677734981047266,
        1.6739211364520814e-08,
        1.4196939421371052e-08,
        2.088487583762545e-45,
        5.663192408856143e-296);
  }

  private static void exactly(Op op, double[] expected, Tensor... operands) {
    for (Tensor seen : List.of(op.perform(List.of(operands)).get(0), lowered(op, operands))) {
      for (int i = 0; i < expected.length; i++) {
        boolean same = seen.at(i) == expected[i];
        assertThat(same || Double.isNaN(seen.at(i)) && Double.isNaN(expected[i]))
            .as("%s[%d] = %s, not %s", op, i, seen.at(i), expected[i])
            .isTrue();
      }
    }
  }

  private static void ends(FunctionOfOne.Kind kind, double... expected) {
    exactly(new FunctionOfOne(kind), expected, vector(-INFINITY, -1, 0, 1, INFINITY, NAN));
  }

  @Test
  void endsOfDomainsAreTheLimits() {
    ends(FunctionOfOne.Kind.LOG1MEXP, 0, Math.log(-Math.expm1(-1)), -INFINITY, NAN, NAN, NAN);
    ends(FunctionOfOne.Kind.LOGIT, NAN, NAN, -INFINITY, INFINITY, NAN, NAN);
    ends(FunctionOfOne.Kind.ATANH, NAN, -INFINITY, 0, INFINITY, NAN, NAN);
    ends(FunctionOfOne.Kind.LOG2, NAN, NAN, -INFINITY, 0, INFINITY, NAN);
    ends(FunctionOfOne.Kind.GAMMALN, INFINITY, INFINITY, INFINITY, 0, INFINITY, NAN);
    Tensor infinite = vector(-INFINITY, INFINITY, NAN);
    exactly(
        new FunctionOfOne(FunctionOfOne.Kind.SOFTPLUS), new double[] {0, INFINITY, NAN}, infinite);
    exactly(new FunctionOfOne(FunctionOfOne.Kind.SIGMOID), new double[] {0, 1, NAN}, infinite);
    exactly(new FunctionOfOne(FunctionOfOne.Kind.ERFC), new double[] {2, 0, NAN}, infinite);
    exactly(
        new FunctionOfOne(FunctionOfOne.Kind.ASINH),
        new double[] {-INFINITY, INFINITY, NAN},
        infinite);
    exactly(
        new FunctionOfOne(FunctionOfOne.Kind.ACOSH),
        new double[] {NAN, NAN, 0, INFINITY},
        vector(-INFINITY, 0.5, 1, INFINITY));
  }

  @Test
  void functionsOfTwoAtInfinitiesAndZero() {
    exactly(
        new FunctionOfTwo(FunctionOfTwo.Kind.XLOGY),
        new double[] {0, 0, 0, NAN, -INFINITY, NAN},
        vector(0, 0, 0, 0, 1, 1),
        vector(0, INFINITY, -1, NAN, 0, -1));
    double two = Math.log(2);
    exactly(
        new FunctionOfTwo(FunctionOfTwo.Kind.LOGADDEXP),
        new double[] {-INFINITY, INFINITY, INFINITY, NAN, 800 + two, 3},
        vector(-INFINITY, INFINITY, INFINITY, NAN, 800, -INFINITY),
        vector(-INFINITY, INFINITY, -INFINITY, 1, 800, 3));
    exactly(
        new FunctionOfTwo(FunctionOfTwo.Kind.HYPOT),
        new double[] {5, 0, INFINITY, NAN, 1e300},
        vector(3, 0, NAN, NAN, 1e300),
        vector(-4, 0, -INFINITY, 1, 1));
  }

  /** Returns the first and second derivative of a function of one number. */
  private static double[] derivatives(FunctionOfOne.Kind kind, double x) {
    GraphBuilder b = new GraphBuilder();
    Node y = b.apply(new FunctionOfOne(kind), List.of(b.input("x"))).get(0);
    Graph first = Derivatives.vjp(b.build("f", List.of(y)));
    Graph second = Derivatives.jvp(first);
    Tensor one = Tensor.of(1);
    return new double[] {
      Perform.evaluate(first, List.of(Tensor.of(x), one)).get(0).at(0),
      Perform.evaluate(second, List.of(Tensor.of(x), one, one, Tensor.of(0))).get(0).at(0)
    };
  }

  @Test
  void derivativesAreStableWhereFormulasOverflow() {
    assertThat(derivatives(FunctionOfOne.Kind.SOFTPLUS, 0)).containsExactly(0.5, 0.25);
    assertThat(derivatives(FunctionOfOne.Kind.SOFTPLUS, 800)).containsExactly(1, 0);
    assertThat(derivatives(FunctionOfOne.Kind.SOFTPLUS, -800)).containsExactly(0, 0);
    assertThat(derivatives(FunctionOfOne.Kind.SIGMOID, 0)).containsExactly(0.25, 0);
    assertThat(derivatives(FunctionOfOne.Kind.SIGMOID, -800)).containsExactly(0, 0);
    assertThat(derivatives(FunctionOfOne.Kind.LOG_SIGMOID, -800)).containsExactly(1, 0);
    assertThat(derivatives(FunctionOfOne.Kind.LOG1MEXP, -800)[0]).isZero();
    assertThat(derivatives(FunctionOfOne.Kind.LOG1MEXP, -800)[1]).isZero();
    assertThat(derivatives(FunctionOfOne.Kind.ASINH, 0)).containsExactly(1, 0);
  }

  @Test
  void valuesThatAreNotChosenDoNotReachTheGradient() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node zero = b.constant(0);
    Node y = b.where(b.binary(Prim.LT, zero, x), Elementwise.xlogx(b, x), zero);
    Graph vjp = Derivatives.vjp(b.build("f", List.of(y)));
    Tensor seen = Perform.evaluate(vjp, List.of(vector(-1, 1), vector(1, 1))).get(0);
    assertThat(seen).isEqualTo(vector(0, 1));
  }

  @Test
  void integersBecomeDoublesAndShapesStretch() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.array(DType.INT64, Shape.of(2, 1)));
    Node y = b.input("y", Type.array(DType.FLOAT32, Shape.of(3)));
    assertThat(Elementwise.hypot(b, x, y).type()).isEqualTo(Type.float64(2, 3));
    assertThat(Elementwise.sigmoid(b, y).dtype()).isEqualTo(DType.FLOAT32);
    Graph tests =
        b.build(
            "f",
            List.of(Elementwise.isnan(b, y), Elementwise.isinf(b, y), Elementwise.isfinite(b, y)));
    List<Tensor> point =
        List.of(
            Tensor.of(Shape.of(2, 1), new long[] {1, 2}),
            Tensor.of(Shape.of(3), new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}));
    List<Tensor> seen = Perform.evaluate(tests, point);
    assertThat(seen.get(0).booleans()).containsExactly(false, true, false);
    assertThat(seen.get(1).booleans()).containsExactly(false, false, true);
    assertThat(seen.get(2).booleans()).containsExactly(true, false, false);
  }

  @Test
  void integersAreRefusedByTheOpItself() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.array(DType.INT64, Shape.of(2)));
    assertThatThrownBy(() -> b.apply(new FunctionOfOne(FunctionOfOne.Kind.SOFTPLUS), List.of(x)))
        .hasMessage(
            "E3101 Softplus does not take operands of types [int64[2]]\n"
                + "  Operands are FLOAT32 or FLOAT64; cast first.");
  }
}
