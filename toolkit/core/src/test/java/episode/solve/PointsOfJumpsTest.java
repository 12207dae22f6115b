package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a function of time is at a jump itself does not matter to a solve. */
class PointsOfJumpsTest {
  private static final SolveSettings TIGHT = SolveSettings.defaults().withTolerances(1e-12, 1e-12);

  /** x′ = −k x with k = a where 0 < t ≤ 2, 1 otherwise, and 50 where t = 3. */
  private static OdeProblem odd() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    Node x = b.input("x");
    Node a = b.input("a");
    Node one = b.constant(1);
    Node begun = b.where(b.binary(Prim.LT, b.constant(0), t), a, one);
    Node k = b.where(b.binary(Prim.LE, t, b.constant(2)), begun, one);
    Node odd = b.where(b.binary(Prim.EQ, t, b.constant(3)), b.constant(50), k);
    Graph rhs = b.build("odd", List.of(b.neg(b.mul(odd, x))));
    GraphBuilder times = new GraphBuilder();
    Graph breaks = times.build("times", List.of(times.constant(Tensor.of(new double[] {0, 2, 3}))));
    return OdeProblem.of(
        rhs, EpidemicModels.starts("x"), EpidemicModels.states("x"), StepTimes.of(breaks));
  }

  private static Graph whole(SolveSettings settings) {
    OdeProblem problem = odd();
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(0));
    operands.add(b.constant(Tensor.of(new double[] {4})));
    problem.parameters().forEach(each -> operands.add(b.input(each.name(), each.type())));
    return b.build("x", List.of(b.sum(Solve.of(problem, settings).apply(b, operands).get(0))));
  }

  private static List<Tensor> point(List<Node> inputs) {
    return inputs.stream().map(input -> Tensor.of(input.name().equals("a") ? 0.3 : 1)).toList();
  }

  @Test
  void stepsTakeTheValueFromTheirOwnSide() {
    OdeProblem problem = odd();
    double[] times = {0, 1, 2, 2.5, 3, 4};
    Trajectory solution =
        Trajectory.of(problem, TIGHT, Backends.jvm(), 0, times, point(problem.parameters()));
    for (int row = 0; row < times.length; row++) {
      double t = times[row];
      double exact = Math.exp(-0.3 * Math.min(t, 2) - Math.max(0, t - 2));
      // the tolerance, a few times
      assertThat(solution.row(row)[0]).isCloseTo(exact, within(1e-11));
      assertThat(solution.at(t).get(0).at(0)).isCloseTo(exact, within(1e-11));
    }
    assertThat(solution.at(0.37).get(0).at(0)).isCloseTo(Math.exp(-0.111), within(1e-11));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "REVERSE"})
  void soDoDerivatives(SolveSettings.Direction direction) {
    double exact = Math.exp(-2.6);
    for (long bytes : new long[] {1L << 20, 500}) {
      SolveSettings settings = TIGHT.withDerivative(direction).withRecordBytes(bytes);
      var gradient = Backends.jvm().compile(Gradients.gradient(whole(settings), List.of("a", "x")));
      List<Tensor> found = gradient.apply(point(gradient.inputs()));
      assertThat(found.get(0).at(0)).isCloseTo(-2 * exact, within(1e-11));
      assertThat(found.get(1).at(0)).isCloseTo(exact, within(1e-11));
      Graph inner = Gradients.gradient(whole(settings), List.of("a", "x"));
      var hessian =
          Backends.jvm()
              .compile(Gradients.jacobian(inner, List.of("a"), Gradients.Direction.FORWARD));
      List<Tensor> second = hessian.apply(point(hessian.inputs()));
      assertThat(second.get(0).at(0)).isCloseTo(4 * exact, within(1e-10));
      assertThat(second.get(1).at(0)).isCloseTo(-2 * exact, within(1e-10));
    }
  }

  @Test
  void gradientChecksAgree() {
    OdeProblem problem = odd();
    List<List<String>> active =
        problem.parameters().stream().map(parameter -> List.of(parameter.name())).toList();
    GradientCheck.Point point =
        new GradientCheck.Point(0, new double[] {2, 3, 4}, point(problem.parameters()));
    GradientCheck check =
        GradientCheck.of(problem, TIGHT, Backends.jvm(), point, List.of("x"), active);
    assertThat(check.disagreement()).isLessThan(1e-6);
    for (GradientCheck.Entry entry : check.entries()) {
      assertThat(entry.forward()).isCloseTo(entry.reverse(), within(1e-9 * entry.scale()));
    }
  }
}
