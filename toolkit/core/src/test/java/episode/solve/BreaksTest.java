package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreaksTest {
  private static final SolveSettings LOOSE = SolveSettings.defaults().withTolerances(1e-3, 1e-3);
  private static final SolveSettings TIGHT = SolveSettings.defaults().withTolerances(1e-12, 1e-12);
  private static final double[] TIMES = {0.3, 1.7};

  /** 0.5, −2, 1 before 0.3, before 1.7 and from then on, which also belongs to 1.7. */
  private static Node rate(GraphBuilder b, Node t) {
    Node late = b.where(b.binary(Prim.LE, b.constant(1.7), t), b.constant(1), b.constant(-2));
    return b.where(b.binary(Prim.LT, t, b.constant(0.3)), b.constant(0.5), late);
  }

  private static Graph breaks(double... times) {
    GraphBuilder b = new GraphBuilder();
    return b.build("times", List.of(b.constant(Tensor.of(times))));
  }

  /** x′ = rate(t), or x′ = rate(t) x; the rate is observed too. */
  private static OdeProblem steps(boolean times, double... breaks) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    Node x = b.input("x");
    Node rate = rate(b, t);
    Graph rhs = b.build("rhs", List.of(times ? b.mul(rate, x) : rate));
    GraphBuilder o = new GraphBuilder();
    Node time = o.input("t");
    Node state = o.input("x");
    Graph observe = o.build("observe", List.of(state, rate(o, time)));
    return OdeProblem.of(rhs, EpidemicModels.starts("x"), observe, StepTimes.of(breaks(breaks)));
  }

  private static Trajectory solved(OdeProblem problem, SolveSettings settings, double... times) {
    return Trajectory.of(problem, settings, Backends.jvm(), 0, times, List.of(Tensor.of(1.0)));
  }

  /** ∫ rate from 0 to t. */
  private static double integral(double t) {
    return 0.5 * Math.min(t, 0.3) - 2 * Math.max(0, Math.min(t, 1.7) - 0.3) + Math.max(0, t - 1.7);
  }

  @Test
  void jumpsAreIntegratedExactlyAtAnyTolerance() {
    double[] times = {0, 0.1, 0.3, 1, 1.7, 1.75, 3};
    Trajectory solution = solved(steps(false, 1.7, 0.3, 0.3, -1, 99, Double.NaN), LOOSE, times);
    assertThat(solution.report().succeeded()).isTrue();
    for (int row = 0; row < times.length; row++) {
      // a constant is integrated without error, but for that of rounding
      assertThat(solution.row(row)[0]).isCloseTo(1 + integral(times[row]), within(1e-14));
      double t = times[row];
      assertThat(solution.row(row)[1]).isEqualTo(t < 0.3 ? 0.5 : t < 1.7 ? -2 : 1);
      assertThat(solution.at(t).get(1).at(0)).isEqualTo(solution.row(row)[1]);
    }
    assertThat(solution.report().rejected()).isZero();
    assertThat(solution.steps()).contains(TIMES);
  }

  @Test
  void withoutBreaksTheSameJumpsCostAccuracyAndSteps() {
    double[] times = {3};
    Trajectory with = solved(steps(true, TIMES), TIGHT, times);
    Trajectory without = solved(steps(true), TIGHT, times);
    double exact = Math.exp(integral(3));
    assertThat(with.row(0)[0]).isCloseTo(exact, within(2e-12 * exact));
    assertThat(with.report().rejected()).isLessThanOrEqualTo(3);
    assertThat(without.report().rejected()).isGreaterThan(20);
  }

  @Test
  void toleranceIsKeptBetweenBreaks() {
    for (double rtol : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
      SolveSettings settings = SolveSettings.defaults().withTolerances(rtol, rtol);
      double exact = Math.exp(integral(3));
      assertThat(solved(steps(true, TIMES), settings, 3).row(0)[0])
          .isCloseTo(exact, within(3 * rtol));
    }
  }

  @Test
  void breakAtTheEndShowsTheValueFromTheRight() {
    Trajectory solution = solved(steps(false, TIMES), LOOSE, 0.3, 1.7);
    assertThat(solution.row(0)[0]).isCloseTo(1.15, within(1e-15));
    assertThat(solution.row(0)[1]).isEqualTo(-2);
    assertThat(solution.row(1)[0]).isCloseTo(1 + integral(1.7), within(1e-14));
    assertThat(solution.row(1)[1]).isEqualTo(1);
    assertThat(solution.report().t()).isEqualTo(1.7);
    assertThat(solution.at(1.7).get(1).at(0)).isEqualTo(1);
    assertThat(solution.at(Math.nextDown(1.7)).get(1).at(0)).isEqualTo(-2);
  }

  @Test
  void breakAtTheStartIsNone() {
    Trajectory solution = solved(steps(false, 0), LOOSE, 0.2);
    assertThat(solution.row(0)[0]).isCloseTo(1.1, within(1e-15));
    assertThat(solution.steps()).doesNotContain(Math.nextDown(0.0));
  }

  @Test
  void stepsKeepTheirSizeAcrossManyBreaks() {
    double[] daily = new double[1000];
    daily[0] = 1.7;
    for (int day = 1; day < daily.length; day++) {
      daily[day] = day - 1 + 0.3;
    }
    Trajectory solution = solved(steps(false, daily), LOOSE, 1000);
    assertThat(solution.report().accepted()).isLessThan(1010);
    assertThat(solution.report().rejected()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e6, -1, 0, 1e-300, 1, 86400, 1e9})
  void stepBelowEndsBelow(double t) {
    for (double time : new double[] {0, 0.1, 1, 3, 1e5, 1e9 + 1e-6}) {
      double h = Breaks.below(t, time);
      assertThat(h <= 0 || t + h < time).isTrue();
      if (time > t) {
        double gap = time - (t + h);
        assertThat(gap).isLessThan(4 * Math.ulp(Math.max(Math.abs(t), Math.abs(time))));
      }
    }
  }

  /**
   * x′ = −k(t) x where k goes from a at time p to b at time q in a line, level outside; the knots
   * are parameters. ∫ k = a p + (a + b) (q − p) / 2 + b (t − q).
   */
  private static OdeProblem ramp() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    Node x = b.input("x");
    Node p = b.input("p");
    Node q = b.input("q");
    Node from = b.input("a");
    Node to = b.input("b");
    Node share = b.div(b.sub(t, p), b.sub(q, p));
    Node inside = b.add(from, b.mul(share, b.sub(to, from)));
    Node late = b.where(b.binary(Prim.LE, q, t), to, inside);
    Node k = b.where(b.binary(Prim.LT, t, p), from, late);
    Graph rhs = b.build("ramp", List.of(b.neg(b.mul(k, x))));
    GraphBuilder times = new GraphBuilder();
    Graph breaks = times.build("times", List.of(times.input("q"), times.input("p")));
    return OdeProblem.of(
        rhs, EpidemicModels.starts("x"), EpidemicModels.states("x"), StepTimes.of(breaks));
  }

  private static final double[] POINT = {1, 2.5, 0.2, 0.9};
  private static final List<String> NAMES = List.of("p", "q", "a", "b");

  private static List<Tensor> point(OdeProblem problem) {
    List<Tensor> point = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      int place = NAMES.indexOf(parameter.name());
      point.add(Tensor.of(place < 0 ? 1 : POINT[place]));
    }
    return point;
  }

  /** Returns x at 4 and its derivatives by p, q, a, b and the start, by hand. */
  private static double[] exactRamp() {
    double x = Math.exp(-(0.2 * 1 + 1.1 / 2 * 1.5 + 0.9 * 1.5));
    double slope = (0.2 - 0.9) / 2;
    return new double[] {x, -x * slope, -x * slope, -x * (1 + 0.75), -x * (0.75 + 1.5), x};
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "REVERSE"})
  void gradientsThroughBreaksAreExact(SolveSettings.Direction direction) {
    for (long bytes : new long[] {1L << 20, 500}) {
      CompiledFunction gradient =
          Backends.jvm()
              .compile(
                  Gradients.valueAndGradient(
                      whole(TIGHT.withDerivative(direction).withRecordBytes(bytes)),
                      List.of("p", "q", "a", "b", "x")));
      double[] exact = exactRamp();
      List<Tensor> found = gradient.apply(inputs(gradient));
      for (int i = 0; i < exact.length; i++) {
        assertThat(found.get(i).at(0)).as("number " + i).isCloseTo(exact[i], within(1e-11));
      }
    }
  }

  private static List<Tensor> inputs(CompiledFunction function) {
    return function.inputs().stream()
        .map(input -> NAMES.indexOf(input.name()))
        .map(place -> Tensor.of(place < 0 ? 1 : POINT[place]))
        .toList();
  }

  private static Graph whole(SolveSettings settings) {
    OdeProblem problem = ramp();
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(0));
    operands.add(b.constant(Tensor.of(new double[] {4})));
    problem.parameters().forEach(each -> operands.add(b.input(each.name(), each.type())));
    return b.build("x", List.of(b.sum(Solve.of(problem, settings).apply(b, operands).get(0))));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "REVERSE"})
  void secondDerivativesThroughBreaksAreExact(SolveSettings.Direction direction) {
    Graph gradient = Gradients.gradient(whole(TIGHT.withDerivative(direction)), List.of("a", "p"));
    CompiledFunction hessian =
        Backends.jvm()
            .compile(Gradients.jacobian(gradient, List.of("a"), Gradients.Direction.FORWARD));
    List<Tensor> found = hessian.apply(inputs(hessian));
    double x = exactRamp()[0];
    // ∂ log x / ∂p = −(a − b) / 2, ∂ log x / ∂a = −(p + q) / 2
    assertThat(found.get(0).at(0)).isCloseTo(x * 1.75 * 1.75, within(1e-10));
    assertThat(found.get(1).at(0)).isCloseTo(x * (0.35 * -1.75 - 0.5), within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "REVERSE"})
  void secondDerivativesByTimesOfKinksAreRefused(SolveSettings.Direction direction) {
    Graph gradient = Gradients.gradient(whole(TIGHT.withDerivative(direction)), List.of("p"));
    assertThatThrownBy(
            () ->
                Backends.jvm()
                    .compile(
                        Gradients.jacobian(gradient, List.of("q"), Gradients.Direction.FORWARD)))
        .hasMessage(
            """
            E4013 There is no second derivative by 'p'
              It is a time at which steps of the solve end, where the first derivative may jump. \
            Take gradients by it, or make it a constant."""
                .replace("'p'", direction == SolveSettings.Direction.FORWARD ? "'q'" : "'p'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void differencesMoveTheStepsWithTheBreaks(String backend) {
    OdeProblem problem = ramp();
    List<List<String>> active =
        problem.parameters().stream().map(parameter -> List.of(parameter.name())).toList();
    GradientCheck.Point point = new GradientCheck.Point(0, new double[] {2, 4}, point(problem));
    GradientCheck check =
        GradientCheck.of(
            problem,
            SolveSettings.defaults().withTolerances(1e-9, 1e-9),
            Backends.byName(backend),
            point,
            List.of("x"),
            active);
    assertThat(check.disagreement()).isLessThan(1e-6);
    for (GradientCheck.Entry entry : check.entries()) {
      assertThat(entry.forward()).isCloseTo(entry.reverse(), within(1e-8 * entry.scale()));
    }
  }

  @Test
  void seasonsGiveTheSameAsTheirPiecesOneAfterTheOther() {
    double[] terms = {10, 25, 45, 60};
    OdeProblem whole = school(breaks(terms));
    double[] y = {999, 1, 0};
    double from = 0;
    for (double until : new double[] {10, 25, 45, 60, 80}) {
      boolean open = Arrays.asList(0.0, 25.0, 60.0).contains(from);
      OdeProblem piece = EpidemicModels.sir();
      List<Tensor> at = new ArrayList<>();
      for (Node parameter : piece.parameters()) {
        at.add(Tensor.of(value(parameter.name(), open ? 0.6 : 0.1, y)));
      }
      y = Trajectory.of(piece, TIGHT, Backends.jvm(), from, new double[] {until}, at).row(0);
      from = until;
    }
    List<Tensor> at = new ArrayList<>();
    for (Node parameter : whole.parameters()) {
      at.add(Tensor.of(value(parameter.name(), 0, new double[] {999, 1, 0})));
    }
    Trajectory solved = Trajectory.of(whole, TIGHT, Backends.jvm(), 0, new double[] {80}, at);
    for (int i = 0; i < 3; i++) {
      // ten digits and more of 1000
      assertThat(solved.row(0)[i]).isCloseTo(y[i], within(1e-8));
    }
  }

  private static double value(String name, double beta, double[] y) {
    return switch (name) {
      case "beta" -> beta;
      case "gamma" -> 0.2;
      case "S" -> y[0];
      case "I" -> y[1];
      default -> y[2];
    };
  }

  /** SIR where beta is 0.6 in term and 0.1 in the holidays. */
  private static OdeProblem school(Graph breaks) {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("t");
    List<Node> operands = new ArrayList<>(List.of(t, b.input("S"), b.input("I"), b.input("R")));
    Node beta = b.constant(0.6);
    double level = 0.6;
    for (double time : new double[] {10, 25, 45, 60}) {
      level = 0.7 - level;
      beta = b.where(b.binary(Prim.LE, b.constant(time), t), b.constant(level), beta);
    }
    operands.add(beta);
    operands.add(b.input("gamma"));
    Graph rhs = b.build("school", b.inline(EpidemicModels.sirRhs(), operands));
    return OdeProblem.of(
        rhs,
        EpidemicModels.starts("S", "I", "R"),
        EpidemicModels.states("S", "I", "R"),
        StepTimes.of(breaks));
  }
}
