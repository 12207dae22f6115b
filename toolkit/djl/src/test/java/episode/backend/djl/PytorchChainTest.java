package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.SeirByAge;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
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

/** From right-hand sides to gradients through solves, all held against other backends. */
class PytorchChainTest {
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
    Backends.compare(seir, SeirByAge.point()).check();
    List<String> all = seir.inputs().stream().map(Node::name).toList();
    for (Gradients.Direction direction : Gradients.Direction.values()) {
      Graph jacobian = Gradients.jacobian(seir, all, direction);
      List<Tensor> expected = Backends.interpreter().compile(jacobian).apply(SeirByAge.point());
      List<Tensor> seen = Backends.byName("pytorch").compile(jacobian).apply(SeirByAge.point());
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
    CompiledSystem pytorch = SIR.compile("pytorch");
    Solution expected = jvm.solve(GUESS, SPAN);
    Solution seen = pytorch.solve(GUESS, SPAN);
    for (String state : List.of("S", "I", "R")) {
      double[] reference = expected.state(state);
      for (int i = 0; i < reference.length; i++) {
        // a step's size may differ in its last bits
        assertThat(seen.state(state)[i]).isCloseTo(reference[i], Offset.offset(1e-9 * 763));
      }
    }
    Gradient byJvm = jvm.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    Gradient byPytorch = pytorch.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
    for (String name : List.of("beta", "gamma")) {
      double reference = byJvm.of(name);
      double allowed = 1e-9 * Math.abs(reference);
      assertThat(byPytorch.of(name)).isCloseTo(reference, Offset.offset(allowed));
    }
  }

  @Test
  void callsOfSeveralThreadsDoNotDisturbEachOther() {
    CompiledFunction seir = Backends.byName("pytorch").compile(SeirByAge.rhs());
    List<Tensor> expected = seir.apply(SeirByAge.point());
    List<List<Tensor>> seen =
        IntStream.range(0, 400).parallel().mapToObj(turn -> seir.apply(SeirByAge.point())).toList();
    assertThat(seen).allMatch(expected::equals);
  }

  @Test
  void ruleOfAUserIsAPartOfTheScript() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 3));
    Graph graph = b.build("f", List.of(b.neg(b.apply(new Tripled(), List.of(x)).get(0))));
    Backend own =
        new PytorchBackend()
            .with(
                "Tripled",
                (op, script, operands) -> List.of("torch.mul(" + operands.get(0) + ", 3.)"));
    Tensor point = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor expected = Tensor.matrix(new double[][] {{-3, -6, -9}, {-12, -15, -18}});
    assertThat(own.compile(graph).apply(point)).containsExactly(expected);
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
