package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.expr.Checker;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of one size: orders of convergence, derivatives, and where steps lie. */
class FixedStepTest {
  private static final double[] POINT = {0.3};

  /** x′ = k x cos t has the solution x(t) = exp(k sin t); x′ = −x² gives 1 / (1 + t). */
  private static OdeProblem twoExact() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    Node x = b.input("x");
    Node y = b.input("y");
    Node k = b.input("k");
    Node slope = b.mul(b.mul(k, x), b.unary(Prim.COS, t));
    Graph rhs = b.build("rhs", List.of(slope, b.neg(b.mul(y, y))));
    GraphBuilder ones = new GraphBuilder();
    Graph initial = ones.build("initial", List.of(ones.constant(1), ones.constant(1)));
    return OdeProblem.of(rhs, initial, observed());
  }

  private static Graph observed() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node x = b.input("x");
    return b.build("observe", List.of(x, b.input("y")));
  }

  private static SolveSettings settings(FixedStep.Method method, double size) {
    return SolveSettings.defaults().withFixedStep(new FixedStep(method, size));
  }

  private static Trajectory solved(OdeProblem problem, SolveSettings settings, double... times) {
    List<Tensor> point = new ArrayList<>();
    problem.parameters().forEach(parameter -> point.add(Tensor.of(POINT[0])));
    return Trajectory.of(problem, settings, Backends.jvm(), 0, times, point);
  }

  private static double error(FixedStep.Method method, double size) {
    Trajectory solution = solved(twoExact(), settings(method, size), 2);
    double x = solution.values(0).at(0) - Math.exp(POINT[0] * Math.sin(2));
    double y = solution.values(1).at(0) - 1.0 / 3;
    return Math.hypot(x, y);
  }

  /** Halving the size divides the error by 2 to the order, within what higher terms leave. */
  @ParameterizedTest
  @EnumSource(FixedStep.Method.class)
  void errorsFallWithTheOrderOfTheMethod(FixedStep.Method method) {
    double order = Math.log(error(method, 0.02) / error(method, 0.01)) / Math.log(2);
    assertThat(order).isCloseTo(method.tableau().order(), Offset.offset(0.2));
  }

  /** The rows of the tableau give the nodes, the weights give 1. */
  @ParameterizedTest
  @EnumSource(FixedStep.Method.class)
  void coefficientsAreConsistent(FixedStep.Method method) {
    ButcherTableau tableau = method.tableau();
    double weights = 0;
    for (int i = 0; i < tableau.stages(); i++) {
      double row = 0;
      for (double a : tableau.a()[i]) {
        row += a;
      }
      weights += tableau.b()[i];
      assertThat(row).isCloseTo(tableau.c()[i], Offset.offset(1e-14));
    }
    assertThat(weights).isCloseTo(1, Offset.offset(1e-14));
  }

  @Test
  void aSolveIsOneGraphWithoutHostLoops() {
    Graph graph = FixedSolve.graph(twoExact(), settings(FixedStep.Method.RK4, 0.1), 0, times(8));
    assertThat(Checker.check(graph).nodes()).noneMatch(node -> node.prim() == Prim.HOST);
    assertThat(graph.nodes()).filteredOn(node -> node.prim() == Prim.SCAN).hasSize(1);
  }

  private static double[] times(int count) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = 0.5 * i;
    }
    return times;
  }

  /** All save x at 2 with the same steps, whatever else they save. */
  @Test
  void savedTimesDoNotChangeTheSteps() {
    SolveSettings settings = settings(FixedStep.Method.RK4, 0.1);
    double alone = solved(twoExact(), settings, 2).values(0).at(0);
    Trajectory daily = solved(twoExact(), settings, 0, 1, 2, 3);
    Trajectory uneven = solved(twoExact(), settings, 0, 0, 0.5, 2, 2, 2.3);
    // where a step starts is computed from another block
    Offset<Double> rounding = Offset.offset(1e-14);
    assertThat(daily.values(0).at(2)).isCloseTo(alone, rounding);
    assertThat(uneven.values(0).at(3)).isCloseTo(alone, rounding);
    assertThat(uneven.values(0).at(4)).isEqualTo(uneven.values(0).at(3));
    assertThat(uneven.values(0).at(0)).isEqualTo(1);
    assertThat(daily.report().accepted()).isEqualTo(30);
    assertThat(daily.report().evaluations()).isEqualTo(120);
    assertThat(daily.steps()).hasSize(31).endsWith(3);
  }

  @Test
  void onlyTheStartMayBeSaved() {
    Trajectory start = solved(twoExact(), settings(FixedStep.Method.RK4, 0.1), 0, 0);
    assertThat(start.values(0).doubles()).containsExactly(1, 1);
    assertThat(start.at(0).get(1).at(0)).isEqualTo(1);
  }

  /** Between two ends of steps there is a step of the same method. */
  @Test
  void timesBetweenAreOfTheMethodsOrder() {
    Trajectory solution = solved(twoExact(), settings(FixedStep.Method.RK4, 0.05), 1, 2);
    for (double time : new double[] {0.33, 1, 1.617, 0.01, 2}) {
      // 40 local errors of 0.05⁵ / 120 and less
      assertThat(solution.at(time).get(1).at(0)).isCloseTo(1 / (1 + time), Offset.offset(1e-7));
    }
    assertThat(solution.at(2).get(0).at(0))
        .isCloseTo(solution.values(0).at(1), Offset.offset(1e-14));
  }

  /** The exact derivative of exp(k sin 2) by k; the steps' own error is that of the solution. */
  @ParameterizedTest
  @EnumSource(Gradients.Direction.class)
  void derivativesGoThroughTheSteps(Gradients.Direction direction) {
    for (long bytes : new long[] {1 << 20, 16 * 5}) {
      SolveSettings settings = settings(FixedStep.Method.RK4, 0.01).withRecordBytes(bytes);
      Graph solve = FixedSolve.graph(twoExact(), settings, 0, new double[] {0, 1.01, 2});
      Graph rows = solve.withOutputs(solve.outputs().subList(0, 1));
      Graph jacobian = Gradients.jacobian(rows, List.of("k"), direction);
      Checker.check(jacobian);
      Tensor derivative = Backends.jvm().compile(jacobian).apply(Tensor.of(POINT[0])).get(0);
      double exact = Math.sin(2) * Math.exp(POINT[0] * Math.sin(2));
      assertThat(derivative.at(4)).isCloseTo(exact, Offset.offset(1e-9));
      assertThat(derivative.at(5)).isEqualTo(0);
    }
  }

  @Test
  void gradientCheckAgreesThreeWays() {
    GradientCheck.Point point =
        new GradientCheck.Point(0, new double[] {1, 2}, List.of(Tensor.of(POINT[0])));
    GradientCheck check =
        GradientCheck.of(
            twoExact(),
            settings(FixedStep.Method.RK4, 0.1),
            Backends.jvm(),
            point,
            List.of("x", "y"),
            List.of(List.of("k")));
    assertThat(check.disagreement()).isLessThan(1e-8);
    assertThat(check.entries().get(0).reverse()).isNotZero();
  }

  @Test
  void numbersBeyondAllBoundsAreAStatus() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node x = b.input("x");
    Graph rhs = b.build("rhs", List.of(b.mul(b.constant(1e200), b.mul(x, x))));
    GraphBuilder one = new GraphBuilder();
    Graph initial = one.build("initial", List.of(one.constant(1)));
    GraphBuilder o = new GraphBuilder();
    o.input("t");
    Graph observe = o.build("observe", List.of(o.input("x")));
    OdeProblem problem = OdeProblem.of(rhs, initial, observe);
    Trajectory solution = solved(problem, settings(FixedStep.Method.EULER, 0.5), 0, 0.5, 1, 2);
    assertThat(solution.report().status()).isEqualTo(SolveStatus.OVERFLOW);
    assertThat(solution.report().t()).isEqualTo(0.5);
  }

  /** x′ = 1 before 0.73 and −3 from there on: any consistent method is exact on both sides. */
  @Test
  void stepsEndAtBreaksThatNothingMoves() {
    OdeProblem problem = jump(false);
    for (FixedStep.Method method : FixedStep.Method.values()) {
      Trajectory solution = solved(problem, settings(method, 0.25), 0.5, 2);
      assertThat(solution.values(0).at(1)).isCloseTo(0.73 - 3 * 1.27, Offset.offset(1e-13));
      assertThat(solution.at(1.3).get(0).at(0)).isCloseTo(0.73 - 3 * 0.57, Offset.offset(1e-13));
    }
  }

  @Test
  void breaksThatParametersMoveAreRefused() {
    assertThatThrownBy(() -> solved(jump(true), settings(FixedStep.Method.RK4, 0.25), 2))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4015 Fixed steps cannot end at a time that 'tau' moves\n"
                + "  A rate jumps or bends there. Solve it with steps of controlled size, the"
                + " default, or make 'tau' a constant.");
  }

  private static OdeProblem jump(boolean moves) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    b.input("x");
    Node tau = moves ? b.input("tau") : b.constant(0.73);
    Node late = b.binary(Prim.LE, tau, t);
    Graph rhs = b.build("rhs", List.of(b.where(late, b.constant(-3), b.constant(1))));
    GraphBuilder zero = new GraphBuilder();
    Graph initial = zero.build("initial", List.of(zero.constant(0)));
    GraphBuilder o = new GraphBuilder();
    o.input("t");
    Graph observe = o.build("observe", List.of(o.input("x")));
    GraphBuilder s = new GraphBuilder();
    Graph stop = s.build("breaks", List.of(moves ? s.input("tau") : s.constant(0.73)));
    return OdeProblem.of(rhs, initial, observe, StepTimes.of(stop));
  }

  @Test
  void timesThatAreInputsAreRefused() {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = List.of(b.input("t0"), b.constant(Tensor.of(times(2))), b.input("k"));
    Solve solve = Solve.of(twoExact(), settings(FixedStep.Method.RK4, 0.1));
    assertThatThrownBy(() -> solve.apply(b, operands))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4016 The times of a solve with fixed steps are no constants\n"
                + "  Its steps are laid out beforehand: make t0 and the times constants.");
  }

  @Test
  void stepsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> FixedStep.of("rk5", 0.1))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4012 Unknown method 'rk5' of fixed steps\n"
                + "  Did you mean 'rk4'? Methods: euler, rk4, tsit5.");
    assertThatThrownBy(() -> FixedStep.of("rk4", -1))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4012 The size of a step is -1.0\n"
                + "  It is greater than 0, in the system's unit of time: (\"rk4\", 0.1).");
    assertThatThrownBy(() -> solved(twoExact(), settings(FixedStep.Method.RK4, 1e-9), 2))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E4012 Steps of 1.0E-9 would be 2,000,000,000 steps\n"
                + "  The limit is 100,000: make them longer, or set withMaxSteps.");
  }
}
