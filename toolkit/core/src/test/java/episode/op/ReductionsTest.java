package episode.op;

import static episode.op.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Figures of NumPy 2.4 and SciPy 1.17, and behaviour at infinities and over nothing. */
class ReductionsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Tensor X =
      Tensor.of(Shape.of(2, 2, 3), new double[] {3, -1, 2, 0.5, 4, -2, 1, 0.25, -3, 2, 2, 6});

  private static Tensor of(Tensor x, BiFunction<GraphBuilder, Node, Node> f) {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(f.apply(b, b.input("x", x.type()))));
    return Perform.evaluate(graph, List.of(x)).get(0);
  }

  private static void agree(Tensor seen, Shape shape, double... expected) {
    assertThat(seen.shape()).isEqualTo(shape);
    for (int i = 0; i < expected.length; i++) {
      // A few roundings.
      assertThat(Math.abs(seen.at(i) - expected[i])).isLessThan(1e-14 * 10);
    }
  }

  @Test
  void sumsProductsAndMomentsAreNumpys() {
    Shape square = Shape.of(2, 2);
    agree(of(X, (b, x) -> Reductions.sum(b, x, Axes.of(-1))), square, 4, 2.5, -1.75, 10);
    agree(of(X, (b, x) -> Reductions.prod(b, x, Axes.of(0, 2))), Shape.of(2), 4.5, -96);
    agree(
        of(X, (b, x) -> Reductions.mean(b, x, Axes.of(1).kept())),
        Shape.of(2, 1, 3),
        1.75,
        1.5,
        0,
        1.5,
        1.125,
        1.5);
    agree(
        of(X, (b, x) -> Reductions.variance(b, x, Axes.of(-1, 0), 1)),
        Shape.of(2),
        4.64375,
        7.6416666666666675);
    agree(
        of(X, (b, x) -> Reductions.std(b, x, Axes.of(0), 0)),
        Shape.of(2, 3),
        1,
        0.625,
        2.5,
        0.75,
        1,
        4);
    agree(of(X, (b, x) -> Reductions.max(b, x, Axes.of(1, 0))), Shape.of(3), 3, 4, 6);
    agree(of(X, (b, x) -> Reductions.min(b, x)), Shape.SCALAR, -3);
  }

  @Test
  void varianceOfTooFewIsNotANumber() {
    GraphBuilder b = new GraphBuilder();
    Node nothing = b.input("x", Type.float64(0, 3));
    Node two = b.input("y", Type.float64(2));
    List<Node> outputs = new ArrayList<>();
    for (int ddof = 0; ddof < 2; ddof++) {
      outputs.add(Reductions.variance(b, nothing, Axes.of(0), ddof));
      outputs.add(Reductions.variance(b, two, Axes.of(0), ddof + 2));
    }
    Graph graph = b.build("f", outputs);
    List<Tensor> at = List.of(Tensor.of(Shape.of(0, 3), new double[0]), Tensor.of(new double[2]));
    for (List<Tensor> seen :
        List.of(Perform.evaluate(graph, at), Backends.jvm().compile(graph).apply(at))) {
      assertThat(seen.stream().flatMapToDouble(x -> Arrays.stream(x.doubles())))
          .hasSize(8)
          .allMatch(value -> Double.isNaN(value));
    }
  }

  @Test
  void placesOfExtremaAreNumpys() {
    agree(of(X, (b, x) -> Reductions.argmax(b, x)), Shape.SCALAR, 11);
    agree(of(X, (b, x) -> Reductions.argmax(b, x, 1)), Shape.of(2, 3), 0, 1, 0, 1, 1, 1);
    agree(of(X, (b, x) -> Reductions.argmin(b, x, -1)), Shape.of(2, 2), 1, 2, 2, 0);
    agree(of(X, (b, x) -> Reductions.argmin(b, x)), Shape.SCALAR, 8);
    Tensor least = Tensor.of(Shape.of(2), new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
    agree(of(least, (b, x) -> Reductions.argmin(b, x)), Shape.SCALAR, 1);
  }

  @Test
  void sharesAreScipys() {
    agree(
        of(X, (b, x) -> Softmax.logsumexp(b, x, Axes.of(-1))),
        Shape.of(2, 2),
        3.3265626412674703,
        4.0321536226831585,
        1.3992338619089089,
        6.035976299748193);
    agree(of(X, (b, x) -> Softmax.logsumexp(b, x)), Shape.SCALAR, 6.227492100177428);
    agree(
        of(X, (b, x) -> Softmax.softmax(b, x, Axes.of(1))),
        X.shape(),
        0.9241418199787566,
        0.006692850924284856,
        0.9820137900379085,
        0.07585818002124356,
        0.9933071490757153,
        0.017986209962091555,
        0.2689414213699951,
        0.1480471980316895,
        0.00012339457598623172,
        0.7310585786300049,
        0.8519528019683106,
        0.9998766054240137);
    agree(
        of(X, (b, x) -> Softmax.logsoftmax(b, x, Axes.of(-1))),
        X.shape(),
        -0.3265626412674705,
        -4.32656264126747,
        -1.3265626412674705,
        -3.532153622683158,
        -0.03215362268315814,
        -6.0321536226831585,
        -0.3992338619089091,
        -1.149233861908909,
        -4.399233861908909,
        -4.035976299748193,
        -4.035976299748193,
        -0.03597629974819324);
  }

  private static Tensor gradient(BiFunction<GraphBuilder, Node, Node> f, Tensor x) {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(f.apply(b, b.input("x", x.type()))));
    return Perform.evaluate(Derivatives.vjp(graph), List.of(x, Tensor.of(1))).get(0);
  }

  @Test
  void sumsOfExponentialsAtInfinities() {
    Tensor none = vector(-INFINITY, -INFINITY);
    assertThat(of(none, Softmax::logsumexp).at(0)).isEqualTo(-INFINITY);
    assertThat(gradient(Softmax::logsumexp, none)).isEqualTo(vector(0, 0));
    assertThat(of(vector(INFINITY, 1), Softmax::logsumexp).at(0)).isEqualTo(INFINITY);
    assertThat(of(vector(-INFINITY, 1), Softmax::logsumexp).at(0)).isEqualTo(1);
    assertThat(gradient(Softmax::logsumexp, vector(-INFINITY, 1))).isEqualTo(vector(0, 1));
    assertThat(of(vector(1000, 1000), Softmax::logsumexp).at(0)).isEqualTo(1000 + Math.log(2));
    assertThat(of(Tensor.of(new double[0]), Softmax::logsumexp).at(0)).isEqualTo(-INFINITY);
  }

  @Test
  void nothingReducesToTheNeutralElement() {
    Tensor nothing = Tensor.of(new double[0]);
    assertThat(of(nothing, Reductions::sum)).isEqualTo(Tensor.of(0));
    assertThat(of(nothing, Reductions::prod)).isEqualTo(Tensor.of(1));
    assertThat(of(nothing, Reductions::mean).at(0)).isNaN();
    assertThat(of(nothing, Reductions::all).booleans()).containsExactly(true);
    assertThat(of(nothing, Reductions::any).booleans()).containsExactly(false);
    assertThatThrownBy(() -> of(nothing, Reductions::max))
        .hasMessage(
            "E3101 Max does not take operands of types [float64[0]]\n"
                + "  No extremum over no elements.");
    assertThatThrownBy(() -> of(nothing, Reductions::argmin))
        .hasMessage(
            "E3101 ArgMin does not take operands of types [float64[0]]\n"
                + "  No extremum over no elements.");
  }

  @Test
  void elementTypesAreNumpys() {
    Tensor flags = Tensor.of(Shape.of(3), new boolean[] {true, false, true});
    assertThat(of(flags, Reductions::sum)).isEqualTo(Tensor.of(Shape.SCALAR, new long[] {2}));
    assertThat(of(flags, Reductions::mean).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(of(flags, Reductions::max).dtype()).isEqualTo(DType.BOOL);
    Tensor single = Tensor.of(Shape.of(2), new float[] {1, 2});
    assertThat(of(single, Reductions::mean).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(of(vector(0, Double.NaN), Reductions::any).booleans()).containsExactly(true);
  }

  @Test
  void axesOutOfRangeOrTwiceAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    assertThatThrownBy(() -> Reductions.sum(b, x, Axes.of(0, 2)))
        .hasMessage("E3101 Sum: axis 2 is out of range\n  Valid: -2 to 1.");
    assertThatThrownBy(() -> Softmax.softmax(b, x, Axes.of(-3)))
        .hasMessage("E3101 Softmax: axis -3 is out of range\n  Valid: -2 to 1.");
    assertThatThrownBy(() -> Reductions.mean(b, x, Axes.of(1, -1)))
        .hasMessage(
            "E3101 Mean: axis -1 occurs twice in [1, -1]\n"
                + "  Name each axis once; a negative one counts from the last.");
    assertThatThrownBy(() -> Reductions.argmax(b, b.constant(1), 0))
        .hasMessage("E3101 ArgMax: axis 0 is out of range\n  Valid: a scalar has none.");
  }
}
