package episode.system;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.backend.array.ArrayNamespace;
import episode.backend.array.CallerArrays;
import episode.backend.array.EagerFunction;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.transform.Precision;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The right-hand side of a system as a plain function on a caller's own arrays, for somebody else's
 * solver and somebody else's tape. The state is one array [n] in the order of {@link #stateLabels},
 * the parameters are one array [m] in the order of {@link #parameterLabels}, or one each by name;
 * the result is an array [n] like the state: of its library, element type and device. Nothing is
 * copied to the host, and a tape that runs in the caller's library records every operation.
 *
 * <p>{@code double[]} runs on the system's backend. Which other arrays it takes depends on the
 * modules that are there: ND4J's {@code INDArray}, DJL's {@code NDArray} of PyTorch and MXNet.
 * Functions of time jump where they jump: a solver that is not told of it should not step across.
 * Immutable and safe to share.
 */
public final class Stepper {
  private final StepperLayout layout;
  private final String title;
  private final Graph packed;
  private final Graph named;
  private final CompiledFunction host;
  private final Queue<CompiledFunction.Invocation> idle = new ConcurrentLinkedQueue<>();
  private final Map<Key, EagerFunction<?>> eager = new ConcurrentHashMap<>();
  private final Map<Class<?>, CallerArrays<?>> libraries = new ConcurrentHashMap<>();

  /** What an evaluation was planned for. */
  private record Key(Graph graph, DType dtype, ArrayNamespace<?> namespace) {}

  Stepper(OpSystem system, Backend backend) {
    if (!system.historyRequirements().isEmpty()) {
      String what = "'" + system.name() + "' has no stepper: its rates ask for the past";
      String remedy = "Ask rhs(t, y, values) of a system that knows it: compiled.with(provider).";
      throw new EpisodeException(Problem.of("E3216", what).remedy(remedy));
    }
    layout = new StepperLayout(system);
    packed = Simplify.of(layout.packedGraph());
    named = Simplify.of(layout.namedGraph());
    host = backend.compile(packed);
    title = "Stepper of " + system.name() + " on " + backend;
  }

  /** Returns the label of every element of a state, such as {@code S[0-17]}. */
  public List<String> stateLabels() {
    return layout.states();
  }

  /** Returns the label of every element of the packed parameters, such as {@code beta}. */
  public List<String> parameterLabels() {
    return layout.parameters();
  }

  /**
   * Returns the time derivative of the state.
   *
   * @param t the time, in the system's unit
   * @param y double[n]
   * @param parameters double[m]
   * @throws EpisodeException E3213 where the lengths do not fit, with all problems
   */
  public double[] apply(double t, double[] y, double[] parameters) {
    StepperLayout.checkTime(t);
    layout.check(List.of(layout.state(y), layout.packed(parameters)));
    CompiledFunction.Invocation free = idle.poll();
    CompiledFunction.Invocation invocation = free == null ? host.newCall() : free;
    invocation.call().set(invocation.input(0), t);
    invocation.call().write(invocation.input(1), Tensor.of(y));
    invocation.call().write(invocation.input(2), Tensor.of(parameters));
    invocation.run();
    double[] derivative = new double[y.length];
    invocation.call().read(invocation.output(0), derivative);
    idle.add(invocation);
    return derivative;
  }

  /**
   * Returns the time derivative of the state.
   *
   * @param t the time, in the system's unit
   * @param y double[n]
   * @param values the parameters; initial values in it are ignored
   * @throws EpisodeException E3213 where the length does not fit, E2 where the values do not
   */
  public double[] apply(double t, double[] y, Values values) {
    return apply(t, y, layout.packed(values));
  }

  /**
   * Returns the time derivative of the state in the library of the caller's arrays.
   *
   * @param t the time, in the system's unit
   * @param y an array [n] of FLOAT32 or FLOAT64
   * @param parameters an array [m] of the same library and element type
   * @throws EpisodeException E3213 where an array is not as expected, with all problems; E3214 for
   *     arrays of a library that no module knows
   */
  public <A> A apply(double t, A y, A parameters) {
    StepperLayout.checkTime(t);
    CallerArrays<A> library = library(y);
    return evaluate(library, packed, t, List.of(layout.state(y), layout.packed(parameters)));
  }

  /**
   * Returns the time derivative of the state in the library of the caller's arrays.
   *
   * @param t the time, in the system's unit
   * @param y an array [n] of FLOAT32 or FLOAT64
   * @param parameters for each parameter an array of its own shape, of the same kind
   * @throws EpisodeException E3213 where a name is missing or unknown, or an array is not as
   *     expected, with all problems; E3214 for arrays of a library that no module knows
   */
  public <A> A apply(double t, A y, Map<String, ? extends A> parameters) {
    StepperLayout.checkTime(t);
    StepperLayout.checkThere(layout.packed(parameters));
    CallerArrays<A> library = library(y);
    List<StepperLayout.Argument<A>> arguments = new ArrayList<>(List.of(layout.state(y)));
    arguments.addAll(layout.named(parameters));
    return evaluate(library, named, t, arguments);
  }

  /**
   * Returns the time derivative of the state in the library of the caller's arrays.
   *
   * @param t the time, in the system's unit: an array without axes
   * @param y an array [n] of FLOAT32 or FLOAT64
   * @param parameters an array [m] of the same kind
   * @throws EpisodeException as where the time is a number
   */
  public <A> A apply(A t, A y, A parameters) {
    CallerArrays<A> library = library(y);
    List<StepperLayout.Argument<A>> arguments =
        List.of(layout.time(t), layout.state(y), layout.packed(parameters));
    return evaluate(library, packed, layout.check(library, arguments), arguments);
  }

  @SuppressWarnings("unchecked")
  private <A> CallerArrays<A> library(A array) {
    StepperLayout.checkThere(layout.state(array));
    return (CallerArrays<A>)
        libraries.computeIfAbsent(array.getClass(), known -> CallerArrays.of(array));
  }

  private <A> A evaluate(
      CallerArrays<A> library, Graph graph, double t, List<StepperLayout.Argument<A>> given) {
    DType dtype = layout.check(library, given);
    ArrayNamespace<A> namespace = library.namespace(given.get(0).array());
    Tensor time = Tensor.of(t);
    A own = namespace.of(dtype == DType.FLOAT32 ? Precision.tensor(time) : time);
    List<StepperLayout.Argument<A>> all = new ArrayList<>(List.of(layout.time(own)));
    all.addAll(given);
    A result = evaluate(library, graph, dtype, all);
    namespace.free(own);
    return result;
  }

  private <A> A evaluate(
      CallerArrays<A> library, Graph graph, DType dtype, List<StepperLayout.Argument<A>> all) {
    A like = all.get(1).array();
    ArrayNamespace<A> namespace = library.namespace(like);
    List<A> inputs = new ArrayList<>();
    for (StepperLayout.Argument<A> argument : all) {
      inputs.add(library.given(argument.array()));
    }
    A result = function(graph, dtype, namespace).apply(inputs).get(0);
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != all.get(i).array()) {
        namespace.free(inputs.get(i));
      }
    }
    return library.result(result, like);
  }

  @SuppressWarnings("unchecked")
  private <A> EagerFunction<A> function(Graph graph, DType dtype, ArrayNamespace<A> namespace) {
    return (EagerFunction<A>)
        eager.computeIfAbsent(
            new Key(graph, dtype, namespace),
            key ->
                new EagerFunction<>(
                    dtype == DType.FLOAT32 ? Precision.single(graph) : graph, namespace));
  }

  /** Returns system, backend, and what the arrays hold in their order, a line each. */
  @Override
  public String toString() {
    String y = String.join(", ", layout.states());
    return title + "\n  y: " + y + "\n  parameters: " + String.join(", ", layout.parameters());
  }
}
