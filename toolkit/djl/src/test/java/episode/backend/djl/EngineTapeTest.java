package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.Comparison;
import episode.backend.EngineTape;
import episode.backend.SeirByAge;
import episode.backend.array.ArrayRule;
import episode.backend.array.CallerArrays;
import episode.backend.array.EagerFunction;
import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Gradients;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engines' own tapes against the derivatives of graphs. */
class EngineTapeTest {
  private static final int ROUNDS = 200;

  static Stream<Backend> backends() {
    return Stream.of(Backends.byName("mxnet"), new PytorchBackend().eager());
  }

  /** x ← x · c + sin(x) / d − x^p, many times over: a chain with products by constants. */
  private static Graph chain() {
    GraphBuilder b = new GraphBuilder();
    Node start = b.input("x", Type.float64(3));
    Node beta = b.input("beta");
    Node x = start;
    for (int i = 0; i < ROUNDS; i++) {
      Node grown = b.mul(x, b.constant(1 + 1e-3 * i / ROUNDS));
      Node wave = b.div(b.unary(Prim.SIN, b.mul(x, beta)), b.constant(50 + i));
      x = b.sub(b.add(grown, wave), b.binary(Prim.POW, b.mul(x, b.constant(1e-2)), b.constant(2)));
    }
    return b.build("chain", List.of(b.sum(x)));
  }

  private static final List<Tensor> POINT =
      List.of(Tensor.of(new double[] {0.7, 1.1, -0.4}), Tensor.of(1.3));

  private static void agree(List<Tensor> seen, List<Tensor> expected) {
    for (int k = 0; k < expected.size(); k++) {
      double[] reference = expected.get(k).doubles();
      for (int i = 0; i < reference.length; i++) {
        double scale = Math.max(1, Math.abs(reference[i]));
        // rounding of some hundred additions
        assertThat(seen.get(k).at(i)).isCloseTo(reference[i], Offset.offset(1e-12 * scale));
      }
    }
  }

  private static List<Tensor> expected(Graph graph, List<String> names, List<Tensor> point) {
    return Backends.interpreter().compile(Gradients.gradient(graph, names)).apply(point);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tapeGivesTheGradientOfTheGraph(Backend backend) {
    Graph graph = chain();
    List<String> names = List.of("beta", "x");
    EngineTape tape = backend.tape().orElseThrow();
    assertThat(tape.name()).isEqualTo(backend.name() + " tape");
    agree(tape.gradient(graph, POINT, names), expected(graph, names, POINT));
  }

  /** The cotangent of an input that nothing depends on is 0, that of an integer, too. */
  @ParameterizedTest
  @MethodSource("backends")
  void severalOutputsAndUnusedInputsAreAllowed(Backend backend) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node n = b.input("n", Type.array(DType.INT64, Shape.SCALAR));
    b.input("unused", Type.float64(2));
    Node y = b.mul(x, b.cast(n, DType.FLOAT64));
    Graph graph = b.build("f", List.of(y, b.add(n, n), b.sum(b.mul(x, x))));
    Tensor point = Tensor.of(new double[] {3, 5});
    Tensor four = Tensor.of(Shape.SCALAR, new long[] {4});
    EngineTape.Pulled pulled =
        backend
            .tape()
            .orElseThrow()
            .pull(graph, List.of(point, four, point), List.of(point, four, Tensor.of(10)));
    assertThat(pulled.values().get(0)).isEqualTo(Tensor.of(new double[] {12, 20}));
    assertThat(pulled.cotangents())
        .containsExactly(
            Tensor.of(new double[] {4 * 3 + 60, 4 * 5 + 100}),
            Tensor.of(Shape.SCALAR, new long[] {0}),
            Tensor.of(new double[2]));
  }

  /** Functions that an engine lacks or differentiates in single precision. */
  @ParameterizedTest
  @MethodSource("backends")
  void functionsWithoutADerivativeOfTheEnginesOwnAreRecordedAllTheSame(Backend backend) {
    for (Prim prim : List.of(Prim.EXPM1, Prim.LOG1P, Prim.ERF, Prim.LGAMMA, Prim.SIGN, Prim.TANH)) {
      tangents(backend, (b, x) -> b.unary(prim, x));
    }
    tangents(backend, (b, x) -> b.make(Prim.POLYGAMMA, 1, List.of(x)));
    tangents(backend, (b, x) -> b.binary(Prim.MOD, x, b.constant(0.3)));
    tangents(backend, (b, x) -> b.binary(Prim.ATAN2, x, b.constant(0.3)));
    tangents(backend, (b, x) -> b.make(Prim.CUMPROD, new Attr.Cumulative(0, true), List.of(x)));
  }

  private static void tangents(Backend backend, BiFunction<GraphBuilder, Node, Node> function) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4));
    Node y = function.apply(b, x);
    Graph graph = b.build("f", List.of(b.sum(b.mul(y, y))));
    // 2 is where the reflection of a polygamma has no value of its own
    List<Tensor> point = List.of(Tensor.of(new double[] {1e-9, 0.4, 2, 3.7}));
    List<Tensor> seen = backend.tape().orElseThrow().gradient(graph, point, List.of("x"));
    double[] reference = expected(graph, List.of("x"), point).get(0).doubles();
    for (int i = 0; i < reference.length; i++) {
      double scale = Math.max(1, Math.abs(reference[i]));
      assertThat(seen.get(0).at(i))
          .as(graph.toString())
          .isCloseTo(reference[i], Offset.offset(1e-12 * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tapeGoesThroughLoopsAndBranches(Backend backend) {
    GraphBuilder inner = new GraphBuilder();
    Node y = inner.input("y", Type.float64(2));
    Node row = inner.input("row", Type.float64(2));
    Node k = inner.input("k");
    Node next = inner.add(inner.mul(y, k), inner.unary(Prim.SIN, row));
    Graph body = inner.build("body", List.of(next, inner.mul(next, row)));
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node rows = b.input("rows", Type.float64(5, 2));
    Node rate = b.input("rate");
    List<Node> out = b.scan(body, 5, List.of(x), List.of(rows), List.of(rate));
    Graph graph = b.build("loop", List.of(b.add(b.sum(out.get(0)), b.sum(out.get(1)))));
    double[] numbers = IntStream.range(0, 10).mapToDouble(i -> 0.1 * i - 0.3).toArray();
    List<Tensor> point =
        List.of(
            Tensor.of(new double[] {0.2, -0.8}),
            Tensor.of(Shape.of(5, 2), numbers),
            Tensor.of(0.9));
    List<String> names = List.of("x", "rows", "rate");
    List<Tensor> seen = backend.tape().orElseThrow().gradient(graph, point, names);
    agree(seen, expected(graph, names, point));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void comparisonShowsTheTapeAsOneMore(Backend backend) {
    Graph seir = SeirByAge.rhs();
    Comparison comparison = Backends.compare(seir, SeirByAge.point(), backend);
    comparison.complete().check();
    String name = backend.name() + " tape";
    assertThat(comparison.entries()).anyMatch(entry -> entry.backend().equals(name));
  }

  /** A constant in Java's memory would be freed between the two passes, and read all the same. */
  @ParameterizedTest
  @MethodSource("backends")
  void garbageCollectionBetweenForwardAndBackwardChangesNothing(Backend backend) {
    Graph graph = chain();
    List<String> names = List.of("x", "beta");
    List<Tensor> reference = expected(graph, names, POINT);
    EngineTape tape = backend.tape().orElseThrow();
    Graph collecting = collectingAtTheEnd(graph);
    for (int i = 0; i < 10; i++) {
      agree(collected(backend, collecting, names), reference);
    }
    agree(tape.gradient(graph, POINT, names), reference);
  }

  private static Graph collectingAtTheEnd(Graph graph) {
    GraphBuilder b = new GraphBuilder();
    List<Node> x = new ArrayList<>();
    graph.inputs().forEach(input -> x.add(b.input(input.name(), input.type())));
    Node y = b.call(graph, x).get(0);
    return b.build("collected", b.apply(new Collecting(), List.of(y)));
  }

  private static List<Tensor> collected(Backend backend, Graph graph, List<String> names) {
    ArrayRule<NDArray> rule =
        (op, operands) -> {
          ballast();
          System.gc();
          ballast();
          return operands;
        };
    return backend.with("Collecting", rule).tape().orElseThrow().gradient(graph, POINT, names);
  }

  /** Takes what memory has become free. */
  private static void ballast() {
    for (int i = 0; i < 2000; i++) {
      ByteBuffer.allocateDirect(8).putDouble(0, Double.NaN);
    }
  }

  /** The identity. */
  private record Collecting() implements Op {
    @Override
    public String name() {
      return "Collecting";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return operands;
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void threadsHaveTapesOfTheirOwn(Backend backend) {
    Graph graph = chain();
    List<String> names = List.of("x", "beta");
    List<Tensor> reference = expected(graph, names, POINT);
    EngineTape tape = backend.tape().orElseThrow();
    List<List<Tensor>> seen =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> tape.gradient(graph, POINT, names))
            .toList();
    seen.forEach(each -> agree(each, reference));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatDependsOnNoInputHasDerivativesOfZero(Backend backend) {
    GraphBuilder b = new GraphBuilder();
    Node above = b.binary(Prim.LT, b.constant(2), b.input("x"));
    Graph graph = b.build("f", List.of(b.where(above, b.constant(1), b.constant(0))));
    EngineTape tape = backend.tape().orElseThrow();
    assertThat(tape.gradient(graph, List.of(Tensor.of(1.5)), List.of("x")))
        .containsExactly(Tensor.of(0));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void ruleThatChangesItsOperandIsAnError(Backend backend) {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", b.apply(new Collecting(), List.of(b.input("x"))));
    ArrayRule<NDArray> rule = (op, operands) -> List.of(operands.get(0).addi(operands.get(0)));
    EngineTape tape = backend.with("Collecting", rule).tape().orElseThrow();
    assertThatThrownBy(() -> tape.gradient(graph, List.of(Tensor.of(1.5)), List.of("x")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith(
            "E3211 The " + tape.name() + " cannot go back over 'f'\n  The engine says: ")
        .hasMessageContaining("place");
  }

  /** A script of PyTorch's, or a derivative of MXNet's in single precision, would end it here. */
  @ParameterizedTest
  @ValueSource(strings = {"PyTorch", "MXNet"})
  void callersOwnTapeSeesEveryFunction(String name) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node y = b.mul(b.unary(Prim.EXPM1, x), b.unary(Prim.LGAMMA, x));
    Graph graph = b.build("f", List.of(y));
    double reference = expected(graph, List.of("x"), List.of(Tensor.of(0.7))).get(0).at(0);
    Engine engine = Engines.start(name);
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      NDArray point = manager.create(0.7);
      point.setRequiresGradient(true);
      EagerFunction<NDArray> function =
          new EagerFunction<>(graph, CallerArrays.of(point).namespace(point));
      try (GradientCollector collector = engine.newGradientCollector()) {
        collector.backward(function.apply(List.of(point)).get(0));
      }
      double seen = point.getGradient().toDoubleArray()[0];
      // rounding of some additions
      assertThat(seen).isCloseTo(reference, Offset.offset(1e-13));
    }
  }

  @Test
  void castThatCutsPytorchsTapeIsRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node single = b.cast(x, DType.FLOAT32);
    Graph graph = b.build("f", List.of(b.reduce(Prim.SUM, single, Ints.of(0))));
    EngineTape tape = EagerBackend.pytorch().tape().orElseThrow();
    List<Tensor> point = List.of(Tensor.of(new double[2]));
    assertThatThrownBy(() -> tape.gradient(graph, point, List.of("x")))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3204 'pytorch tape' cannot do CAST of float64[2] to FLOAT32: ");
  }
}
