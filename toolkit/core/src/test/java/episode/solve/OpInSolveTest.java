package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.op.Exponentials;
import episode.op.LinearSolves;
import episode.op.SpecialFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ops without a lowering inside the steps of a solver. */
class OpInSolveTest {
  private static final Map<String, Double> POINT =
      Map.of("S", 2.0, "I", -1.0, "a", 2.0, "b", 0.5, "c", -0.75, "d", 1.5);

  /** M y′ = −y. */
  private static OdeProblem implicit() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node y = b.stack(List.of(b.input("S"), b.input("I")));
    List<Node> entries = List.of(b.input("a"), b.input("b"), b.input("c"), b.input("d"));
    Node m = b.reshape(b.stack(entries), Shape.of(2, 2));
    Node x = b.neg(LinearSolves.solve(b, m, y));
    List<Node> rates = List.of(b.element(x, 0, 0), b.element(x, 0, 1));
    return OdeProblem.of(
        b.build("implicit", rates),
        EpidemicModels.starts("S", "I"),
        EpidemicModels.states("S", "I"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void implicitLinearEquationIsAnExponential(String backend) {
    OdeProblem problem = implicit();
    double[] times = {0, 1, 3};
    Trajectory solved =
        Trajectory.of(
            problem,
            SolveSettings.defaults().withTolerances(1e-12, 1e-12),
            Backends.byName(backend),
            0,
            times,
            EpidemicModels.point(problem, POINT));
    Tensor inverse =
        new LinearSolves.Inverse()
            .perform(List.of(Tensor.matrix(new double[][] {{2, 0.5}, {-0.75, 1.5}})))
            .get(0);
    for (int row = 0; row < times.length; row++) {
      double[] scaled = inverse.toDoubles();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= -times[row];
      }
      Tensor e = new Exponentials.Expm().perform(List.of(Tensor.of(Shape.of(2, 2), scaled))).get(0);
      for (int i = 0; i < 2; i++) {
        double exact = 2 * e.at(2 * i) - e.at(2 * i + 1);
        assertThat(solved.row(row)[i]).isCloseTo(exact, within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void gradientsGoThroughTheSolve(String backend) {
    check(implicit(), POINT, List.of("S", "I"), backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void gradientsGoThroughSpecialFunctions(String backend) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    Node s = b.input("S");
    Node shape = b.input("a");
    Node waning = SpecialFunctions.gammainc(b, shape, b.add(t, b.constant(0.1)));
    Node rate = b.mul(b.mul(b.input("b"), waning), s);
    Node total = b.reduce(Prim.SUM, b.stack(List.of(rate, rate)), Ints.of(0));
    OdeProblem problem =
        OdeProblem.of(
            b.build("waning", List.of(b.neg(total))),
            EpidemicModels.starts("S"),
            EpidemicModels.states("S"));
    check(problem, Map.of("S", 10.0, "a", 2.5, "b", 0.2), List.of("S"), backend);
  }

  private static void check(
      OdeProblem problem, Map<String, Double> values, List<String> names, String backend) {
    List<List<String>> active = new ArrayList<>();
    problem.parameters().forEach(parameter -> active.add(List.of(parameter.name())));
    double[] times = {0, 1, 3};
    GradientCheck.Point point =
        new GradientCheck.Point(0, times, EpidemicModels.point(problem, values));
    GradientCheck check =
        GradientCheck.of(
            problem, SolveSettings.defaults(), Backends.byName(backend), point, names, active);
    assertThat(check.entries()).isNotEmpty();
    assertThat(check.disagreement()).isLessThan(1e-6);
    for (GradientCheck.Entry entry : check.entries()) {
      assertThat(entry.forward()).isCloseTo(entry.reverse(), within(1e-9 * entry.scale()));
    }
  }
}
