package episode.solve;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.backend.CompiledProgram;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Type;
import episode.transform.ComplexStep;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/**
 * An initial value problem as graphs, ready to be stepped: y′ = f(t, y, q), y(t0) = y0, observed
 * through g(t, y, q). What depends on parameters alone has been moved out of f and g into a prelude
 * that runs once per solve and gives y0 and q. Immutable; owns the code compiled for it.
 */
public final class OdeProblem {
  private static final int MOST_KEPT = 8;

  private final List<Node> parameters;
  private final Graph prelude;
  private final Graph rhs;
  private final Graph observe;
  private final Optional<StepTimes> breaks;
  private final boolean follows;
  private final List<Type> states;
  private final List<Type> constants;
  private final boolean[] inNorm;
  private final Map<Backend, SolveCode> compiled = new ConcurrentHashMap<>();
  private final Map<List<Object>, ReverseCode> reversed = new ConcurrentHashMap<>();
  private final Map<List<Object>, CompiledProgram> steps = new ConcurrentHashMap<>();
  private final Map<List<Object>, CompiledFunction> fixed = new LinkedHashMap<>();
  private final Map<List<Boolean>, OdeProblem> sensitivities = new ConcurrentHashMap<>();
  private final Map<List<Boolean>, OdeProblem> tangents = new ConcurrentHashMap<>();

  private final Map<List<Boolean>, OdeProblem> complex = new ConcurrentHashMap<>();
  private final Map<List<Object>, OdeProblem> members = new ConcurrentHashMap<>();

  /**
   * Puts the parts together.
   *
   * @param prelude parameters to y0 of each state, then q
   * @param rhs t, states, q to the derivative of each state
   * @param observe t, states, q to the observed values
   * @param breaks parameters to times at which steps end
   * @param follows whether it has tangents by parameters that move those times
   * @param inNorm which states the step control looks at
   */
  OdeProblem(
      Graph prelude,
      Graph rhs,
      Graph observe,
      Optional<StepTimes> breaks,
      boolean follows,
      boolean[] inNorm) {
    this.parameters = prelude.inputs();
    this.prelude = prelude;
    this.rhs = rhs;
    this.observe = observe;
    this.breaks = breaks;
    this.follows = follows;
    this.inNorm = inNorm;
    List<Type> outputs = types(prelude.outputs());
    states = outputs.subList(0, rhs.outputs().size());
    constants = outputs.subList(rhs.outputs().size(), outputs.size());
  }

  /**
   * Returns the problem of three graphs whose inputs are matched by name.
   *
   * @param rhs inputs: t, then the states, then any parameters; outputs: one derivative per state
   * @param initial inputs: parameters; outputs: the initial value of each state
   * @param observe inputs as those of rhs, in any order; outputs: what is to be saved
   */
  public static OdeProblem of(Graph rhs, Graph initial, Graph observe) {
    return Hoist.problem(rhs, initial, observe, Optional.empty());
  }

  /**
   * Returns the problem of three graphs, and of times at which its functions of time have jumps or
   * kinks. A step ends at each of them and the next starts afresh, so that no step looks across.
   * What a function of time is at such a time itself does not matter to the derivatives; observed
   * values are what they say there.
   *
   * @param breaks the times. A parameter that moves one has a first derivative, but no second with
   *     another such parameter (E4013); none where it moves a jump, see {@link StepTimes#jumps}.
   */
  public static OdeProblem of(Graph rhs, Graph initial, Graph observe, StepTimes breaks) {
    return Hoist.problem(rhs, initial, observe, Optional.of(breaks));
  }

  /** Returns the parameters: inputs whose names and types tell what a solve wants, in order. */
  public List<Node> parameters() {
    return parameters;
  }

  /** Returns the type of each observed value at one time. */
  public List<Type> observed() {
    return types(observe.outputs());
  }

  /** Returns the number of observed numbers at one time. */
  public int observedSize() {
    int size = 0;
    for (Node node : observe.outputs()) {
      size += node.shape().size();
    }
    return size;
  }

  Graph prelude() {
    return prelude;
  }

  Graph rhs() {
    return rhs;
  }

  Graph observe() {
    return observe;
  }

  Optional<StepTimes> breaks() {
    return breaks;
  }

  /** Returns whether it has tangents by some of these parameters that move breaks. */
  boolean follows(List<Boolean> active) {
    return follows || !moving(active).isEmpty();
  }

  /**
   * Refuses derivatives by what moves jumps, and of a tangent by the time of a kink: they leave out
   * a jump there.
   */
  private void refuseTimes(List<Boolean> active) {
    for (int i = 0; i < active.size() && breaks.isPresent(); i++) {
      Problem problem = breaks.get().jumps().get(parameters.get(i).name());
      if (active.get(i) && problem != null) {
        throw new EpisodeException(problem);
      }
    }
    List<String> moving = follows ? moving(active) : List.of();
    if (!moving.isEmpty()) {
      throw new EpisodeException(
          Problem.of("E4013", "There is no second derivative by '" + moving.get(0) + "'")
              .remedy(
                  "It is a time at which steps of the solve end, where the first derivative may"
                      + " jump. Take gradients by it, or make it a constant."));
    }
  }

  private List<String> moving(List<Boolean> active) {
    List<String> moving = new ArrayList<>();
    for (Node time : breaks.isPresent() ? breaks.get().graph().inputs() : List.<Node>of()) {
      for (int i = 0; i < active.size(); i++) {
        if (active.get(i) && parameters.get(i).name().equals(time.name())) {
          moving.add(time.name());
        }
      }
    }
    return moving;
  }

  List<Type> states() {
    return states;
  }

  List<Type> constants() {
    return constants;
  }

  boolean inNorm(int state) {
    return inNorm[state];
  }

  boolean[] inNorm() {
    return inNorm.clone();
  }

  /** Returns the code for a backend, compiled at the first request. */
  SolveCode code(Backend backend) {
    return compiled.computeIfAbsent(backend, key -> SolveCode.compile(this, key));
  }

  /** Returns the code of single steps for a backend, compiled at the first request. */
  CompiledProgram fixedProgram(Backend backend, FixedStep.Method method) {
    return steps.computeIfAbsent(
        List.of(backend, method), key -> backend.compile(FixedSteps.program(this, method)));
  }

  /**
   * Returns the solve with fixed steps through some times, parameters to rows and report; the code
   * of the latest few is kept.
   */
  CompiledFunction fixedSolve(Backend backend, SolveSettings settings, double t0, double[] times) {
    List<Object> key = List.of(backend, settings, t0, DoubleStream.of(times).boxed().toList());
    synchronized (fixed) {
      CompiledFunction known = fixed.get(key);
      if (known == null) {
        known = backend.compile(FixedSolve.graph(this, settings, t0, times));
        if (fixed.size() == MOST_KEPT) {
          fixed.remove(fixed.keySet().iterator().next());
        }
        fixed.put(key, known);
      }
      return known;
    }
  }

  /** Returns the code of a reverse sweep for a backend, compiled at the first request. */
  ReverseCode reverseCode(Backend backend, List<Boolean> active) {
    refuseTimes(active);
    return reversed.computeIfAbsent(
        List.of(backend, active), key -> ReverseCode.compile(this, active, backend));
  }

  /**
   * Returns the problem that also carries the derivative with respect to every number of the active
   * parameters, one direction after the other.
   */
  OdeProblem sensitivities(List<Boolean> active) {
    refuseTimes(active);
    return sensitivities.computeIfAbsent(active, key -> Augment.sensitivities(this, key));
  }

  /** Returns the problem with one direction that is given by a tangent per active parameter. */
  OdeProblem tangent(List<Boolean> active) {
    refuseTimes(active);
    return tangents.computeIfAbsent(active, key -> Augment.tangent(this, key));
  }

  /**
   * Returns the problem of many members side by side: its arrays have a leading axis over them, and
   * so has the one array that is observed, [members, numbers].
   *
   * @param batched for each parameter, whether it differs between members
   */
  OdeProblem members(int size, List<Boolean> batched) {
    List<Object> key = List.of(size, List.copyOf(batched));
    return members.computeIfAbsent(key, one -> madeMembers(size, batched));
  }

  /**
   * Returns the problem on complex numbers: states, constants and observations are their real
   * parts, then their imaginary parts, and so are the parameters that are active. The steps are
   * those of the real parts.
   *
   * @throws EpisodeException E3128 where a part has no complex form, or where a parameter moves the
   *     ends of steps
   */
  OdeProblem complex(List<Boolean> active) {
    if (follows(active)) {
      throw ComplexStep.refuse("a solve whose steps end at times that a parameter moves");
    }
    return complex.computeIfAbsent(active, key -> ComplexProblem.of(this, key));
  }

  private OdeProblem madeMembers(int size, List<Boolean> batched) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    observe.inputs().forEach(input -> inputs.add(b.input(input.name(), input.type())));
    Graph packed = b.build("observe", List.of(Vectors.pack(b, b.inline(observe, inputs))));
    List<Boolean> allButTime = new ArrayList<>(Collections.nCopies(inputs.size(), true));
    allButTime.set(0, false);
    return new OdeProblem(
        Vmap.of(prelude, size, batched),
        Vmap.of(rhs, size, allButTime),
        Vmap.of(packed, size, allButTime),
        Optional.empty(),
        false,
        inNorm);
  }

  private static List<Type> types(List<Node> nodes) {
    List<Type> types = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      types.add(node.type());
    }
    return List.copyOf(types);
  }
}
