package episode.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Arrays that NumPy 2.4 makes of arange(n), and what is refused. */
class MovingTest {
  private static Tensor counted(int... extents) {
    Shape shape = Shape.of(extents);
    long[] values = new long[shape.size()];
    Arrays.setAll(values, i -> i);
    return Tensor.of(shape, values);
  }

  private static final Tensor MATRIX = counted(3, 4);
  private static final Tensor LINE = counted(4);

  private static void gives(
      Tensor x, BiFunction<GraphBuilder, Node, Node> f, Shape shape, long... expected) {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(f.apply(b, b.input("x", x.type()))));
    assertThat(Perform.evaluate(graph, List.of(x)).get(0)).isEqualTo(Tensor.of(shape, expected));
    assertThat(Backends.jvm().compile(graph).apply(List.of(x)).get(0).toDoubles())
        .isEqualTo(Arrays.stream(expected).asDoubleStream().toArray());
  }

  @Test
  void axesMoveAsInNumpy() {
    gives(
        counted(2, 3, 2),
        (b, x) -> Shaping.transpose(b, x, 2, 0, 1),
        Shape.of(2, 2, 3),
        0,
        2,
        4,
        6,
        8,
        10,
        1,
        3,
        5,
        7,
        9,
        11);
    gives(
        MATRIX,
        (b, x) -> Shaping.swapaxes(b, x, 0, -1),
        Shape.of(4, 3),
        0,
        4,
        8,
        1,
        5,
        9,
        2,
        6,
        10,
        3,
        7,
        11);
    gives(
        counted(1, 2, 3),
        (b, x) -> Shaping.moveaxis(b, x, 0, -1),
        Shape.of(2, 3, 1),
        0,
        1,
        2,
        3,
        4,
        5);
    gives(counted(2, 2), (b, x) -> Shaping.transpose(b, x), Shape.of(2, 2), 0, 2, 1, 3);
    gives(LINE, (b, x) -> Shaping.reshape(b, x, 2, -1), Shape.of(2, 2), 0, 1, 2, 3);
    gives(counted(1, 4, 1), (b, x) -> Shaping.squeeze(b, x), Shape.of(4), 0, 1, 2, 3);
    gives(counted(1, 4, 1), (b, x) -> Shaping.squeeze(b, x, -1), Shape.of(1, 4), 0, 1, 2, 3);
    gives(counted(2), (b, x) -> Shaping.expandDims(b, x, -1), Shape.of(2, 1), 0, 1);
    gives(counted(2), (b, x) -> Shaping.broadcastTo(b, x, 2, 2), Shape.of(2, 2), 0, 1, 0, 1);
  }

  @Test
  void picksAreNumpys() {
    Optional<Integer> none = Optional.empty();
    gives(
        MATRIX,
        (b, x) -> Indexing.slice(b, x, 1, none, none, -2),
        Shape.of(3, 2),
        3,
        1,
        7,
        5,
        11,
        9);
    gives(
        LINE,
        (b, x) -> Indexing.slice(b, x, 0, Optional.of(-1), Optional.of(-9), -1),
        Shape.of(4),
        3,
        2,
        1,
        0);
    gives(LINE, (b, x) -> Indexing.slice(b, x, 0, -3, 99), Shape.of(3), 1, 2, 3);
    gives(LINE, (b, x) -> Indexing.flip(b, x, -1), Shape.of(4), 3, 2, 1, 0);
    gives(counted(2, 2), (b, x) -> Indexing.flip(b, x), Shape.of(2, 2), 3, 2, 1, 0);
    gives(counted(2, 2), (b, x) -> Indexing.roll(b, x, 1), Shape.of(2, 2), 3, 0, 1, 2);
    gives(counted(2, 2), (b, x) -> Sorting.sort(b, b.neg(x)), Shape.of(4), -3, -2, -1, 0);
    gives(counted(2, 2), (b, x) -> Sorting.argsort(b, b.neg(x)), Shape.of(4), 3, 2, 1, 0);
    gives(
        MATRIX,
        (b, x) -> Indexing.roll(b, x, -1, 1),
        Shape.of(3, 4),
        1,
        2,
        3,
        0,
        5,
        6,
        7,
        4,
        9,
        10,
        11,
        8);
    gives(
        LINE,
        (b, x) -> Joining.repeat(b, x, List.of(1, 0, 2, 3), 0),
        Shape.of(6),
        0,
        2,
        2,
        3,
        3,
        3);
    gives(counted(2), (b, x) -> Joining.repeat(b, x, 2), Shape.of(4), 0, 0, 1, 1);
    gives(counted(2), (b, x) -> Joining.tile(b, x, 2, 2), Shape.of(2, 4), 0, 1, 0, 1, 0, 1, 0, 1);
    gives(MATRIX, (b, x) -> Indexing.at(b, x, 0, -1), Shape.of(4), 8, 9, 10, 11);
    gives(LINE, (b, x) -> Joining.split(b, x, 2, 0).get(1), Shape.of(2), 2, 3);
    gives(LINE, (b, x) -> Joining.splitAt(b, x, List.of(1, 3), 0).get(1), Shape.of(2), 1, 2);
    gives(counted(2), (b, x) -> Joining.stack(b, List.of(x, x), 1), Shape.of(2, 2), 0, 0, 1, 1);
  }

  private static void padded(Joining.PadMode mode, long... expected) {
    gives(counted(3), (b, x) -> Joining.pad(b, x, 0, 5, 4, mode), Shape.of(12), expected);
  }

  @Test
  void paddingIsNumpys() {
    padded(Joining.PadMode.CONSTANT, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0);
    padded(Joining.PadMode.EDGE, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2);
    padded(Joining.PadMode.REFLECT, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2);
    padded(Joining.PadMode.SYMMETRIC, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0);
    padded(Joining.PadMode.WRAP, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0);
    gives(counted(2), (b, x) -> Joining.pad(b, x, -1, 1, 0, 7.0), Shape.of(3), 7, 0, 1);
  }

  private static Node indices(GraphBuilder b, Shape shape, long... values) {
    return b.constant(Tensor.of(shape, values));
  }

  @Test
  void lookupsAreNumpys() {
    Shape square = Shape.of(2, 2);
    gives(
        MATRIX,
        (b, x) -> Indexing.take(b, x, indices(b, square, 0, -1, 2, 1), 1),
        Shape.of(3, 2, 2),
        0,
        3,
        2,
        1,
        4,
        7,
        6,
        5,
        8,
        11,
        10,
        9);
    gives(
        MATRIX, (b, x) -> Indexing.take(b, x, indices(b, Shape.of(2), 5, -1)), Shape.of(2), 5, 11);
    gives(
        MATRIX,
        (b, x) -> Indexing.takeAlongAxis(b, x, indices(b, Shape.of(3, 1), 3, 0, -2), 1),
        Shape.of(3, 1),
        3,
        4,
        10);
    gives(
        LINE,
        (b, x) ->
            Indexing.scatterAdd(b, x, indices(b, Shape.of(3), 1, -3, 0), Creation.arange(b, 3), 0),
        Shape.of(4),
        2,
        2,
        2,
        3);
  }

  @Test
  void diagonalsAndConstantsAreNumpys() {
    gives(MATRIX, (b, x) -> Indexing.diagonal(b, x, 1), Shape.of(3), 1, 6, 11);
    gives(
        counted(2),
        (b, x) -> Indexing.diagonalMatrix(b, x, -1),
        Shape.of(3, 3),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        0);
    gives(counted(2, 2), (b, x) -> Indexing.diag(b, x), Shape.of(2), 0, 3);
    gives(counted(2, 3), (b, x) -> Indexing.tril(b, x, -1), Shape.of(2, 3), 0, 0, 0, 3, 0, 0);
    gives(counted(2, 3), (b, x) -> Indexing.triu(b, x, 1), Shape.of(2, 3), 0, 1, 2, 0, 0, 5);
    GraphBuilder b = new GraphBuilder();
    Graph graph =
        b.build(
            "f",
            List.of(
                Creation.eye(b, DType.INT64, 2, 4, 1),
                Creation.arange(b, 5, -4, -3),
                Creation.linspace(b, 0, 1, 5),
                Creation.full(b, DType.BOOL, 1, 2)));
    List<Tensor> seen = Perform.evaluate(graph, List.of());
    assertThat(seen.get(0))
        .isEqualTo(Tensor.of(Shape.of(2, 4), new long[] {0, 1, 0, 0, 0, 0, 1, 0}));
    assertThat(seen.get(1)).isEqualTo(Tensor.of(Shape.of(3), new long[] {5, 2, -1}));
    assertThat(seen.get(2)).isEqualTo(Tensor.of(new double[] {0, 0.25, 0.5, 0.75, 1}));
    assertThat(seen.get(3).booleans()).containsExactly(true, true);
  }

  @Test
  void indicesOutOfRangeAreToldWithTheValidOnes() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", MATRIX.type());
    Node taken = Indexing.take(b, x, indices(b, Shape.of(1), -5), 1);
    Graph graph = b.build("f", List.of(taken));
    assertThatThrownBy(() -> Perform.evaluate(graph, List.of(MATRIX)))
        .hasMessage(
            "E3110 Take wants index -5 of an axis of extent 4\n"
                + "  Indices along axis 1 run from -4 to 3.");
    assertThatThrownBy(() -> Backends.jvm().compile(graph).apply(List.of(MATRIX)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3110")
        .hasMessageContaining("wants index -5 of an axis of extent 4");
    Node along = Indexing.takeAlongAxis(b, x, indices(b, Shape.of(3, 1), 0, 4, 0), 1);
    Graph other = b.build("f", List.of(along));
    assertThatThrownBy(() -> Backends.jvm().compile(other).apply(List.of(MATRIX)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3110");
    assertThatThrownBy(() -> Indexing.at(b, x, 0, 3))
        .hasMessage("E3101 At: index 3 of an axis of extent 3\n  Valid: -3 to 2.");
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    assertThatThrownBy(() -> Shaping.reshape(b, x, 4, -1))
        .hasMessage(
            "E3101 Reshape: [2, 3] has 6 elements, which do not fit [4, -1]\n"
                + "  The product of the extents is the number of elements; one extent may be -1.");
    assertThatThrownBy(() -> Shaping.transpose(b, x, 0, 0))
        .hasMessage(
            "E3101 Transpose: axis 0 occurs twice in [0, 0]\n"
                + "  Name each axis once; a negative one counts from the last.");
    assertThatThrownBy(() -> Shaping.transpose(b, x, 2, 0))
        .hasMessage("E3101 Transpose: axis 2 is out of range\n  Valid: -2 to 1.");
    assertThatThrownBy(() -> Shaping.squeeze(b, x, 0))
        .hasMessage(
            "E3101 Squeeze: axis 0 has extent 2\n"
                + "  Only axes of extent 1 can go away; take an element of it, or reduce over it.");
    assertThatThrownBy(() -> Shaping.broadcastTo(b, x, 4, 3))
        .hasMessage(
            "E3101 BroadcastTo: [2, 3] cannot be stretched to [4, 3]\n"
                + "  Axes pair up from the right; an extent stays as it is, or is 1.");
    assertThatThrownBy(() -> Joining.split(b, x, 2, -1))
        .hasMessage(
            "E3101 Split: an axis of extent 3 has no 2 equal parts\n"
                + "  Give the places at which to cut with 'splitAt'.");
    assertThatThrownBy(() -> Joining.stack(b, List.of(x, b.input("y")), 0))
        .hasMessage(
            "E3101 Stack: shapes [[2, 3], []] do not fit together\n  They are all the same.");
    assertThatThrownBy(() -> Joining.repeat(b, x, List.of(1, 2), 1))
        .hasMessage(
            "E3101 Repeat: 2 counts for an axis of extent 3\n"
                + "  Give one count, or one per element.");
    assertThatThrownBy(() -> Joining.concatenate(b, List.of(x, x), 2))
        .hasMessage("E3101 Concatenate: axis 2 is out of range\n  Valid: -2 to 1.");
  }

  private static final String KNOWN =
      "\n  Shapes are known when a graph is built. Write instead:\n";

  @Test
  void shapesThatWouldDependOnDataAreRefusedWithARewrite() {
    GraphBuilder b = new GraphBuilder();
    Node size = b.input("size", Type.array(DType.INT64, Shape.SCALAR));
    Node x = b.input("x", Type.float64(3));
    assertThatThrownBy(() -> Creation.eye(b, size))
        .hasMessage(
            "E3120 Eye: the shape of the result would depend on data: "
                + "its size is a value of the graph"
                + KNOWN
                + "  var places = Creation.arange(b, n);   // n: the largest size that there can be\n"
                + "  var inside = b.cast(b.binary(Prim.LT, places, size), DType.FLOAT64);\n"
                + "  Indexing.diagonalMatrix(b, inside, 0)   // 1 up to the size, 0 beyond");
    assertThatThrownBy(() -> Indexing.compress(b, x, x))
        .hasMessage(
            "E3120 Compress: the shape of the result would depend on data: "
                + "a condition chooses its elements"
                + KNOWN
                + "  b.where(condition, x, zero)   // all places; zero where it does not hold");
    assertThatThrownBy(() -> Creation.arange(b, size)).hasMessageStartingWith("E3120 Arange");
    assertThatThrownBy(() -> Indexing.nonzero(b, x)).hasMessageStartingWith("E3120 Nonzero");
    assertThatThrownBy(() -> Joining.repeat(b, x, size, 0)).hasMessageStartingWith("E3120 Repeat");
  }

  @Test
  void theRewriteOfEyeWorks() {
    gives(
        Tensor.of(Shape.SCALAR, new long[] {2}),
        (b, size) -> {
          Node places = Creation.arange(b, 3);
          Node inside = b.cast(b.binary(Prim.LT, places, size), DType.INT64);
          return Indexing.diagonalMatrix(b, inside, 0);
        },
        Shape.of(3, 3),
        1,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0);
    gives(
        Tensor.of(Shape.of(3), new long[] {2, 0, 1}),
        (b, counts) -> {
          Node places = Creation.arange(b, 3);
          Node from = Sorting.searchSorted(b, Cumulation.sum(b, counts), places, true);
          return Indexing.take(b, Creation.arange(b, 3), from, 0);
        },
        Shape.of(3),
        0,
        0,
        2);
  }
}
