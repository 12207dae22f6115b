package episode.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.SeirByAge;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.op.Elementwise;
import episode.system.CompiledSystem;
import episode.system.Gradient;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.TimeSpan;
import episode.system.Values;
import episode.transform.Gradients;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** From right-hand sides to gradients through solves, all held against other backends. */
class Nd4jChainTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();
  private static final Values GUESS =
      Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1, "R", 0);
  private static final TimeSpan SPAN = TimeSpan.days(0, 14);

  @Test
  void rightHandSideJacobiansAndReverseDerivativesOfAnAgeModelAgree() {
    Graph seir = SeirByAge.rhs();
    Backends.compare(seir, SeirByAge.point()).check().complete();
    List<String> all = seir.inputs().stream().map(Node::name).toList();
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      Graph jacobian = Gradients.jacobian(seir, all, direction);
      List<Tensor> expected = Backends.interpreter().compile(jacobian).apply(SeirByAge.point());
      List<Tensor> seen = Backends.byName("nd4j").compile(jacobian).apply(SeirByAge.point());
      for (int k = 0; k < expected.size(); k++) {
        double[] reference = expected.get(k).doubles();
        for (int i = 0; i < reference.length; i++) {
          double scale = Math.max(1, Math.abs(reference[i]));
          // another order of additions in matrix products
          assertThat(seen.get(k).at(i)).isCloseTo(reference[i], Offset.offset(1e-12 * scale));
        }
      }
    }
  }

  @Test
  void solveAndItsGradientAreThoseOfJvm() {
    CompiledSystem jvm = SIR.compile();
    CompiledSystem nd4j = SIR.compile("nd4j");
    Solution expected = jvm.solve(GUESS, SPAN);
    Solution seen = nd4j.solve(GUESS, SPAN);
    for (String state : List.of("S", "I", "R")) {
      double[] reference = expected.state(state);
      for (int i = 0; i < reference.length; i++) {
        // a step's size may differ in its last bits
        assertThat(seen.state(state)[i]).isCloseTo(reference[i], Offset.offset(1e-9 * 763));
      }
    }
    Gradient byJvm = jvm.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    Gradient byNd4j = nd4j.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    for (String name : List.of("beta", "gamma")) {
      double reference = byJvm.of(name);
      double allowed = 1e-9 * Math.abs(reference);
      assertThat(byNd4j.of(name)).isCloseTo(reference, Offset.offset(allowed));
    }
  }

  @Test
  void callsOfSeveralThreadsDoNotDisturbEachOther() {
    CompiledFunction seir = Backends.byName("nd4j").compile(SeirByAge.rhs());
    List<Tensor> expected = seir.apply(SeirByAge.point());
    List<List<Tensor>> seen =
        IntStream.range(0, 400).parallel().mapToObj(turn -> seir.apply(SeirByAge.point())).toList();
    assertThat(seen).allMatch(expected::equals);
  }

  @Test
  void ruleOfAUserComputesWithArraysOfTheLibrary() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Graph graph = b.build("f", List.of(b.neg(b.apply(new Tripled(), List.of(x)).get(0))));
    Backend own =
        new Nd4jBackend()
            .with("Tripled", (op, operands) -> List.of(tripled(operands.get(0)).dup('f')));
    Tensor point = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor expected = Tensor.matrix(new double[][] {{-3, -6, -9}, {-12, -15, -18}});
    assertThat(own.compile(graph).apply(point)).containsExactly(expected);
  }

  @Test
  void resultsOfARuleLiveOnTheBackend() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Graph graph = b.build("f", List.of(Elementwise.softplus(b, x)));
    Backend single =
        new Nd4jBackend()
            .with("Softplus", (op, operands) -> List.of(operands.get(0).castTo(DataType.FLOAT)));
    Tensor point = Tensor.of(new double[] {1, 2, 3});
    assertThatThrownBy(() -> Backends.compare(graph, List.of(point), single))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3215 Output 0 of 'f' does not live on backend 'nd4j'\n"
                + "  It should be an array of the backend's own, of type float64[3] and on its"
                + " device: look at the rules for its ops.");
  }

  private static INDArray tripled(INDArray x) {
    return x.mul(3);
  }

  /** 3 x, without a lowering. */
  private record Tripled() implements episode.expr.Op {
    @Override
    public String name() {
      return "Tripled";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      throw new IllegalStateException("values left the backend");
    }
  }
}
