package episode.backend.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.progress.Screen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerivativeCheckTest {
  private static final GraphFunction DECAY = GraphFunction.of("x * exp(-k * t)", "x", "k", "t");

  @Test
  void functionsOfSinglePrecisionAreCheckedByWhatWorks() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.array(DType.FLOAT32, Shape.of(3)));
    Node y = b.input("y", Type.array(DType.FLOAT32, Shape.SCALAR));
    Node product = b.mul(b.unary(Prim.EXP, x), y);
    GraphFunction f = GraphFunction.of(b.build("f", List.of(product)));
    DerivativeCheck check =
        f.checkGradient(new double[] {0.3, -2, 0}, 1.7).on(Backends.jvm()).check();
    assertThat(check.entries()).hasSize(9 + 3);
    assertThat(check.entries().get(0).ways()).containsOnlyKeys("forward", "reverse", "differences");
    assertThat(check.missing())
        .containsEntry(
            "complex step",
            "E3128 There is no complex form of FLOAT32, where the step of 1.0E-100 is 0");
    assertThat(f.checkGradient(new double[] {0.3, -2, 0}, 1.7).order(2).agrees()).isTrue();
  }

  @Test
  void firstDerivativesAgreeInFourWays() {
    DerivativeCheck check = DECAY.checkGradient(2, 0.5, 3).on(Backends.jvm()).check();
    assertThat(check.entries()).hasSize(3);
    assertThat(check.entries().get(0).ways())
        .containsOnlyKeys("forward", "reverse", "complex step", "differences");
    assertThat(check.missing()).isEmpty();
    assertThat(check.toString()).startsWith("All 3 derivatives agree to ");
  }

  @Test
  void rowsAreCountedWhileTheyAreComputed() {
    try (Screen screen = Screen.on()) {
      DECAY.checkGradient(2, 0.5, 3).order(2).on(Backends.jvm()).check();
      // Two directions and two ways of three columns; for the second order two directions more.
      assertThat(screen.first())
          .anySatisfy(line -> assertThat(line).contains("5 of 18 ways and rows, differences"));
      assertThat(screen.last().get(0))
          .startsWith("Checking derivatives: 18 ways and rows, differences, took ");
    }
  }

  @Test
  void derivativesUpToTheThirdAgreeInBothDirectionsOverEachOther() {
    DerivativeCheck check =
        DECAY.checkGradient(2, 0.5, 3).by("x", "k").order(3).on(Backends.jvm()).check();
    assertThat(check.entries()).hasSize(2 + 4 + 8);
    assertThat(check.entries())
        .filteredOn(entry -> entry.quantity().equals("x * exp(-k * t) by k by k by k"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.ways())
                    .containsKeys("forward over reverse", "reverse over forward"));
  }

  @Test
  void arraysAreCheckedElementByElement() {
    GraphFunction f = GraphFunction.of("m[row, col] * sin(x[col])", "m[row, col]", "x[col]");
    DerivativeCheck check =
        f.checkGradient(new double[][] {{1, 2}, {3, 4}}, new double[] {0.3, -2})
            .order(2)
            .on(Backends.jvm())
            .check();
    assertThat(check.entries()).hasSize(4 * 6 + 4 * 6 * 6);
    assertThat(check.entries())
        .extracting(DerivativeCheck.Entry::quantity)
        .contains("m[row, col] * sin(x[col])[3] by x[1]");
  }

  @Test
  void derivativesOfMappedAndCheckpointedFunctionsAgree() {
    DECAY
        .checkpoint()
        .grad("k")
        .vmap("t")
        .checkGradient(2, 0.5, new double[] {1, 2})
        .on(Backends.jvm())
        .check();
  }

  /** Says that its derivative is 3 x². */
  private record WrongCube() implements Op {
    @Override
    public String name() {
      return "Cube";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      double x = operands.get(0).at(0);
      return List.of(Tensor.of(x * x * x));
    }

    @Override
    public Optional<List<Node>> jvp(
        GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
      Node x = operands.get(0);
      Node wrong = b.mul(b.mul(b.constant(3), x), tangents.get(0).orElseThrow());
      return Optional.of(List.of(b.apply(this, operands).get(0), wrong));
    }

    @Override
    public Optional<HostOp.Pullback> vjp(
        GraphBuilder b, List<Node> operands, List<Boolean> active) {
      List<Node> results = b.apply(this, operands);
      return Optional.of(
          new HostOp.Pullback() {
            @Override
            public List<Node> results() {
              return results;
            }

            @Override
            public List<Optional<Node>> cotangents(
                GraphBuilder into, List<Optional<Node>> cotangents) {
              Node x = operands.get(0);
              Node wrong = into.mul(into.mul(into.constant(3), x), cotangents.get(0).orElseThrow());
              return List.of(Optional.of(wrong));
            }
          });
    }
  }

  @Test
  void aWrongRuleIsFoundThoughBothModesShareIt() {
    GraphBuilder b = new GraphBuilder();
    Graph graph = b.build("cube", b.apply(new WrongCube(), List.of(b.input("x"))));
    DerivativeCheck check = GraphFunction.of(graph).checkGradient(2).on(Backends.jvm());
    assertThat(check.agrees()).isFalse();
    assertThat(check.missing())
        .containsExactly(
            java.util.Map.entry("complex step", "E3128 There is no complex form of op 'Cube'"));
    assertThat(check.toString())
        .startsWith("They disagree by up to 1.0e+00.")
        .endsWith("\nNo complex step: E3128 There is no complex form of op 'Cube'");
    assertThatThrownBy(check::check)
        .isInstanceOf(EpisodeException.class)
        .hasMessageMatching(
            "E3127 The derivatives of 'cube by x' disagree\n"
                + "  forward 6\\.0, reverse 6\\.0, differences (12\\.0|11\\.99)\\d*\\.\n"
                + "  At a kink or a jump there is none; look at an op or rule of your own\\.");
    assertThat(check.parts()).hasSize(2);
  }

  @Test
  void theWorstDerivativeComesFirst() {
    DerivativeCheck check =
        GraphFunction.of("abs(x) + 3 * y", "x", "y").checkGradient(0, 1).on(Backends.jvm());
    assertThat(check.order(1).entries().get(0).excess())
        .isGreaterThanOrEqualTo(check.entries().get(1).excess());
  }
}
