package episode.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.backend.Comparison;
import episode.expr.Checker;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
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
  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (Catalogue.Row row : Catalogue.rows()) {
      for (Catalogue.Case each : row.cases()) {
        all.add(Arguments.of(row, each));
      }
    }
    return all.stream();
  }

  /** Returns the op on scaled operands, so that every graph has two inputs at least. */
  private static Graph graph(Op op, List<Tensor> sample) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    for (Tensor each : sample) {
      operands.add(b.input("x" + operands.size(), each.type()));
    }
    if (isScaled(sample)) {
      operands.set(0, b.mul(operands.get(0), b.input("s")));
    }
    return Checker.check(b.build("f", b.apply(op, operands)));
  }

  private static boolean isScaled(List<Tensor> sample) {
    return sample.size() == 1 && sample.get(0).dtype() == DType.FLOAT64;
  }

  private static List<Tensor> inputs(List<Tensor> sample) {
    List<Tensor> inputs = new ArrayList<>(sample);
    if (isScaled(sample)) {
      inputs.add(Tensor.of(0.9));
    }
    return inputs;
  }

  /** Returns the graph of the outputs that have derivatives. */
  private static Graph real(Graph graph) {
    return graph.withOutputs(graph.outputs().stream().filter(Ruled::isReal).toList());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("cases")
  void backendsAgreeAboutValuesAndDerivatives(Catalogue.Row row, Catalogue.Case point) {
    List<Tensor> sample = point.operands();
    Op op = point.op();
    Comparison comparison = Backends.compare(graph(op, sample), inputs(sample));
    if (point.smooth()) {
      comparison.check();
    }
    assertThat(comparison.entries())
        .filteredOn(entry -> !entry.backend().equals("differences"))
        .allMatch(entry -> comparison.excess(entry) <= 1);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("cases")
  void derivativesAgreeWithDifferencesAndEachOther(Catalogue.Row row, Catalogue.Case point) {
    List<Tensor> sample = point.operands();
    Op op = point.op();
    Graph graph = graph(op, sample);
    if (point.smooth()) {
      Derivatives.check(op.toString(), real(graph), inputs(sample), new SplittableRandom(1));
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("cases")
  void secondDerivativesAgreeWithDifferences(Catalogue.Row row, Catalogue.Case point) {
    List<Tensor> sample = point.operands();
    Op op = point.op();
    Graph graph = graph(op, sample);
    if (point.smooth()) {
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
  @MethodSource("cases")
  void batchesAreTheirMembers(Catalogue.Row row, Catalogue.Case point) {
    List<Tensor> sample = point.operands();
    Op op = point.op();
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
          // The batch runs as code of the lowering, the member by 'perform': some roundings.
          assertThat(close(seen.get(i).at(k), expected.get(i).at(k % size), 1e-13))
              .as("%s: %s, %s", point, seen.get(i), expected.get(i))
              .isTrue();
        }
      }
    }
  }

  private static Tensor doubled(Tensor x) {
    GraphBuilder b = new GraphBuilder();
    Node node = b.input("x", x.type());
    Node row = b.reshape(node, x.shape().inserted(0, 1));
    return Perform.evaluate(b.build("f", List.of(b.concat(List.of(row, row), 0))), List.of(x))
        .get(0);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("cases")
  void everyElementTypeIsTakenOrRefused(Catalogue.Row row, Catalogue.Case point) {
    List<Tensor> sample = point.operands();
    Op op = point.op();
    for (DType dtype : DType.values()) {
      List<Tensor> cast = point.operands(dtype);
      List<Type> types = cast.stream().<Type>map(Tensor::type).toList();
      if (!row.takes().contains(dtype)) {
        assertThatThrownBy(() -> op.types(types))
            .isInstanceOf(EpisodeException.class)
            .hasMessageStartingWith("E3101 " + op.name() + " does not take operands of types");
        continue;
      }
      GraphBuilder b = new GraphBuilder();
      List<Node> operands = new ArrayList<>();
      for (Type type : types) {
        operands.add(b.input("x" + operands.size(), type));
      }
      Graph graph = Checker.check(b.build("f", b.apply(op, operands)));
      List<Tensor> expected = Perform.evaluate(graph, cast);
      List<Tensor> seen = Backends.jvm().compile(graph).apply(cast);
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i).type()).isEqualTo(expected.get(i).type());
        for (int k = 0; k < seen.get(i).shape().size(); k++) {
          // One rounding of FLOAT32 per element, at most twelve in a running product.
          assertThat(close(seen.get(i).at(k), expected.get(i).at(k), 2e-6))
              .as("%s: %s, %s", point, seen.get(i), expected.get(i))
              .isTrue();
        }
      }
    }
  }

  private static boolean close(double seen, double expected, double tolerance) {
    return Double.compare(seen, expected) == 0
        || Math.abs(seen - expected) <= tolerance * Math.max(1, Math.abs(expected));
  }
}
