package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.backend.array.ArrayBackend;
import episode.backend.array.Counting;
import episode.backend.array.Restricted;
import episode.expr.Graph;
import episode.expr.Tensor;
import episode.solve.FixedStep;
import episode.solve.SolveReport;
import episode.solve.SolveSettings;
import episode.transform.Gradients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What goes over the border between host and backend, counted in the second run of a call: by then
 * constants are there. A step of controlled size needs its time and size there and its error here;
 * nothing of the state, the stages, the parameters or the tape.
 */
class NothingLeavesTheBackendTest {
  private static final OpSystem SIR =
      OpSystem.named("SIR")
          .state("S", "I", "R")
          .parameter("beta", "gamma")
          .alias("N", "S + I + R")
          .transition("S -> I", "beta * I / N")
          .transition("I -> R", "gamma")
          .build();
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 14);
  private static final int ROWS = 15;

  private final Counting<Tensor> counting = new Counting<>(new Restricted(true));
  private final Backend backend = new ArrayBackend<>(counting);

  private static Graph objective(SolveSettings settings) {
    return Objective.of(SIR, "max(I)", Set.of("S", "I"), SPAN, settings).graph();
  }

  private static Graph gradient(SolveSettings settings) {
    return Gradients.valueAndGradient(objective(settings), List.of("beta", "gamma"));
  }

  /** Returns how many arrays were sent and read by the second run of a call. */
  private long[] traffic(Graph graph) {
    CompiledFunction.Invocation invocation = backend.compile(graph).newCall();
    List<Tensor> inputs = Bindings.inputs(graph.inputs(), GUESS);
    for (int i = 0; i < inputs.size(); i++) {
      invocation.call().write(invocation.input(i), inputs.get(i));
    }
    invocation.run();
    counting.reset();
    invocation.run();
    return new long[] {counting.sent(), counting.read()};
  }

  private static SolveSettings fixed(FixedStep.Method method) {
    return SolveSettings.defaults().withFixedStep(new FixedStep(method, 0.1));
  }

  private static SolveReport report(SolveSettings settings) {
    return SIR.compile().with(settings).solve(GUESS, SPAN).report();
  }

  @Test
  void aSolveSendsTimeAndSizeOfAStepAndReadsItsError() {
    SolveSettings settings = SolveSettings.defaults();
    long attempts = report(settings).accepted() + report(settings).rejected();
    long[] traffic = traffic(objective(settings));
    // t and h; θ of a row; t0, tolerances and the probe of the first size
    assertThat(traffic[0]).isEqualTo(2 * attempts + ROWS + 4);
    // errors; t0, times, and three norms for the first step's size
    assertThat(traffic[1]).isEqualTo(attempts + 5);
  }

  /**
   * The way there and the way back: twice what a solve sends, and it reads no more than a solve.
   */
  @Test
  void aReverseGradientReadsNothingOnItsWayBack() {
    SolveSettings settings =
        SolveSettings.defaults().withDerivative(SolveSettings.Direction.REVERSE);
    long[] there = traffic(objective(settings));
    long[] both = traffic(gradient(settings));
    assertThat(both[0]).isBetween(there[0], 2 * there[0]);
    assertThat(both[1]).isEqualTo(there[1] + 1);
  }

  @Test
  void tangentsCrossNoBorder() {
    SolveSettings settings =
        SolveSettings.defaults().withDerivative(SolveSettings.Direction.FORWARD);
    assertThat(traffic(gradient(settings))).containsExactly(traffic(objective(settings)));
  }

  /** One, four and six stages. */
  @Test
  void fixedStepsCrossNoBorderAtAll() {
    for (FixedStep.Method method : FixedStep.Method.values()) {
      assertThat(traffic(objective(fixed(method)))).containsExactly(0, 0);
      assertThat(traffic(gradient(fixed(method)))).containsExactly(0, 0);
      for (Gradients.Direction direction : Gradients.Direction.values()) {
        List<String> names = List.of("beta", "gamma");
        Graph jacobian = Gradients.jacobian(objective(fixed(method)), names, direction);
        assertThat(traffic(jacobian)).containsExactly(0, 0);
      }
    }
  }

  /** A call that is new takes its constants with it, and then what it is asked for. */
  @Test
  void constantsAreSentOnce() {
    Map<Integer, Long> bySteps = new LinkedHashMap<>();
    for (int steps : new int[] {10, 100}) {
      FixedStep rk4 = new FixedStep(FixedStep.Method.RK4, 1.0 / steps);
      counting.reset();
      Graph graph = objective(SolveSettings.defaults().withFixedStep(rk4));
      backend.compile(graph).apply(Bindings.inputs(graph.inputs(), GUESS));
      bySteps.put(steps, counting.sent());
      assertThat(counting.read()).isEqualTo(1);
    }
    assertThat(bySteps.get(100)).isEqualTo(bySteps.get(10));
  }
}
