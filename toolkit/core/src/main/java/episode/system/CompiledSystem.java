package episode.system;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.backend.function.GraphFunction;
import episode.expr.EpisodeException;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.solve.FixedStep;
import episode.solve.GradientCheck;
import episode.solve.OdeProblem;
import episode.solve.SolveSettings;
import episode.solve.Trajectory;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A system made ready to run on a backend: right-hand side, solutions, and derivatives through
 * them. Times are in the system's unit. Immutable and safe to share; code is compiled at first use.
 */
public final class CompiledSystem {
  private final OpSystem system;
  private final Backend backend;
  private final SolveSettings settings;
  private final Kept kept;
  private final HistoryProvider history;

  CompiledSystem(OpSystem system, Backend backend) {
    this(system, backend, SolveSettings.defaults(), new Kept(), Past::unknown);
  }

  private CompiledSystem(
      OpSystem system,
      Backend backend,
      SolveSettings settings,
      Kept kept,
      HistoryProvider history) {
    this.history = history;
    this.system = system;
    this.backend = backend;
    this.settings = settings;
    this.kept = kept;
  }

  /** Returns the system. */
  public OpSystem system() {
    return system;
  }

  /** Returns the backend that it runs on. */
  public Backend backend() {
    return backend;
  }

  /** Returns how it is solved. */
  public SolveSettings settings() {
    return settings;
  }

  /** Returns this system solved in another way. */
  public CompiledSystem with(SolveSettings others) {
    return new CompiledSystem(system, backend, others, kept, history);
  }

  /**
   * Returns this system with somebody who knows the past: {@link #rhs}, {@link #jacobian} and
   * {@link #parameterJacobians} ask it for what {@link OpSystem#historyRequirements} lists. Its
   * answers are given numbers to derivatives, which do not go through them.
   */
  public CompiledSystem with(HistoryProvider provider) {
    return new CompiledSystem(system, backend, settings, kept, provider);
  }

  /**
   * Returns this system solved with other tolerances per step.
   *
   * <pre>{@code
   * flu.withTolerances(1e-8, 1e-10).solve(guess, days(0, 14))
   * }</pre>
   */
  public CompiledSystem withTolerances(double rtol, double atol) {
    return with(settings.withTolerances(rtol, atol));
  }

  /**
   * Returns this system solved by steps of one size, without control of errors: a solve is then one
   * graph, which the backend runs in one call. Every interval between two saved times is divided
   * into the fewest equal steps that are not longer than the size.
   *
   * <pre>{@code
   * flu.withFixedStep("rk4", 0.1).solve(guess, days(0, 14))
   * }</pre>
   *
   * @param method {@code euler}, {@code rk4} or {@code tsit5}
   * @param size in the system's unit of time
   * @throws EpisodeException E4012 for another method or a size that is not positive
   */
  public CompiledSystem withFixedStep(String method, double size) {
    return with(settings.withFixedStep(FixedStep.of(method, size)));
  }

  /** Returns the name of every cell of the state, as {@link OpSystem#stateNames} does. */
  public List<String> stateNames() {
    return system.stateNames();
  }

  /** Returns the label of every cell of the state for people, such as {@code S[0-17]}. */
  public List<String> stateLabels() {
    return system.stateLabels();
  }

  /**
   * Returns the time derivative of the state.
   *
   * @param t the time
   * @param y double[n], in the order of {@link #stateNames}
   * @param values the parameters; initial values in it are ignored
   * @throws EpisodeException E2 where values or state do not fit, with all problems
   */
  public double[] rhs(double t, double[] y, Values values) {
    CompiledFunction rhs = kept.function("rhs", () -> backend.compile(system.rhs()));
    return flat(rhs.apply(arguments(t, y, values)));
  }

  /**
   * Returns the time derivative of the state in which the values start, see {@link #initial}.
   *
   * @param t the time
   * @param values the parameters and the states
   * @throws EpisodeException E2 where the values do not fit, with all problems
   */
  public double[] rhs(double t, Values values) {
    return rhs(t, initial(values), values);
  }

  /**
   * Returns the derivative of the right-hand side by the state: entry [i][j] is that of the i-th
   * derivative by the j-th cell.
   *
   * @param y double[n], in the order of {@link #stateNames}
   * @throws EpisodeException E2 where values or state do not fit, with all problems
   */
  public Jacobian jacobian(double t, double[] y, Values values) {
    List<String> states = system.states().stream().map(Template::name).toList();
    CompiledFunction derivative =
        kept.function(
            "jacobian",
            () ->
                backend.compile(
                    Gradients.jacobian(system.rhs(), states, Gradients.Direction.FORWARD)));
    List<Tensor> blocks = derivative.apply(arguments(t, y, values));
    double[][] matrix = new double[system.size()][system.size()];
    int block = 0;
    int row = 0;
    for (Template of : system.states()) {
      int column = 0;
      for (Template by : system.states()) {
        double[] part = blocks.get(block++).doubles();
        for (int i = 0; i < of.size(); i++) {
          System.arraycopy(part, i * by.size(), matrix[row + i], column, by.size());
        }
        column += by.size();
      }
      row += of.size();
    }
    List<String> rows = stateLabels().stream().map(label -> "d" + label + "/dt").toList();
    return new Jacobian(rows, stateLabels(), matrix);
  }

  /**
   * Returns the derivative of the right-hand side by each parameter.
   *
   * <p>Shapes: an array [n, axes of the parameter…], its rows in the order of {@link #stateNames}.
   *
   * @param y double[n], in the order of {@link #stateNames}
   * @throws EpisodeException E2 where values or state do not fit, with all problems
   */
  public Map<String, Tensor> parameterJacobians(double t, double[] y, Values values) {
    List<Tensor> arguments = arguments(t, y, values);
    Map<String, Tensor> derivatives = new LinkedHashMap<>();
    for (Template by : system.parameters()) {
      boolean few = by.size() <= system.size();
      Gradients.Direction direction =
          few ? Gradients.Direction.FORWARD : Gradients.Direction.REVERSE;
      CompiledFunction derivative =
          kept.function(
              "jacobian by " + by.name(),
              () ->
                  backend.compile(Gradients.jacobian(system.rhs(), List.of(by.name()), direction)));
      double[] all = new double[system.size() * by.size()];
      int start = 0;
      for (Tensor block : derivative.apply(arguments)) {
        System.arraycopy(block.doubles(), 0, all, start, block.shape().size());
        start += block.shape().size();
      }
      derivatives.put(by.name(), Tensor.of(by.shape().inserted(0, system.size()), all));
    }
    return derivatives;
  }

  /**
   * Returns the right-hand side as a function on a caller's own arrays: {@code double[]}, or those
   * of a library of arrays, for other people's solvers and tapes.
   *
   * @throws EpisodeException E3216 for a system whose rates ask for the past
   */
  public Stepper stepper() {
    return new Stepper(system, backend);
  }

  /** Returns the inputs of the right-hand side. */
  List<Tensor> arguments(double t, double[] y, Values values) {
    List<Tensor> parameters = Bindings.parameters(system, values);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Tensor.of(t));
    inputs.addAll(split(y));
    inputs.addAll(parameters);
    if (!system.historyRequirements().isEmpty()) {
      CompiledFunction signals = kept.function("signals", () -> backend.compile(system.signals()));
      inputs.addAll(new Past(system, history).at(signals, inputs));
    }
    return inputs;
  }

  private List<Tensor> split(double[] y) {
    if (y.length != system.size()) {
      throw new EpisodeException(
          Problem.of("E2208", "The state has " + y.length + " values, expected " + system.size())
              .remedy("One for each of " + Suggestion.list(stateLabels()) + "."));
    }
    List<Tensor> states = new ArrayList<>();
    int start = 0;
    for (Template state : system.states()) {
      double[] cells = Arrays.copyOfRange(y, start, start + state.size());
      states.add(Tensor.of(state.shape(), cells));
      start += state.size();
    }
    return states;
  }

  private double[] flat(List<Tensor> states) {
    double[] y = new double[system.size()];
    int start = 0;
    for (Tensor state : states) {
      System.arraycopy(state.doubles(), 0, y, start, state.shape().size());
      start += state.shape().size();
    }
    return y;
  }

  /**
   * Returns the state at the start: double[n], in the order of {@link #stateNames}. States that are
   * neither given nor defined by {@code .initial(…)} are 0.
   *
   * @throws EpisodeException E2 where the values do not fit, with all problems; E2207 for a
   *     population that starts below zero
   */
  public double[] initial(Values values) {
    List<Tensor> inputs = new ArrayList<>(Bindings.parameters(system, values));
    Set<String> given = Bindings.given(system, values);
    given.forEach(name -> inputs.add(values.tensor(name).orElseThrow()));
    double[] y = flat(Perform.evaluate(system.initial(given), inputs));
    Bindings.nonNegative(system, y);
    return y;
  }

  /**
   * Returns the solution from given values.
   *
   * <pre>{@code
   * flu.solve(guess, days(0, 14)).plot()
   * }</pre>
   *
   * @param values the parameters, and initial values of states
   * @param span when to start and which times to save; it is converted to the system's unit
   * @throws EpisodeException E2 where the values do not fit, with all problems. A solve that fails
   *     is no exception: {@link Solution#report}
   */
  public Solution solve(Values values, TimeSpan span) {
    if (values == null || span == null) {
      throw new EpisodeException(
          Problem.of(
                  "E2119",
                  (values == null ? "The argument values" : "The argument span")
                      + " of solve is null")
              .remedy("Write solve(values(\"beta\", 1.7), days(0, 14))."));
    }
    Values all = system.completed(values);
    check(all);
    TimeSpan own = span.in(system.time());
    OdeProblem problem = problem(Bindings.given(system, all));
    List<Tensor> inputs = Bindings.inputs(problem.parameters(), all);
    try (Work work = work("Solving " + system.name(), own)) {
      Trajectory trajectory =
          Trajectory.of(problem, settings, backend, own.start(), own.saved(), inputs);
      if (trajectory.report().succeeded()) {
        work.at(last(own));
      }
      return new Solution(this, all, own, trajectory);
    }
  }

  private Work work(String what, TimeSpan own) {
    String unit = system.time() == TimeScale.NONE ? "" : system.time().word() + "s";
    return Work.solving(what, own.start(), last(own), unit);
  }

  private static double last(TimeSpan own) {
    double[] saved = own.saved();
    return saved.length == 0 ? own.start() : saved[saved.length - 1];
  }

  private void check(Values values) {
    if (system.initialValues().isEmpty()) {
      Bindings.parameters(system, values);
    } else {
      initial(values);
    }
  }

  private OdeProblem problem(Set<String> given) {
    return kept.problem(
        given,
        () -> system.problem(given, StateGraph.identity(system.rhs(), system.states().size())));
  }

  /** Returns the states that values leave at 0: neither given nor defined. */
  List<String> unset(Values values) {
    Set<String> set = Bindings.given(system, values);
    system.initialValues().forEach(initial -> set.add(initial.target().template().name()));
    return system.states().stream()
        .map(Template::name)
        .filter(name -> !set.contains(name))
        .toList();
  }

  /** Returns this system with a state that adds up a flow. */
  CompiledSystem counting(String label) {
    OpSystem counting = system.withAccumulators(List.of(label));
    return kept.counting(label, () -> new CompiledSystem(counting, backend)).with(settings);
  }

  /** Returns a formula along a trajectory: an array [time, axes…]. */
  Tensor observe(String formula, Values values, Trajectory trajectory) {
    CompiledFunction function =
        kept.function(
            "observe " + formula, () -> backend.compile(system.observe(List.of(formula))));
    return StateGraph.along(function, system, Bindings.parameters(system, values), trajectory);
  }

  /** Returns an output along a trajectory: an array [time, axes…] in the order declared. */
  Tensor output(String name, Values values, Trajectory trajectory) {
    CompiledFunction function =
        kept.function("output " + name, () -> backend.compile(system.outputGraph(name)));
    return StateGraph.along(function, system, Bindings.parameters(system, values), trajectory);
  }

  /** Returns a formula at any times that a trajectory reaches. */
  Solution.Series series(double[] times, String formula, Values values, Trajectory trajectory) {
    OpSystem.Observed observed = system.observed(formula);
    CompiledFunction function =
        kept.function("observe " + formula, () -> backend.compile(observed.graph()));
    Tensor array =
        StateGraph.along(
            function,
            system,
            Bindings.parameters(system, values),
            times,
            row -> trajectory.at(times[row]));
    Template what = new Template(formula, observed.quantities().get(0).axes());
    return new Solution.Series(what, Solution.rows(array, what.size()));
  }

  /**
   * Returns a number that follows from the solution, and its derivatives through the solve.
   *
   * <pre>{@code
   * flu.gradient("max(I)", guess, days(0, 60), "beta", "gamma")
   * }</pre>
   *
   * @param formula about the saved times, such as {@code "max(I)"} or {@code "R[time=60]"}: what
   *     changes in time has the axis {@code time} first
   * @param names parameters and given states; all parameters where there are none
   * @throws EpisodeException E2304 where the formula is not one number, E2305 for a name that has
   *     no value
   */
  public Gradient gradient(String formula, Values values, TimeSpan span, String... names) {
    check(values);
    Values all = system.completed(values);
    TimeSpan own = span.in(system.time());
    Derivatives derivatives = new Derivatives(this, kept, all, own);
    try (Work work = work("Differentiating " + formula, own)) {
      Gradient gradient = derivatives.gradient(formula, derivatives.names(names));
      work.at(last(own));
      return gradient;
    }
  }

  /**
   * Returns the derivatives through the solve of a formula's values at all saved times.
   *
   * <pre>{@code
   * flu.jacobian("I", guess, days(0, 14), "beta", "gamma")
   * }</pre>
   *
   * @param formula as in {@link #gradient}, such as {@code "I"}
   * @param names parameters and given states; all parameters where there are none
   * @throws EpisodeException E1 or E2 where the formula is wrong, E2305 for a name that has no
   *     value
   */
  public Jacobian jacobian(String formula, Values values, TimeSpan span, String... names) {
    check(values);
    Values all = system.completed(values);
    TimeSpan own = span.in(system.time());
    Derivatives derivatives = new Derivatives(this, kept, all, own);
    try (Work work = work("Differentiating " + formula, own)) {
      Jacobian jacobian = derivatives.jacobian(formula, derivatives.names(names));
      work.at(last(own));
      return jacobian;
    }
  }

  /**
   * Returns a formula about the solution as a function of parameters and given states, which have
   * the given values where no others are given: to be differentiated, mapped over many values, and
   * compiled as any function.
   *
   * <pre>{@code
   * var peak = flu.function("max(I)", guess, days(0, 60));
   * grad(peak, "beta").apply("beta", 2)
   * vmap(peak, "beta").apply("beta", new double[] {1.5, 2, 2.5})
   * }</pre>
   *
   * <pre>{@code
   * flu.function("max(I)", guess, days(0, 14)).grad("beta")
   * }</pre>
   *
   * @param formula as in {@link #gradient}; what changes in time gives an array [time, axes…]
   * @throws EpisodeException E1 or E2 where formula or values are wrong
   */
  public GraphFunction function(String formula, Values values, TimeSpan span) {
    check(values);
    Values all = system.completed(values);
    return new Derivatives(this, kept, all, span.in(system.time())).function(formula);
  }

  /**
   * Returns the derivatives of the states at the end, computed in every way that there is and side
   * by side: forward, reverse, differences over the same steps, a complex step, and the engine's
   * tape where it has one. None where the solve fails, which is no exception.
   *
   * <pre>{@code
   * flu.checkGradient(guess, days(0, 14))
   * }</pre>
   *
   * @param names parameters and given states; all parameters where there are none
   * @throws EpisodeException E2 where the values do not fit, with all problems
   */
  public CheckedGradient checkGradient(Values values, TimeSpan span, String... names) {
    Values all = system.completed(values);
    check(all);
    TimeSpan own = span.in(system.time());
    Derivatives derivatives = new Derivatives(this, kept, all, own);
    OdeProblem problem = problem(Bindings.given(system, all));
    List<Tensor> inputs = Bindings.inputs(problem.parameters(), all);
    GradientCheck.Point point = new GradientCheck.Point(own.start(), own.saved(), inputs);
    List<List<String>> active = derivatives.active(problem, derivatives.names(names));
    try (Trajectory base =
        Trajectory.of(problem, settings, backend, own.start(), own.saved(), inputs)) {
      if (!base.report().succeeded()) {
        return CheckedGradient.failed(SolveFailure.text(this, all, own.start(), base.report()));
      }
    }
    return CheckedGradient.of(
        GradientCheck.of(problem, settings, backend, point, stateLabels(), active),
        backend.precision());
  }

  /** Returns the system, where it runs, how much there is of it, and how it is solved. */
  @Override
  public String toString() {
    int states = system.size();
    int parameters = system.parameters().size();
    return system.name()
        + " on "
        + backend
        + ": "
        + states
        + (states == 1 ? " state, " : " states, ")
        + parameters
        + (parameters == 1 ? " parameter" : " parameters");
  }
}
