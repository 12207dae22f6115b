package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.transform.Jvp;
import episode.transform.Vjp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolveTest {
  private static final SolveSettings TIGHT = SolveSettings.defaults().withTolerances(1e-13, 1e-13);
  private static final Map<String, Double> SIR =
      Map.of("beta", 0.5, "gamma", 0.2, "S", 999.0, "I", 1.0, "R", 0.0);
  private static final Map<String, Double> SCHOOL =
      Map.of("beta", 1.7, "gamma", 0.5, "S", 762.0, "I", 1.0, "R", 0.0);
  private static final Map<String, Double> SEIR =
      Map.of("beta", 0.6, "sigma", 0.25, "gamma", 0.2, "S", 9990.0, "E", 10.0, "I", 0.0, "R", 0.0);

  private static Map<String, Double> values(String name) {
    return switch (name) {
      case "SIR" -> SIR;
      case "SEIR" -> SEIR;
      default -> SCHOOL;
    };
  }

  private static OdeProblem problem(String name) {
    return name.equals("SEIR") ? EpidemicModels.seir() : EpidemicModels.sir();
  }

  private static double[] times(List<EpidemicModels.Line> lines) {
    return lines.stream().mapToDouble(EpidemicModels.Line::time).toArray();
  }

  private static void agree(double[] actual, double[] expected, double relative) {
    agree(actual, expected, relative, largest(expected));
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static void agree(double[] actual, double[] expected, double relative, double scale) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(relative * scale));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SIR, jvm",
    "SIR_boarding_school, jvm",
    "SEIR, jvm",
    "SIR, interpreter",
    "SEIR, interpreter"
  })
  void trajectoriesMatchFortyDigitReference(String name, String backend) {
    List<EpidemicModels.Line> lines = EpidemicModels.reference(name, "y");
    OdeProblem problem = problem(name);
    Trajectory solved =
        Trajectory.of(
            problem,
            TIGHT,
            Backends.byName(backend),
            0,
            times(lines),
            EpidemicModels.point(problem, values(name)));
    assertThat(solved.report().succeeded()).isTrue();
    for (int row = 0; row < lines.size(); row++) {
      agree(solved.row(row), lines.get(row).values(), 1e-10);
    }
  }

  @ParameterizedTest
  @CsvSource({"SIR, beta", "SIR, gamma", "SIR_boarding_school, beta", "SEIR, sigma", "SEIR, gamma"})
  void tangentsMatchFortyDigitReference(String name, String parameter) {
    List<EpidemicModels.Line> lines = EpidemicModels.reference(name, parameter);
    OdeProblem problem = problem(name);
    OdeProblem augmented = problem.sensitivities(EpidemicModels.active(problem, parameter));
    Trajectory solved =
        Trajectory.of(
            augmented,
            TIGHT,
            Backends.jvm(),
            0,
            times(lines),
            EpidemicModels.point(problem, values(name)));
    int width = problem.observedSize();
    // rounding errors have the size of the largest value that a tangent ever had
    double scale = lines.stream().mapToDouble(line -> largest(line.values())).max().orElseThrow();
    for (int row = 0; row < lines.size(); row++) {
      double[] tangent = new double[width];
      System.arraycopy(solved.row(row), width, tangent, 0, width);
      agree(tangent, lines.get(row).values(), 1e-8, scale);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "interpreter"})
  void forwardReverseAndDifferencesAgree(String backend) {
    OdeProblem problem = EpidemicModels.seir();
    GradientCheck check = check(problem, SolveSettings.defaults(), backend);
    assertThat(check.entries()).hasSize(4 * 3);
    assertThat(check.disagreement()).isLessThan(1e-6);
    for (GradientCheck.Entry entry : check.entries()) {
      assertThat(entry.forward()).isCloseTo(entry.reverse(), within(1e-9 * entry.scale()));
    }
  }

  @Test
  void droppedStepsAreComputedAgainOnTheWayBack() {
    OdeProblem problem = EpidemicModels.seir();
    GradientCheck all = check(problem, SolveSettings.defaults(), "jvm");
    GradientCheck few = check(problem, SolveSettings.defaults().withRecordBytes(2000), "jvm");
    for (int i = 0; i < all.entries().size(); i++) {
      double expected = all.entries().get(i).reverse();
      assertThat(few.entries().get(i).reverse())
          .isCloseTo(expected, within(1e-12 * all.entries().get(i).scale()));
    }
  }

  private static GradientCheck check(OdeProblem problem, SolveSettings settings, String backend) {
    List<List<String>> active = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      boolean rate = List.of("beta", "sigma", "gamma").contains(parameter.name());
      active.add(rate ? List.of(parameter.name()) : List.of());
    }
    double[] times = {0, 10, 20, 40, 80};
    GradientCheck.Point point =
        new GradientCheck.Point(0, times, EpidemicModels.point(problem, SEIR));
    return GradientCheck.of(
        problem, settings, Backends.byName(backend), point, List.of("S", "E", "I", "R"), active);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FORWARD", "REVERSE"})
  void secondDerivativesMatchReference(String direction) {
    List<EpidemicModels.Line> lines = EpidemicModels.reference("SIR", "beta*gamma");
    OdeProblem problem = EpidemicModels.sir();
    SolveSettings settings = TIGHT.withDerivative(SolveSettings.Direction.valueOf(direction));
    GraphBuilder b = new GraphBuilder();
    Node beta = b.input("beta");
    Node gamma = b.input("gamma");
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(0));
    operands.add(b.constant(Tensor.of(new double[] {lines.get(0).time()})));
    for (Node parameter : problem.parameters()) {
      Node value = b.constant(SIR.get(parameter.name()));
      operands.add(
          parameter.name().equals("beta")
              ? beta
              : parameter.name().equals("gamma") ? gamma : value);
    }
    Node infected = b.sum(Solve.of(problem, settings).apply(b, operands).get(1));
    Graph gradient = gradient(b.build("infected", List.of(infected)));
    GraphBuilder outer = new GraphBuilder();
    List<Node> point = List.of(outer.input("beta"), outer.input("gamma"));
    List<Optional<Node>> along = List.of(Optional.of(outer.constant(1)), Optional.empty());
    Node tangent = Jvp.of(outer, gradient, point, along).tangents().get(1).orElseThrow();
    CompiledFunction second = Backends.jvm().compile(outer.build("second", List.of(tangent)));
    double expected = lines.get(0).values()[1];
    // the reference has about 11 digits
    assertThat(second.apply(Tensor.of(0.5), Tensor.of(0.2)).get(0).at(0))
        .isCloseTo(expected, within(1e-8 * Math.abs(expected)));
  }

  private static Graph gradient(Graph function) {
    GraphBuilder b = new GraphBuilder();
    List<Node> arguments = new ArrayList<>();
    List<Boolean> active = new ArrayList<>();
    for (Node input : function.inputs()) {
      arguments.add(b.input(input.name(), input.type()));
      active.add(true);
    }
    List<Optional<Node>> pulled =
        Vjp.of(b, function, arguments, active).pull(List.of(Optional.of(b.constant(1))));
    return b.build("gradient", pulled.stream().map(Optional::orElseThrow).toList());
  }

  @Test
  void orderOfConvergenceIsFive() {
    double coarse = errorWithSteps(60);
    double fine = errorWithSteps(480);
    double order = Math.log(coarse / fine) / Math.log(8);
    assertThat(order).as("measured order").isBetween(4.8, 5.2);
  }

  /** The largest error of a state on the last day after equal steps. */
  private static double errorWithSteps(int count) {
    OdeProblem problem = EpidemicModels.sir();
    List<EpidemicModels.Line> lines = EpidemicModels.reference("SIR_boarding_school", "y");
    SolveCode code = problem.code(Backends.jvm());
    Call call = code.program.newCall();
    List<Tensor> point = EpidemicModels.point(problem, SCHOOL);
    for (int i = 0; i < point.size(); i++) {
      call.write(code.parameters[i], point.get(i));
    }
    EpidemicModels.Line last = lines.get(lines.size() - 1);
    StepRecord steps = new StepRecord(code.frames.newTape(call), 1L << 20);
    for (int i = 0; i < count; i++) {
      steps.add(call, i * last.time() / count, last.time() / count);
    }
    double[] worst = new double[1];
    SolveLoop.Rows rows =
        row -> {
          double[] actual = call.read(code.saved).doubles();
          for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - last.values()[i]);
            worst[0] = Math.max(worst[0], error);
          }
        };
    new SolveLoop(code, call, SolveSettings.defaults())
        .replay(0, new double[] {last.time()}, steps, rows);
    return worst[0];
  }

  @Test
  void denseOutputIsAccurateBetweenSteps() {
    OdeProblem problem = EpidemicModels.sir();
    List<EpidemicModels.Line> lines = EpidemicModels.reference("SIR", "y");
    double end = lines.get(lines.size() - 1).time();
    Trajectory solved =
        Trajectory.of(
            problem,
            TIGHT,
            Backends.jvm(),
            0,
            new double[] {end},
            EpidemicModels.point(problem, SIR));
    for (EpidemicModels.Line line : lines) {
      List<Tensor> there = solved.at(line.time());
      double[] actual = {there.get(0).at(0), there.get(1).at(0), there.get(2).at(0)};
      // the dense output has order 4, one less than the steps
      agree(actual, line.values(), 1e-8);
    }
  }

  @Test
  void blowUpIsReportedWithTimeAndStep() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node y = b.input("y");
    OdeProblem problem =
        OdeProblem.of(
            b.build("explosion", List.of(b.mul(y, y))),
            EpidemicModels.starts("y"),
            EpidemicModels.states("y"));
    Trajectory solved =
        Trajectory.of(
            problem,
            SolveSettings.defaults(),
            Backends.jvm(),
            0,
            new double[] {0.5, 2},
            List.of(Tensor.of(1.0)));
    assertThat(solved.report().status()).isEqualTo(SolveStatus.STEP_TOO_SMALL);
    // y = 1 / (1 − t)
    assertThat(solved.report().t()).isCloseTo(1, within(1e-5));
    assertThat(solved.values(0).at(0)).isCloseTo(2, within(1e-5));
    assertThat(solved.values(0).at(1)).isNaN();
  }

  @Test
  void limitOfStepsAndNonFiniteStartAreReported() {
    OdeProblem problem = EpidemicModels.sir();
    double[] times = {100};
    Trajectory few =
        Trajectory.of(
            problem,
            SolveSettings.defaults().withMaxSteps(3),
            Backends.jvm(),
            0,
            times,
            EpidemicModels.point(problem, SIR));
    assertThat(few.report().status()).isEqualTo(SolveStatus.MAX_STEPS);
    Map<String, Double> empty = Map.of("beta", 0.5, "gamma", 0.2, "S", 0.0, "I", 0.0, "R", 0.0);
    Trajectory nothing =
        Trajectory.of(
            problem,
            SolveSettings.defaults(),
            Backends.jvm(),
            0,
            times,
            EpidemicModels.point(problem, empty));
    assertThat(nothing.report().status()).isEqualTo(SolveStatus.NOT_FINITE);
  }

  @Test
  void interruptionStopsASolve() {
    OdeProblem problem = EpidemicModels.sir();
    Thread.currentThread().interrupt();
    Trajectory solved =
        Trajectory.of(
            problem,
            SolveSettings.defaults(),
            Backends.jvm(),
            0,
            new double[] {100},
            EpidemicModels.point(problem, SIR));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(solved.report().status()).isEqualTo(SolveStatus.INTERRUPTED);
  }

  @Test
  void savesAtTheStartAndOverAnEmptySpan() {
    OdeProblem problem = EpidemicModels.sir();
    List<Tensor> point = EpidemicModels.point(problem, SIR);
    Trajectory both =
        Trajectory.of(
            problem, SolveSettings.defaults(), Backends.jvm(), 0, new double[] {0, 1}, point);
    assertThat(both.row(0)).containsExactly(999, 1, 0);
    Trajectory still =
        Trajectory.of(
            problem, SolveSettings.defaults(), Backends.jvm(), 3, new double[] {3}, point);
    assertThat(still.row(0)).containsExactly(999, 1, 0);
  }

  @Test
  void proportionalIntegralControlReachesTheSameSolution() {
    OdeProblem problem = EpidemicModels.sir();
    List<EpidemicModels.Line> lines = EpidemicModels.reference("SIR", "y");
    Trajectory solved =
        Trajectory.of(
            problem,
            TIGHT.withController(StepSizeController.proportionalIntegral()),
            Backends.jvm(),
            0,
            times(lines),
            EpidemicModels.point(problem, SIR));
    agree(solved.row(lines.size() - 1), lines.get(lines.size() - 1).values(), 1e-9);
  }
}
