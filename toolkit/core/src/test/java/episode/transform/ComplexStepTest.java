package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complex steps share no rule with forward derivatives, and agree with them. */
class ComplexStepTest {
  private static final double H = ComplexStep.STEP;

  @ParameterizedTest
  @EnumSource(Prim.class)
  void everyPrimitiveGivesItsForwardDerivative(Prim prim) {
    for (Samples.Sample sample : Samples.of(prim)) {
      if (isDouble(sample.graph())) {
        compare(sample.name(), sample.graph(), sample.point());
      }
    }
  }

  @Test
  void loopsAndBranchesGiveTheirForwardDerivatives() {
    SplittableRandom random = new SplittableRandom(5);
    for (LoopSamples.Sample sample : LoopSamples.all()) {
      GraphBuilder b = new GraphBuilder();
      Node x = b.input("x", Type.float64(2, 3));
      Node y = b.input("y", Type.float64(2, 3));
      Graph graph = b.build("loop", sample.outputs(b, x, y));
      compare("loop", graph, Derivatives.randoms(graph.inputs(), random));
    }
  }

  @Test
  void secondDerivativesAreComplexStepsOfFirstOnes() {
    for (Prim prim : List.of(Prim.EXP, Prim.TANH, Prim.ATAN, Prim.ERF, Prim.DIV, Prim.POW)) {
      for (Samples.Sample sample : Samples.of(prim)) {
        Graph first = Derivatives.jvp(sample.graph());
        List<Tensor> point = new ArrayList<>(sample.point());
        List<Node> more = first.inputs().subList(point.size(), first.inputs().size());
        point.addAll(Derivatives.randoms(more, new SplittableRandom(3)));
        compare("second of " + sample.name(), first, point);
      }
    }
  }

  private static boolean isDouble(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.isArray() && node.dtype() == DType.FLOAT32) {
        return false;
      }
    }
    for (Node output : graph.outputs()) {
      if (output.dtype() != DType.FLOAT64) {
        return false;
      }
    }
    return true;
  }

  private static void compare(String what, Graph f, List<Tensor> at) {
    SplittableRandom random = new SplittableRandom(7);
    List<Tensor> directions = Derivatives.randoms(f.inputs(), random);
    List<Tensor> forward = new ArrayList<>(at);
    forward.addAll(directions);
    List<String> names = new ArrayList<>();
    List<Tensor> complex = new ArrayList<>(at);
    for (int i = 0; i < at.size(); i++) {
      if (f.inputs().get(i).dtype().isFloating()) {
        names.add(f.inputs().get(i).name());
        double[] step = directions.get(i).toDoubles();
        for (int k = 0; k < step.length; k++) {
          step[k] *= H;
        }
        complex.add(Tensor.of(at.get(i).shape(), step));
      }
    }
    List<Tensor> expected = Perform.evaluate(Derivatives.jvp(f), dropIntegers(f, forward));
    Graph stepped = Checker.check(ComplexStep.of(f, names));
    List<Tensor> seen = Perform.evaluate(stepped, complex);
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.get(i).shape().size(); k++) {
        double value = expected.get(i).at(k);
        // Sums of products of numbers of order 1, in another order.
        assertThat(seen.get(i).at(k) / H)
            .as("%s [%d][%d]", what, i, k)
            .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
      }
    }
  }

  private static List<Tensor> dropIntegers(Graph f, List<Tensor> both) {
    List<Tensor> kept = new ArrayList<>(both.subList(0, f.inputs().size()));
    for (int i = 0; i < f.inputs().size(); i++) {
      if (f.inputs().get(i).dtype().isFloating()) {
        kept.add(both.get(f.inputs().size() + i));
      }
    }
    return kept;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.5, 4, 20, 300})
  void digammaComesOfTheComplexLogarithmOfGamma(double x) {
    GraphBuilder b = new GraphBuilder();
    Node input = b.input("x");
    Graph graph = b.build("g", List.of(b.unary(Prim.LGAMMA, input)));
    double seen = at(graph, x);
    Graph digamma = b.build("d", List.of(b.make(Prim.POLYGAMMA, 0, List.of(input))));
    double expected = Perform.evaluate(digamma, List.of(Tensor.of(x))).get(0).at(0);
    // Twelve logarithms and a series are summed.
    assertThat(seen).isCloseTo(expected, within(1e-14 * Math.max(4, Math.abs(expected))));
  }

  private static double at(Graph graph, double x) {
    Graph stepped = ComplexStep.of(graph, List.of("x"));
    return Perform.evaluate(stepped, List.of(Tensor.of(x), Tensor.of(H))).get(0).at(0) / H;
  }

  @Test
  void theErrorFunctionsSlopeIsAbramowitzAndStegunsTable() {
    GraphBuilder b = new GraphBuilder();
    Graph erf = b.build("erf", List.of(b.unary(Prim.ERF, b.input("x"))));
    // Table 7.1 of the Handbook: 2/√π e^(−x²) at 0, 0.5, 1 and 1.5.
    assertThat(at(erf, 0)).isCloseTo(1.1283791671, within(1e-10));
    assertThat(at(erf, 0.5)).isCloseTo(0.8787825789, within(1e-10));
    assertThat(at(erf, 1)).isCloseTo(0.4151074974, within(1e-10));
    assertThat(at(erf, 1.5)).isCloseTo(0.1189302892, within(1e-10));
  }

  @Test
  void ofPowersAtZeroTheFirstAloneHasASlope() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    assertThat(at(b.build("p", List.of(b.binary(Prim.POW, x, b.constant(1)))), 0)).isEqualTo(1);
    assertThat(at(b.build("p", List.of(b.binary(Prim.POW, x, b.constant(2)))), 0)).isZero();
    assertThat(at(b.build("p", List.of(b.binary(Prim.POW, x, b.constant(3)))), -2))
        .isCloseTo(12, within(1e-14));
  }

  @Test
  void whatHasNoComplexFormSaysSo() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.array(DType.FLOAT32, Shape.SCALAR));
    Graph single = b.build("single", List.of(b.neg(x)));
    assertThatThrownBy(() -> ComplexStep.of(single, List.of("x")))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3128 There is no complex form of numbers of single precision, in which so small a"
                + " step is 0\n  Compare its derivatives with differences instead.");
  }
}
