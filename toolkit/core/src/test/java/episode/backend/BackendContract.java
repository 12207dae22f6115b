package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.op.Indexing;
import episode.op.RandomDraws;
import episode.op.RandomStream;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What every backend does alike. A backend's test class inherits it and says which backend. */
public abstract class BackendContract extends LoopContract {
  private static final Shape[] SHAPES = {
    Shape.SCALAR,
    Shape.of(1),
    Shape.of(3),
    Shape.of(17),
    Shape.of(2, 3),
    Shape.of(4, 1, 5),
    Shape.of(0),
    Shape.of(3, 0)
  };
  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2.5,
    -7.25,
    1e-300,
    -1e300,
    1e300,
    33,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    0.999
  };

  /** Returns the primitives that the backend refuses by E3204, such as "POW INT64". */
  protected Set<String> refused() {
    return Set.of();
  }

  @Test
  void randomNumbersOfAStreamAreTheSameBitForBit() {
    GraphBuilder b = new GraphBuilder();
    Node state = b.input("state", Type.array(DType.INT64, Shape.of(7)));
    RandomStream.Split split = RandomStream.of(state).split(b, 2);
    Node uniform = RandomDraws.uniform(b, split.streams().get(1), 40, 3).values();
    Node integers = RandomDraws.integers(b, split.rest(), -5, 1L << 40, 50).values();
    Node again = RandomStream.of(split.streams().get(0).state()).split(b, 2).rest().state();
    Graph graph = b.build("draws", List.of(uniform, integers, again));
    List<Tensor> inputs = List.of(RandomStream.state(2024));
    assertThat(exact().compile(graph).apply(inputs)).isEqualTo(Perform.evaluate(graph, inputs));
  }

  @Test
  void everyPrimitiveOfOneOperandAgreesWithItsReference() {
    for (Prim prim : Prim.values()) {
      if (prim.family() != Prim.Family.UNARY && prim != Prim.NOT || prim == Prim.CAST) {
        continue;
      }
      Object attribute = prim == Prim.POLYGAMMA ? (Object) 1 : Node.NONE;
      for (DType dtype : DType.values()) {
        for (Shape shape : SHAPES) {
          checkNode(prim, attribute, List.of(Type.array(dtype, shape)));
        }
      }
    }
  }

  @Test
  void everyPolygammaAgreesWithItsReference() {
    for (int order = 0; order < 4; order++) {
      checkNode(Prim.POLYGAMMA, order, List.of(Type.float64(17)));
      checkNode(Prim.POLYGAMMA, order, List.of(Type.array(DType.FLOAT32, Shape.of(3))));
    }
  }

  @Test
  void everyPrimitiveOfTwoOperandsAgreesWithItsReference() {
    for (Prim prim : Prim.values()) {
      boolean two = prim.family() == Prim.Family.BINARY || prim.family() == Prim.Family.COMPARE;
      if (two || prim == Prim.AND || prim == Prim.OR) {
        for (DType dtype : DType.values()) {
          for (Shape shape : SHAPES) {
            Type type = Type.array(dtype, shape);
            checkNode(prim, Node.NONE, List.of(type, type));
          }
        }
      }
    }
  }

  @Test
  void everyCastAndSelectionAgreesWithItsReference() {
    for (DType from : DType.values()) {
      for (Shape shape : SHAPES) {
        Type type = Type.array(from, shape);
        for (DType to : DType.values()) {
          checkNode(Prim.CAST, to, List.of(type));
        }
        checkNode(Prim.WHERE, Node.NONE, List.of(Type.array(DType.BOOL, shape), type, type));
      }
    }
  }

  @Test
  void everyReductionAgreesWithItsReference() {
    for (DType dtype : DType.values()) {
      Type type = Type.array(dtype, Shape.of(3, 7, 2));
      for (Prim prim : List.of(Prim.SUM, Prim.PROD, Prim.REDUCE_MIN, Prim.REDUCE_MAX)) {
        for (Ints axes :
            List.of(Ints.of(0), Ints.of(1), Ints.of(2), Ints.of(0, 2), Ints.of(0, 1, 2))) {
          checkNode(prim, axes, List.of(type));
        }
        checkNode(prim, Ints.of(0), List.of(Type.array(dtype, Shape.of(17))));
        checkNode(prim, Ints.of(0), List.of(Type.array(dtype, Shape.of(0))));
        checkNode(prim, Ints.of(1), List.of(Type.array(dtype, Shape.of(0, 4))));
      }
      for (int axis = 0; axis < 3; axis++) {
        checkNode(Prim.ARGMAX, axis, List.of(type));
        checkNode(Prim.CUMSUM, new Attr.Cumulative(axis, false), List.of(type));
        checkNode(Prim.CUMSUM, new Attr.Cumulative(axis, true), List.of(type));
        checkNode(Prim.CUMPROD, new Attr.Cumulative(axis, true), List.of(type));
      }
      checkNode(Prim.ARGMAX, 0, List.of(Type.array(dtype, Shape.of(17))));
    }
  }

  @Test
  void everyMovementAgreesWithItsReference() {
    Shape shape = Shape.of(3, 4);
    for (DType dtype : DType.values()) {
      List<Type> x = List.of(Type.array(dtype, shape));
      checkNode(Prim.BROADCAST, new Attr.Broadcast(Shape.of(3, 2, 4), Ints.of(0, 2)), x);
      checkNode(Prim.RESHAPE, Shape.of(2, 6), x);
      checkNode(Prim.TRANSPOSE, Ints.of(1, 0), x);
      checkNode(Prim.SLICE, new Attr.Slice(Ints.of(1, 0), Ints.of(3, 4), Ints.of(1, 3)), x);
      checkNode(Prim.PAD, new Attr.Pad(Ints.of(1, 0), Ints.of(0, 2), Ints.of(2, 1)), x);
      List<Type> three = List.of(x.get(0), Type.array(dtype, Shape.of(1, 4)), x.get(0));
      checkNode(Prim.CONCAT, 0, three);
    }
  }

  @Test
  void everyProductOfMatricesAgreesWithItsReference() {
    int[][] sizes = {
      {1, 1, 1}, {2, 3, 4}, {16, 16, 1}, {1, 16, 16}, {9, 17, 5}, {4, 0, 2}, {0, 3, 2}
    };
    for (DType dtype : DType.values()) {
      for (int[] size : sizes) {
        Type left = Type.array(dtype, Shape.of(size[0], size[1]));
        Type right = Type.array(dtype, Shape.of(size[1], size[2]));
        checkNode(Prim.MATMUL, Node.NONE, List.of(left, right));
      }
      Type batchLeft = Type.array(dtype, Shape.of(3, 2, 5));
      Type batchRight = Type.array(dtype, Shape.of(3, 5, 4));
      checkNode(Prim.MATMUL, Node.NONE, List.of(batchLeft, batchRight));
    }
  }

  @Test
  void productsOfViewsAgreeWithTheirReference() {
    GraphBuilder b = new GraphBuilder();
    Node a = b.input("a", Type.float64(16, 16));
    Node big = b.input("big", Type.float64(20, 40));
    Node v = b.input("v", Type.float64(16));
    Node turned = b.transpose(a, Ints.of(1, 0));
    Node column = b.reshape(v, Shape.of(16, 1));
    Node row = b.reshape(v, Shape.of(1, 16));
    Ints steps = Ints.of(1, 2);
    Attr.Slice part = new Attr.Slice(Ints.of(2, 3), Ints.of(18, 35), steps);
    Node sliced = b.make(Prim.SLICE, part, List.of(big));
    List<Node> outputs =
        List.of(
            b.matmul(a, column),
            b.matmul(turned, column),
            b.matmul(row, a),
            b.matmul(row, turned),
            b.matmul(turned, a),
            b.matmul(a, turned),
            b.matmul(sliced, column),
            b.matmul(a, sliced),
            b.matmul(b.broadcastTo(row, Shape.of(16, 16)), turned));
    check(b.build("products", outputs));
  }

  @Test
  void productsWithConstantMatricesAgreeWithTheirReference() {
    GraphBuilder b = new GraphBuilder();
    Node c = b.constant(RandomGraphs.values(new Random(3), DType.FLOAT64, Shape.of(16, 36)));
    Node column = b.input("column", Type.float64(36, 1));
    Node row = b.input("row", Type.float64(1, 16));
    Node turned = b.transpose(c, Ints.of(1, 0));
    Node wide = b.input("wide", Type.float64(36, 5));
    List<Node> outputs =
        List.of(
            b.matmul(c, column),
            b.matmul(row, c),
            b.matmul(turned, b.reshape(row, Shape.of(16, 1))),
            b.matmul(b.slice(c, 1, 3, 33), b.slice(column, 0, 0, 30)),
            b.matmul(c, wide));
    check(b.build("constant", outputs));
  }

  @Test
  void gatherAndScatterAgreeWithTheirReference() {
    for (DType dtype : DType.values()) {
      for (int axis = 0; axis < 2; axis++) {
        GraphBuilder b = new GraphBuilder();
        Node x = b.input("x", Type.array(dtype, Shape.of(3, 12)));
        Node at = b.input("at", Type.array(DType.INT64, Shape.of(2, 2)));
        Node picked = b.make(Prim.GATHER, axis, List.of(x, at));
        List<Node> outputs = new ArrayList<>(List.of(picked));
        if (dtype != DType.BOOL) {
          outputs.add(b.make(Prim.SCATTER_ADD, axis, List.of(x, at, b.add(picked, picked))));
        }
        Graph graph = b.build("indexed", outputs);
        Tensor indices = Tensor.of(Shape.of(2, 2), new long[] {2, 0, 0, 1});
        Tensor values = RandomGraphs.values(new Random(1), dtype, Shape.of(3, 12));
        compare(graph, List.of(values, indices));
      }
    }
  }

  @Test
  void wrongIndexIsRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node at = b.input("at", Type.array(DType.INT64, Shape.SCALAR));
    Graph graph = b.build("wrong", List.of(b.make(Prim.GATHER, 0, List.of(x, at))));
    CompiledFunction compiled = backend().compile(graph);
    Tensor outside = Tensor.of(Shape.SCALAR, new long[] {3});
    assertThatThrownBy(() -> compiled.apply(Tensor.of(new double[3]), outside))
        .isInstanceOf(EpisodeException.class)
        .hasMessageContaining("E3110")
        .hasMessageContaining("3");
  }

  /** The first member's index 3 is the second member's first element in the array of both. */
  @Test
  void membersDoNotReachIntoEachOther() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node at = b.input("at", Type.array(DType.INT64, Shape.of(1)));
    Node u = b.input("u", Type.float64(1));
    Tensor values = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor updates = Tensor.matrix(new double[][] {{10}, {20}});
    Node taken = Indexing.take(b, x, at, 0);
    Node along = Indexing.takeAlongAxis(b, x, at, 0);
    for (Node f : List.of(taken, along, Indexing.scatterAdd(b, x, at, u, 0))) {
      for (boolean all : new boolean[] {true, false}) {
        Graph one = b.build("one", List.of(f));
        Graph many = Vmap.of(one, 2, List.of(all, true, true));
        CompiledFunction compiled = backend().compile(many);
        Tensor shared = all ? values : Tensor.of(new double[] {1, 2, 3});
        Tensor right = Tensor.of(Shape.of(2, 1), new long[] {-1, 0});
        List<Tensor> inputs = List.of(shared, right, updates);
        assertThat(compiled.apply(inputs)).isEqualTo(Perform.evaluate(many, inputs));
        for (long wrong : new long[] {3, -4}) {
          Tensor outside = Tensor.of(Shape.of(2, 1), new long[] {wrong, 0});
          assertThatThrownBy(() -> compiled.apply(shared, outside, updates))
              .isInstanceOf(EpisodeException.class)
              .hasMessageMatching(
                  "E3110 \\S+ wants index " + wrong + " of an axis of extent 3\n.*");
        }
      }
    }
  }

  @Property(tries = 300, seed = "1978", shrinking = ShrinkingMode.OFF)
  void randomGraphsAgreeWithTheirReference(@ForAll long seed) {
    Graph graph = RandomGraphs.of(seed);
    compare(graph, RandomGraphs.inputs(graph, seed));
  }

  @Test
  void outputsMayBeInputsConstantsAndRepeats() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(12));
    Node s = b.input("s");
    Node twice = b.add(x, x);
    Node c = b.constant(3.5);
    Node pair = b.constant(Tensor.of(new double[] {1, 2}));
    check(b.build("plain", List.of(x, s, twice, c, twice, pair, b.reshape(x, Shape.of(3, 4)), s)));
  }

  private void checkNode(Prim prim, Object attribute, List<Type> types) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    for (Type type : types) {
      operands.add(b.input("x" + operands.size(), type));
    }
    Node node;
    try {
      node = b.make(prim, attribute, operands);
    } catch (EpisodeException refused) {
      assertThat(refused.code()).isEqualTo("E3101");
      return;
    }
    check(b.build("one", List.of(node)));
  }

  private void check(Graph graph) {
    compare(graph, RandomGraphs.inputs(graph, 7));
    List<Tensor> special = new ArrayList<>();
    for (Node input : graph.inputs()) {
      special.add(special(input, special.size()));
    }
    compare(graph, special);
  }

  private static Tensor special(Node input, int turn) {
    double[] values = new double[input.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = SPECIAL[(i * (1 + 4 * turn) + 3 * turn) % SPECIAL.length];
    }
    Tensor doubles = Tensor.of(input.shape(), values);
    GraphBuilder b = new GraphBuilder();
    Node cast = b.cast(b.input("x", doubles.type()), input.dtype());
    return Perform.evaluate(b.build("cast", List.of(cast)), List.of(doubles)).get(0);
  }

  /** The exact form must agree to the tolerance, sums and products of FLOAT32 excepted. */
  private void compare(Graph graph, List<Tensor> inputs) {
    if (isRefused(graph)) {
      assertThatThrownBy(() -> exact().compile(graph)).hasMessageContaining("E3204");
      return;
    }
    List<Tensor> expected = Perform.evaluate(graph, inputs);
    List<Tensor> actual = exact().compile(graph).apply(inputs);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).type()).isEqualTo(expected.get(i).type());
      boolean single = expected.get(i).dtype() == DType.FLOAT32;
      Agreement.check(graph, actual.get(i), expected.get(i), single ? 1e-5 : tolerance());
    }
  }

  private boolean isRefused(Graph graph) {
    for (Node node : graph.nodes()) {
      boolean inside = node.isArray() && refused().contains(node.prim() + " " + node.dtype());
      for (Graph body : node.bodies()) {
        inside |= isRefused(body);
      }
      if (inside) {
        return true;
      }
    }
    return false;
  }
}
