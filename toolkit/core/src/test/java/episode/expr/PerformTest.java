package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers are NumPy 2's for the same calls, where NumPy has the operation. */
class PerformTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void moduloHasTheSignOfTheDivisor() {
    double[] a = {5, -5, 5, -5, 0, -0.0, 5, 5, -5, INF, NAN};
    double[] b = {3, 3, -3, -3, 3, 3, 0, INF, INF, 3, 3};
    assertThat(perform(Prim.MOD, vector(a), vector(b)).doubles())
        .containsExactly(2, 1, -1, -2, 0, 0, NAN, 5, INF, NAN, NAN);
    assertThat(perform(Prim.MOD, longs(5, -5, 5, -5, 5), longs(3, 3, -3, -3, 0)).longs())
        .containsExactly(2, 1, -1, -2, 0);
  }

  @Test
  void integerArithmeticWrapsAround() {
    assertThat(perform(Prim.ADD, longs(Long.MAX_VALUE), longs(1)).longs())
        .containsExactly(Long.MIN_VALUE);
    assertThat(
            perform(Prim.POW, longs(3, -2, 2, 1, -1, 0, 7), longs(4, 3, 64, -5, -3, -1, 0)).longs())
        .containsExactly(81, -8, 0, 1, -1, 0, 1);
  }

  @Test
  void extremaLetNotANumberWin() {
    Tensor a = vector(1, NAN, 3, -0.0);
    Tensor b = vector(2, 2, NAN, 0.0);
    assertThat(perform(Prim.MIN, a, b).doubles()).containsExactly(1, NAN, NAN, -0.0);
    assertThat(perform(Prim.MAX, a, b).doubles()).containsExactly(2, NAN, NAN, 0.0);
    assertThat(perform(Prim.REDUCE_MAX, Ints.of(0), vector(1, NAN, 3)).at(0)).isNaN();
    assertThat(perform(Prim.ARGMAX, 0, vector(1, 3, 3)).longs()).containsExactly(1);
    assertThat(perform(Prim.ARGMAX, 0, vector(1, NAN, 3, NAN)).longs()).containsExactly(1);
  }

  @Test
  void powersAreThoseOfMath() {
    double[] a = {0, 0, -8, -2, NAN, 2, INF};
    double[] b = {0, -1, 1.0 / 3, 3, 0, NAN, -1};
    assertThat(perform(Prim.POW, vector(a), vector(b)).doubles())
        .containsExactly(1, INF, NAN, -8, 1, NAN, 0);
  }

  @Test
  void halvesRoundToEven() {
    assertThat(perform(Prim.ROUND, vector(0.5, 1.5, 2.5, -0.5, -1.5)).doubles())
        .containsExactly(0, 2, 2, -0.0, -2);
  }

  @Test
  void comparisonsWithNotANumberAreFalseButForNotEqual() {
    Tensor a = vector(1, NAN);
    Tensor b = vector(1, NAN);
    assertThat(perform(Prim.EQ, a, b).booleans()).containsExactly(true, false);
    assertThat(perform(Prim.LE, a, b).booleans()).containsExactly(true, false);
    assertThat(perform(Prim.LT, a, b).booleans()).containsExactly(false, false);
    assertThat(perform(Prim.NE, a, b).booleans()).containsExactly(false, true);
  }

  @Test
  void castsTruncateAndSaturate() {
    Tensor x = vector(-1.7, 1e30, NAN, 0);
    assertThat(perform(Prim.CAST, DType.INT64, x).longs())
        .containsExactly(-1, Long.MAX_VALUE, 0, 0);
    assertThat(perform(Prim.CAST, DType.BOOL, x).booleans())
        .containsExactly(true, true, true, false);
    assertThat(perform(Prim.CAST, DType.FLOAT32, vector(0.1)).floats()).containsExactly(0.1f);
  }

  @Test
  void reductionsRunOverAnyAxes() {
    Tensor x = iota(2, 3, 2);
    assertThat(perform(Prim.SUM, Ints.of(1), x).doubles()).containsExactly(6, 9, 24, 27);
    assertThat(perform(Prim.SUM, Ints.of(0, 2), x).doubles()).containsExactly(14, 22, 30);
    assertThat(perform(Prim.REDUCE_MIN, Ints.of(0, 1), x).doubles()).containsExactly(0, 1);
    assertThat(perform(Prim.PROD, Ints.of(2), x).doubles()).containsExactly(0, 6, 20, 42, 72, 110);
    assertThat(perform(Prim.SUM, Ints.of(0), Tensor.of(new double[0])).at(0)).isZero();
    assertThat(perform(Prim.PROD, Ints.of(0), longs(2, 3, 7)).longs()).containsExactly(42);
  }

  @Test
  void runningSumsAndProductsGoBothWays() {
    Tensor x = iota(2, 3);
    assertThat(perform(Prim.CUMSUM, new Attr.Cumulative(1, false), x).doubles())
        .containsExactly(0, 1, 3, 3, 7, 12);
    assertThat(perform(Prim.CUMSUM, new Attr.Cumulative(1, true), x).doubles())
        .containsExactly(3, 3, 2, 12, 9, 5);
    assertThat(perform(Prim.CUMPROD, new Attr.Cumulative(0, false), x).doubles())
        .containsExactly(0, 1, 2, 0, 4, 10);
    assertThat(perform(Prim.CUMPROD, new Attr.Cumulative(0, true), x).doubles())
        .containsExactly(0, 4, 10, 3, 4, 5);
  }

  @Test
  void elementsMoveToTheirPlaces() {
    Tensor x = iota(2, 3);
    assertThat(perform(Prim.TRANSPOSE, Ints.of(1, 0), x).doubles())
        .containsExactly(0, 3, 1, 4, 2, 5);
    Attr.Slice slice = new Attr.Slice(Ints.of(1, 0), Ints.of(2, 3), Ints.of(1, 2));
    assertThat(perform(Prim.SLICE, slice, x).doubles()).containsExactly(3, 5);
    Attr.Pad pad = new Attr.Pad(Ints.of(0, 1), Ints.of(0, 0), Ints.of(1, 0));
    assertThat(perform(Prim.PAD, pad, x).doubles())
        .containsExactly(0, 0, 1, 2, 0, 0, 0, 0, 0, 3, 4, 5);
    assertThat(perform(Prim.CONCAT, 1, x, iota(2, 1)).doubles())
        .containsExactly(0, 1, 2, 0, 3, 4, 5, 1);
    Attr.Broadcast broadcast = new Attr.Broadcast(Shape.of(2, 2), Ints.of(1));
    assertThat(perform(Prim.BROADCAST, broadcast, vector(7, 8)).doubles())
        .containsExactly(7, 8, 7, 8);
  }

  @Test
  void indicesPickAndAdd() {
    assertThat(perform(Prim.GATHER, 1, iota(2, 3), longs(2, 0, 2)).doubles())
        .containsExactly(2, 0, 2, 5, 3, 5);
    assertThat(
            perform(Prim.SCATTER_ADD, 0, vector(1, 1, 1), longs(2, 0, 2), vector(1, 2, 3))
                .doubles())
        .containsExactly(3, 1, 5);
  }

  @Test
  void anIndexOutOfRangeIsAnError() {
    assertThatThrownBy(() -> perform(Prim.GATHER, 0, vector(1, 2), longs(2)))
        .hasMessage(
            "E3110 GATHER wants index 2 of an axis of extent 2\n"
                + "  Indices along axis 0 run from 0 to 1.");
  }

  @Test
  void matricesMultiplyInBatches() {
    Tensor a = iota(2, 2, 3);
    Tensor b = iota(2, 3, 1);
    assertThat(perform(Prim.MATMUL, a, b).doubles()).containsExactly(5, 14, 86, 122);
    Tensor integers = Tensor.of(Shape.of(1, 2), new long[] {2, 3});
    Tensor column = Tensor.of(Shape.of(2, 1), new long[] {5, 7});
    assertThat(perform(Prim.MATMUL, integers, column).longs()).containsExactly(31);
  }

  @Test
  void conditionsChooseElementwise() {
    Tensor condition = Tensor.of(Shape.of(3), new boolean[] {true, false, true});
    assertThat(perform(Prim.WHERE, condition, vector(1, 2, 3), vector(NAN, 5, 6)).doubles())
        .containsExactly(1, 5, 3);
  }

  @Test
  void graphsWithCallsAndOpsAreEvaluated() {
    GraphBuilder inner = new GraphBuilder();
    Node x = inner.input("x");
    Graph square = inner.build("square", List.of(inner.mul(x, x), inner.neg(x)));
    GraphBuilder b = new GraphBuilder();
    List<Node> called = b.call(square, List.of(b.input("y")));
    Graph graph = b.build("f", List.of(b.add(called.get(0), called.get(1))));
    assertThat(Perform.evaluate(graph, List.of(Tensor.of(3.0))).get(0).at(0)).isEqualTo(6);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  private static Tensor longs(long... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static Tensor iota(int... extents) {
    double[] values = new double[Shape.of(extents).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Tensor.of(Shape.of(extents), values);
  }

  private static Tensor perform(Prim prim, Tensor... operands) {
    return perform(prim, Node.NONE, operands);
  }

  private static Tensor perform(Prim prim, Object attribute, Tensor... operands) {
    GraphBuilder builder = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Tensor operand : operands) {
      inputs.add(builder.input("x" + inputs.size(), operand.type()));
    }
    return Perform.value(builder.make(prim, attribute, inputs), List.of(operands));
  }
}
