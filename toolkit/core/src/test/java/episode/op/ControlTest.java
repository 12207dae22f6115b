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
import episode.transform.Derivatives;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static List<Tensor> onBoth(Graph graph, List<Tensor> inputs) {
    List<Tensor> expected = Perform.evaluate(graph, inputs);
    List<Tensor> seen = Backends.jvm().compile(graph).apply(inputs);
    assertThat(seen).isEqualTo(expected);
    return expected;
  }

  @Test
  void branchesGiveManyResultsAndPromoteThem() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node zero = b.constant(0);
    List<Node> results =
        Control.ifElse(
            b,
            b.binary(Prim.LT, zero, x),
            (inner, in) -> List.of(inner.mul(in.get(0), in.get(0)), inner.constant(1)),
            (inner, in) -> List.of(Creation.full(inner, DType.INT64, 7), in.get(0)),
            List.of(x));
    Graph graph = b.build("f", results);
    assertThat(onBoth(graph, List.of(Tensor.of(3)))).containsExactly(Tensor.of(9), Tensor.of(1));
    assertThat(onBoth(graph, List.of(Tensor.of(-3)))).containsExactly(Tensor.of(7), Tensor.of(-3));
    Derivatives.check("if", graph, List.of(Tensor.of(3)), new SplittableRandom(1));
  }

  @Test
  void branchesOfOtherShapesAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    assertThatThrownBy(
            () ->
                Control.ifElse(
                    b,
                    b.constant(1),
                    (inner, in) -> in,
                    (inner, in) -> List.of(inner.sum(in.get(0))),
                    List.of(x)))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3119");
  }

  /** A logistic map, of which a round gives the state and its square. */
  @Test
  void scansCarryAndStack() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node rates = b.input("rates", Type.float64(3));
    Node shift = b.input("shift");
    Control.Body body =
        (inner, in) -> {
          Node rest = inner.sub(inner.constant(1), in.get(0));
          Node grown = inner.mul(in.get(1), inner.mul(in.get(0), rest));
          Node next = inner.add(grown, in.get(2));
          return List.of(next, inner.mul(next, next));
        };
    List<Node> results =
        Control.scan(b, 3, body, Control.Operands.carrying(x).over(rates).with(shift));
    Graph graph = b.build("f", results);
    double[] r = {2.5, 3, 3.5};
    List<Tensor> at = List.of(Tensor.of(0.25), Tensor.of(r), Tensor.of(0.125));
    double state = 0.25;
    double[] squares = new double[3];
    for (int i = 0; i < 3; i++) {
      state = r[i] * (state * (1 - state)) + 0.125;
      squares[i] = state * state;
    }
    assertThat(onBoth(graph, at)).containsExactly(Tensor.of(state), Tensor.of(squares));
    Derivatives.check("scan", graph, at, new SplittableRandom(1));
    Node sum =
        Control.scanReverse(
                b,
                3,
                (inner, in) -> List.of(inner.sub(in.get(1), in.get(0))),
                Control.Operands.carrying(x).over(rates))
            .get(0);
    assertThat(onBoth(b.build("g", List.of(sum)), at))
        .containsExactly(Tensor.of(2.5 - (3 - (3.5 - 0.25))));
    assertThatThrownBy(() -> Control.scan(b, 4, body, Control.Operands.carrying(x).over(rates)))
        .hasMessage(
            "E3101 Scan: rows of shape [3] in a loop of 4 rounds\n"
                + "  Rows have a leading axis of that extent; what is the same in every round is a"
                + " constant.");
  }

  @Test
  void loopsRunAsLongAsTheirConditionHolds() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    Node limit = b.input("limit");
    List<Node> results =
        Control.whileLoop(
            b,
            (inner, in) -> List.of(inner.binary(Prim.LT, in.get(0), in.get(1))),
            (inner, in) -> List.of(inner.mul(in.get(0), inner.constant(2))),
            20,
            Control.Operands.carrying(x).with(limit));
    Graph graph = b.build("f", results);
    List<Tensor> at = List.of(Tensor.of(3), Tensor.of(40));
    assertThat(onBoth(graph, at))
        .containsExactly(Tensor.of(48), Tensor.of(Shape.SCALAR, new long[] {4}));
    Derivatives.check("while", b.build("g", results.subList(0, 1)), at, new SplittableRandom(1));
  }
}
