package episode.backend.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backend;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Special;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions over all numbers; the test of a library's backend inherits it. */
public class ElementaryTest {
  private static final Backend RESTRICTED = new ArrayBackend<>(new Restricted(false));

  /** DESIGN, section 6: relative to the larger of |f(x)| and |x f′(x)|. */
  private static final double TOLERANCE = 1e-12;

  /** Returns the backend; the one here has elementary primitives alone. */
  protected Backend backend() {
    return RESTRICTED;
  }

  @Test
  void logGammaAgreesEverywhere() {
    check(Prim.LGAMMA, Node.NONE, Special::lgamma, Special::digamma);
  }

  @Test
  void polygammasAgreeEverywhere() {
    for (int order = 0; order < 6; order++) {
      int n = order;
      check(Prim.POLYGAMMA, n, x -> Special.polygamma(n, x), x -> Special.polygamma(n + 1, x));
    }
  }

  @Test
  void errorFunctionAgreesEverywhere() {
    double scale = 2 / Math.sqrt(Math.PI);
    check(Prim.ERF, Node.NONE, Special::erf, x -> scale * Math.exp(-x * x));
  }

  @Test
  void exponentialsAndLogarithmsOfSmallNumbersAgreeEverywhere() {
    check(Prim.EXPM1, Node.NONE, Math::expm1, Math::exp);
    check(Prim.LOG1P, Node.NONE, Math::log1p, x -> 1 / (1 + x));
    check(Prim.TANH, Node.NONE, Math::tanh, x -> 1 / Math.cosh(x) / Math.cosh(x));
  }

  @Test
  void roundingAndSignsAreExact() {
    check(Prim.ROUND, Node.NONE, Math::rint, x -> 0);
    check(Prim.SIGN, Node.NONE, Math::signum, x -> 0);
  }

  @Test
  void anglesAgreeInAllQuadrantsAndAtTheEdges() {
    checkPairs(Prim.ATAN2, Math::atan2, 0);
  }

  /** A remainder moves as much as its dividend does, which is the scale of its error. */
  @Test
  void remaindersAgreeUpToTheRoundingOfTheDividend() {
    checkPairs(Prim.MOD, ElementaryTest::floored, TOLERANCE);
  }

  @Test
  void extremesAgreeWithNaNOnEitherSide() {
    checkPairs(Prim.MIN, Math::min, 0);
    checkPairs(Prim.MAX, Math::max, 0);
  }

  @Test
  void whatCannotBeLoweredIsRefused() {
    GraphBuilder b = new GraphBuilder();
    Type type = Type.array(DType.BOOL, Shape.of(3));
    Node y = b.make(Prim.AND, Node.NONE, List.of(b.input("x", type), b.input("y", type)));
    Graph graph = b.build("and", List.of(y));
    ArrayNamespace<Tensor> nothing = new Lacking();
    assertThatThrownBy(() -> new ArrayBackend<>(nothing).compile(graph))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3204 'lacking' cannot do AND of bool[3], bool[3]: there is none in its library, and no"
                + " way to put it together\n"
                + "  Register a rule: backend.with(\"NAME\", rule), or compile it for \"jvm\".");
  }

  private static double floored(double a, double b) {
    double remainder = a % b;
    return remainder != 0 && remainder < 0 != b < 0 ? remainder + b : remainder;
  }

  private static double[] points() {
    double[] awkward = {
      0,
      -0.0,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      1e-300,
      -1e-300,
      1e-16,
      -1e-16,
      1e300,
      -1e300,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0x1p52 + 0.5,
      -0x1p52,
      Math.nextDown(0.5),
      Math.nextUp(-1.0),
      Math.nextDown(-1.0),
      -0.46875,
      1.4616321449683622,
      -2.457024738220801
    };
    Random random = new Random(4);
    double[] points = new double[6000];
    for (int i = 0; i < points.length; i++) {
      double sign = random.nextBoolean() ? 1 : -1;
      points[i] =
          i < awkward.length
              ? awkward[i]
              : i < 400 ? (i - 200) / 4.0 : sign * Math.pow(10, random.nextDouble() * 24 - 18);
    }
    return points;
  }

  private void check(
      Prim prim, Object attribute, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    double[] x = points();
    GraphBuilder b = new GraphBuilder();
    Node y = b.make(prim, attribute, List.of(b.input("x", Type.float64(x.length))));
    Tensor values = backend().compile(b.build("f", List.of(y))).apply(Tensor.of(x)).get(0);
    for (int i = 0; i < x.length; i++) {
      double condition = Math.abs(x[i] * slope.applyAsDouble(x[i]));
      agree(prim + " " + attribute + " at " + x[i], values.at(i), f.applyAsDouble(x[i]), condition);
    }
  }

  private void checkPairs(Prim prim, DoubleBinaryOperator f, double ofFirst) {
    double[] points = points();
    double[] x = new double[200 * 200];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = points[i % 200 * 2];
      y[i] = points[i / 200 * 2];
    }
    GraphBuilder b = new GraphBuilder();
    List<Node> xy =
        List.of(b.input("x", Type.float64(x.length)), b.input("y", Type.float64(x.length)));
    Graph graph = b.build("f", List.of(b.make(prim, Node.NONE, xy)));
    Tensor values = backend().compile(graph).apply(Tensor.of(x), Tensor.of(y)).get(0);
    for (int i = 0; i < x.length; i++) {
      String place = prim + " at " + x[i] + ", " + y[i];
      double condition = ofFirst == 0 ? 0 : Math.abs(x[i]);
      agree(place, values.at(i), f.applyAsDouble(x[i], y[i]), condition);
    }
  }

  private static void agree(String place, double actual, double expected, double condition) {
    boolean same = actual == expected || Double.isNaN(actual) && Double.isNaN(expected);
    double scale = Math.max(Math.abs(expected), Double.isNaN(condition) ? 0 : condition);
    boolean close = Math.abs(actual - expected) <= TOLERANCE * scale;
    assertThat(same || close).as("%s is %s, expected %s", place, actual, expected).isTrue();
  }

  /** Takes nothing. */
  private static final class Lacking implements ArrayNamespace<Tensor> {
    private final ArrayNamespace<Tensor> rest = new Restricted(false);

    @Override
    public String name() {
      return "lacking";
    }

    @Override
    public boolean takes(Node node) {
      return false;
    }

    @Override
    public Tensor of(Tensor value) {
      return rest.of(value);
    }

    @Override
    public Tensor read(Tensor array, Type.ArrayOf type) {
      return rest.read(array, type);
    }

    @Override
    public Tensor apply(Node node, List<Tensor> operands) {
      return rest.apply(node, operands);
    }

    @Override
    public Tensor copy(Tensor array) {
      return rest.copy(array);
    }

    @Override
    public void putRow(Tensor array, int row, Tensor value) {
      rest.putRow(array, row, value);
    }

    @Override
    public Tensor row(Tensor array, int row, Type.ArrayOf type) {
      return rest.row(array, row, type);
    }

    @Override
    public void free(Tensor array) {}
  }
}
