package episode.system;

import episode.backend.Backend;
import episode.backend.function.GraphFunction;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.solve.FixedStep;
import episode.solve.OdeProblem;
import episode.solve.SolveSettings;
import episode.solve.Trajectory;
import java.util.ArrayList;
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
  private final RightHandSide rhs;

  CompiledSystem(OpSystem system, Backend backend) {
    this(system, backend, SolveSettings.defaults(), new Kept(), Past::unknown);
  }

  private CompiledSystem(
      OpSystem system,
      Backend backend,
      SolveSettings settings,
      Kept kept,
      HistoryProvider history) {
    this.system = system;
    this.backend = backend;
    this.settings = settings;
    this.kept = kept;
    this.history = history;
    rhs = new RightHandSide(system, backend, kept, history);
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
    return rhs.at(t, y, values);
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
    return rhs.byState(t, y, values);
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
    return rhs.byParameters(t, y, values);
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
    return rhs.inputs(t, y, values);
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
    double[] y = rhs.flat(Perform.evaluate(system.initial(given), inputs));
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
    Given.argument(span, "span", "solve");
    Values all = system.completed(Given.argument(values, "values", "solve"));
    check(all);
    TimeSpan own = span.in(system.time());
    OdeProblem problem = problem(Bindings.given(system, all));
    List<Tensor> inputs = Bindings.inputs(problem.parameters(), all);
    try (Work work = work("Solving " + system.name(), own)) {
      Trajectory trajectory =
          Trajectory.of(problem, settings, backend, own.start(), own.saved(), inputs);
      if (trajectory.report().succeeded()) {
        work.at(own.end());
      }
      return new Solution(this, all, own, trajectory);
    }
  }

  /** Returns the work of going through a span in the system's unit. */
  Work work(String what, TimeSpan own) {
    String unit = system.time() == TimeScale.NONE ? "" : system.time().word() + "s";
    return Work.solving(what, own.start(), own.end(), unit);
  }

  /** Throws what does not fit, with all problems. */
  void check(Values values) {
    if (system.initialValues().isEmpty()) {
      Bindings.parameters(system, values);
    } else {
      initial(values);
    }
  }

  /** Returns the problem of solving the system, which observes the states. */
  OdeProblem problem(Set<String> given) {
    return kept.problem(given, () -> system.problem(given, states()));
  }

  /** Returns the graph with the inputs of the right-hand side that gives the states. */
  private Graph states() {
    List<Node> inputs = system.rhs().inputs();
    return new Graph("states", inputs, inputs.subList(1, 1 + system.states().size()));
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
    OpSystem counting =
        system.withAccumulators(List.of(Given.argument(label, "label", "incidence")));
    return kept.counting(label, () -> new CompiledSystem(counting, backend)).with(settings);
  }

  /** Returns what tells of formulas along a trajectory from some values. */
  AlongTrajectory along(Values values, Trajectory trajectory) {
    return new AlongTrajectory(system, backend, kept, values, trajectory);
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
    return derivatives(values, span).gradient(formula, names);
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
    return derivatives(values, span).jacobian(formula, names);
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
    return derivatives(values, span).function(formula);
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
    return derivatives(values, span).check(names);
  }

  private Derivatives derivatives(Values values, TimeSpan span) {
    check(values);
    TimeSpan own = Given.argument(span, "span", "this call").in(system.time());
    return new Derivatives(this, kept, system.completed(values), own);
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
