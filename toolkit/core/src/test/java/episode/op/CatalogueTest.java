package episode.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Derivatives;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op of the catalogue in every variant: value, derivatives, batches, element types. */
class CatalogueTest {
  static Stream<Arguments> variants() {
    List<Arguments> all = new ArrayList<>();
    for (Catalogue.Row row : Catalogue.rows()) {
      for (Op op : row.variants()) {
        all.add(Arguments.of(row, op));
      }
    }
    return all.stream();
  }

  private static Tensor matrices(Shape shape, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[shape.size()];
    int columns = shape.extent(shape.rank() - 1);
    int rows = shape.extent(shape.rank() - 2);
    for (int i = 0; i < values.length; i++) {
      int row = i / columns % rows;
      boolean diagonal = row == i % columns;
      values[i] = random.nextDouble() - 0.5 + (diagonal ? 2.5 + row : 0);
    }
    return Tensor.of(shape, values);
  }

  private static Tensor numbers(Shape shape, int seed, double low, double high) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return Tensor.of(shape, values);
  }

  /** Returns operands well inside of an op's domain. */
  private static List<Tensor> sample(String name) {
    Shape five = Shape.of(5);
    return switch (name) {
      case "Solve", "TriangularSolve" ->
          List.of(matrices(Shape.of(2, 3, 3), 1), numbers(Shape.of(2, 3, 2), 2, -1, 1));
      case "Qr" -> List.of(matrices(Shape.of(2, 4, 3), 3));
      case "Sort", "ArgSort", "CumOp" -> List.of(numbers(Shape.of(3, 4), 4, -2, 2));
      case "SearchSorted" ->
          List.of(Tensor.of(new double[] {-1, 0, 0.5, 0.75, 2}), numbers(Shape.of(2, 3), 5, -2, 3));
      case "ErfInv" -> List.of(numbers(five, 6, -0.9, 0.9));
      case "NormalCdf" -> List.of(numbers(five, 7, -2, 2));
      case "GammaInc", "GammaIncDerivative" ->
          List.of(numbers(five, 8, 0.5, 4), numbers(five, 9, 0.3, 6));
      case "BetaInc", "BetaIncDerivative" ->
          List.of(
              numbers(five, 10, 0.7, 4), numbers(five, 11, 0.7, 4), numbers(five, 12, 0.1, 0.9));
      default -> List.of(matrices(Shape.of(2, 3, 3), 13));
    };
  }

  /** Returns the op on scaled operands, so that every graph has two inputs at least. */
  private static Graph graph(Op op, List<Tensor> sample) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    for (Tensor each : sample) {
      operands.add(b.input("x" + operands.size(), each.type()));
    }
    if (sample.size() == 1) {
      operands.set(0, b.mul(operands.get(0), b.input("s")));
    }
    return Checker.check(b.build("f", b.apply(op, operands)));
  }

  private static List<Tensor> inputs(List<Tensor> sample) {
    List<Tensor> inputs = new ArrayList<>(sample);
    if (sample.size() == 1) {
      inputs.add(Tensor.of(0.9));
    }
    return inputs;
  }

  private static boolean hasDerivatives(Graph graph) {
    return graph.outputs().stream().anyMatch(Ruled::isReal);
  }

  /** Returns the graph of the outputs that have derivatives. */
  private static Graph real(Graph graph) {
    return graph.withOutputs(graph.outputs().stream().filter(Ruled::isReal).toList());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("variants")
  void backendsAgreeAboutValuesAndDerivatives(Catalogue.Row row, Op op) {
    List<Tensor> sample = sample(row.name());
    Backends.compare(graph(op, sample), inputs(sample)).check();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("variants")
  void derivativesAgreeWithDifferencesAndEachOther(Catalogue.Row row, Op op) {
    List<Tensor> sample = sample(row.name());
    Graph graph = graph(op, sample);
    if (hasDerivatives(graph)) {
      Derivatives.check(op.toString(), real(graph), inputs(sample), new SplittableRandom(1));
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("variants")
  void secondDerivativesAgreeWithDifferences(Catalogue.Row row, Op op) {
    List<Tensor> sample = sample(row.name());
    Graph graph = graph(op, sample);
    if (hasDerivatives(graph)) {
      SplittableRandom random = new SplittableRandom(2);
      List<Tensor> both = new ArrayList<>(inputs(sample));
      both.addAll(Derivatives.randoms(graph.inputs(), random));
      Derivatives.check(op + " twice", Derivatives.jvp(real(graph)), both, random);
      Graph reverse = Derivatives.vjp(real(graph));
      List<Tensor> pulled = new ArrayList<>(inputs(sample));
      pulled.addAll(Derivatives.randoms(real(graph).outputs(), random));
      Derivatives.check(op + " reverse, twice", reverse, pulled, random);
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("variants")
  void batchesAreTheirMembers(Catalogue.Row row, Op op) {
    List<Tensor> sample = sample(row.name());
    Graph graph = graph(op, sample);
    List<Tensor> one = inputs(sample);
    for (int first = 0; first < 2; first++) {
      List<Boolean> flags = new ArrayList<>(Collections.nCopies(one.size(), first == 0));
      flags.set(one.size() - 1, true);
      List<Tensor> many = new ArrayList<>();
      for (int i = 0; i < one.size(); i++) {
        many.add(flags.get(i) ? doubled(one.get(i)) : one.get(i));
      }
      Graph batch = Checker.check(Vmap.of(graph, 2, flags));
      List<Tensor> seen = Backends.jvm().compile(batch).apply(many);
      List<Tensor> expected = Perform.evaluate(graph, one);
      for (int i = 0; i < seen.size(); i++) {
        int size = expected.get(i).shape().size();
        assertThat(seen.get(i).shape()).isEqualTo(expected.get(i).shape().inserted(0, 2));
        for (int k = 0; k < 2 * size; k++) {
          assertThat(seen.get(i).at(k)).isEqualTo(expected.get(i).at(k % size));
        }
      }
    }
  }

  private static Tensor doubled(Tensor x) {
    int size = x.shape().size();
    double[] values = new double[2 * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.at(i % size);
    }
    return Tensor.of(x.shape().inserted(0, 2), values);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("variants")
  void everyElementTypeIsTakenOrRefused(Catalogue.Row row, Op op) {
    List<Tensor> sample = sample(row.name());
    for (DType dtype : DType.values()) {
      List<Type> types = new ArrayList<>();
      for (Tensor each : sample) {
        types.add(Type.array(dtype, each.shape()));
      }
      if (!row.takes().contains(dtype)) {
        assertThatThrownBy(() -> op.types(types))
            .isInstanceOf(EpisodeException.class)
            .hasMessageStartingWith("E3101 " + op.name() + " does not take operands of types");
        continue;
      }
      GraphBuilder b = new GraphBuilder();
      List<Node> operands = new ArrayList<>();
      for (Tensor each : sample) {
        operands.add(b.cast(b.input("x" + operands.size(), each.type()), dtype));
      }
      Graph graph = Checker.check(b.build("f", b.apply(op, operands)));
      List<Tensor> expected = Perform.evaluate(graph, sample);
      List<Tensor> seen = Backends.jvm().compile(graph).apply(sample);
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i).type()).isEqualTo(expected.get(i).type());
        for (int k = 0; k < seen.get(i).shape().size(); k++) {
          // One rounding of FLOAT32 per element, at most twelve in a running product.
          assertThat(seen.get(i).at(k))
              .isCloseTo(
                  expected.get(i).at(k),
                  org.assertj.core.data.Offset.offset(
                      2e-6 * Math.max(1, Math.abs(expected.get(i).at(k)))));
        }
      }
    }
  }
}
