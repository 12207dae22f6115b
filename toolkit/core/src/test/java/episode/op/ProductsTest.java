package episode.op;

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
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Products that NumPy 2.4 makes of integers. */
class ProductsTest {
  private static Node counted(GraphBuilder b, int... extents) {
    Shape shape = Shape.of(extents);
    long[] values = new long[shape.size()];
    Arrays.setAll(values, i -> i);
    return b.constant(Tensor.of(shape, values));
  }

  private static Node vector(GraphBuilder b, long... values) {
    return b.constant(Tensor.of(Shape.of(values.length), values));
  }

  private static void gives(Function<GraphBuilder, Node> f, Shape shape, long... expected) {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("f", List.of(f.apply(b)));
    Tensor tensor = Tensor.of(shape, expected);
    assertThat(Perform.evaluate(graph, List.of()).get(0)).isEqualTo(tensor);
    assertThat(Backends.jvm().compile(graph).apply(List.of()).get(0)).isEqualTo(tensor);
  }

  @Test
  void matrixProductsTakeVectorsAndBatches() {
    gives(
        b -> Products.matmul(b, counted(b, 2, 3), counted(b, 3, 4)),
        Shape.of(2, 4),
        20,
        23,
        26,
        29,
        56,
        68,
        80,
        92);
    gives(b -> Products.matmul(b, counted(b, 3), counted(b, 3, 4)), Shape.of(4), 20, 23, 26, 29);
    gives(b -> Products.matmul(b, counted(b, 2, 3), counted(b, 3)), Shape.of(2), 5, 14);
    gives(b -> Products.matmul(b, counted(b, 3), counted(b, 3)), Shape.SCALAR, 5);
    gives(
        b -> Products.matmul(b, counted(b, 2, 1, 1, 2), counted(b, 3, 2, 1)),
        Shape.of(2, 3, 1, 1),
        1,
        3,
        5,
        3,
        13,
        23);
  }

  @Test
  void dotRunsOverTheLastButOneAxis() {
    gives(
        b -> Products.dot(b, counted(b, 2, 3), counted(b, 2, 3, 4)),
        Shape.of(2, 2, 4),
        20,
        23,
        26,
        29,
        56,
        59,
        62,
        65,
        56,
        68,
        80,
        92,
        200,
        212,
        224,
        236);
    gives(
        b -> Products.dot(b, counted(b, 3), counted(b, 2, 3, 4)),
        Shape.of(2, 4),
        20,
        23,
        26,
        29,
        56,
        59,
        62,
        65);
    gives(
        b -> Products.dot(b, counted(b, 3), Creation.full(b, DType.INT64, 2)),
        Shape.of(3),
        0,
        2,
        4);
  }

  @Test
  void outerTensordotAndTraceAreNumpys() {
    gives(b -> Products.outer(b, counted(b, 3), vector(b, 1, 2)), Shape.of(3, 2), 0, 0, 1, 2, 2, 4);
    gives(
        b -> Products.tensordot(b, counted(b, 2, 3), counted(b, 3, 4), 1),
        Shape.of(2, 4),
        20,
        23,
        26,
        29,
        56,
        68,
        80,
        92);
    gives(b -> Products.trace(b, counted(b, 2, 2, 2)), Shape.of(2), 3, 11);
    gives(b -> Products.trace(b, counted(b, 2, 3)), Shape.SCALAR, 4);
    gives(b -> Products.trace(b, counted(b, 3, 2)), Shape.SCALAR, 3);
  }

  @Test
  void einsteinsNotationIsNumpys() {
    gives(b -> Products.einsum(b, "ba", counted(b, 2, 3)), Shape.of(3, 2), 0, 3, 1, 4, 2, 5);
    gives(
        b -> Products.einsum(b, "ij, kj -> ki", counted(b, 2, 3), counted(b, 2, 3)),
        Shape.of(2, 2),
        5,
        14,
        14,
        50);
    gives(
        b ->
            Products.einsum(
                b, "...j,j", Shaping.transpose(b, counted(b, 2, 3, 4), 0, 2, 1), counted(b, 3)),
        Shape.of(2, 4),
        20,
        23,
        26,
        29,
        56,
        59,
        62,
        65);
    gives(b -> Products.einsum(b, "ii->i", counted(b, 2, 2)), Shape.of(2), 0, 3);
  }

  @Test
  void subscriptsThatDoNotFitAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    String advice =
        "\n  A letter per axis of each operand, terms parted by commas, such as 'ij,jk->ik';"
            + " '...' for leading axes.";
    assertThatThrownBy(() -> Products.einsum(b, "ij,jk", x))
        .hasMessage("E3101 Einsum: 'ij,jk' has 2 terms for 1 operands" + advice);
    assertThatThrownBy(() -> Products.einsum(b, "ijk", x))
        .hasMessage("E3101 Einsum: 'ijk' has 'ijk' for an operand with 2 axes" + advice);
    assertThatThrownBy(() -> Products.einsum(b, "ij,jk->ik", x, x))
        .hasMessage("E3101 Einsum: 'ij,jk->ik' has 'j' for axes of extents 3 and 2" + advice);
    assertThatThrownBy(() -> Products.einsum(b, "ij->k", x))
        .hasMessage("E3101 Einsum: 'ij->k' has 'k' in the result alone" + advice);
    assertThatThrownBy(() -> Products.einsum(b, "ij->ii", x))
        .hasMessage("E3101 Einsum: 'ij->ii' has 'i' twice in the result" + advice);
    assertThatThrownBy(() -> Products.einsum(b, "i?", x))
        .hasMessage("E3101 Einsum: 'i?' has '?'" + advice);
    assertThatThrownBy(() -> Products.matmul(b, x, x))
        .hasMessage(
            "E3101 MatMul does not take operands of types [float64[2, 3], float64[2, 3]]\n"
                + "  [..., n, k] times [..., k, m], or a vector [k].");
  }

  @Test
  void convolutionsAreNumpys() {
    Convolution.Mode same = Convolution.Mode.SAME;
    gives(
        b -> Convolution.convolve(b, vector(b, 1, 2, 3), vector(b, 0, 1, 5), Convolution.Mode.FULL),
        Shape.of(5),
        0,
        1,
        7,
        13,
        15);
    gives(
        b -> Convolution.convolve(b, vector(b, 1, 2, 3, 4), vector(b, 1, 10), same),
        Shape.of(4),
        1,
        12,
        23,
        34);
    gives(
        b -> Convolution.convolve(b, vector(b, 1, 2), vector(b, 1, 10, 100, 1000), same),
        Shape.of(4),
        1,
        12,
        120,
        1200);
    gives(
        b ->
            Convolution.convolve(
                b, vector(b, 1, 2), vector(b, 1, 10, 100, 1000), Convolution.Mode.VALID),
        Shape.of(3),
        12,
        120,
        1200);
    GraphBuilder b = new GraphBuilder();
    Node none = b.input("x", Type.float64(0));
    assertThatThrownBy(() -> Convolution.convolve(b, none, none, same))
        .hasMessage(
            "E3101 Convolve does not take operands of types [float64[0], float64[0]]\n"
                + "  It takes two vectors that are not empty.");
  }
}
