package episode.backend.function;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.plot.Display;
import episode.plot.Part;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A function of named numbers and arrays as a value: of a formula, a graph, a solve, or a log
 * density. Its transforms are functions again. An input may have a value of its own, which holds
 * where none is given. Immutable and safe to share; code is compiled at the first use for each
 * shape of the inputs.
 */
public final class GraphFunction implements Display {
  private final String text;
  private final List<Inlet> inlets;
  private final int outputs;
  private final Traced.Tracer tracer;
  private final Map<String, Tensor> defaults;

  /** What {@link #apply} uses; another one once the notebook chooses another backend. */
  private volatile JitFunction own;

  GraphFunction(
      String text,
      List<Inlet> inlets,
      int outputs,
      Traced.Tracer tracer,
      Map<String, Tensor> defaults) {
    this.text = text;
    this.inlets = List.copyOf(inlets);
    this.outputs = outputs;
    this.tracer = tracer;
    this.defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    own = new JitFunction(this, Backends.standard());
  }

  /**
   * Returns the function of a formula.
   *
   * <pre>{@code
   * function("x ^ 2 + sin(y)", "x", "y").apply(3, 0)
   * }</pre>
   *
   * @param formula in the language of systems, such as {@code "x * exp(-k * t)"}
   * @param inputs every name that the formula uses; one with axes, such as {@code "x[age]"}, takes
   *     an array, and how long an axis is follows from the values; elements are called 1, 2, …
   * @throws EpisodeException E1 where the formula is wrong, E3129 where an input is no name
   */
  public static GraphFunction of(String formula, String... inputs) {
    return FormulaTracer.function(formula, inputs);
  }

  /** Returns the function of a graph; its inputs are the graph's, and so are their types. */
  public static GraphFunction of(Graph graph) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < Given.argument(graph, "graph", "function").outputs().size(); i++) {
      labels.add(graph.outputs().size() == 1 ? graph.name() : graph.name() + " " + i);
    }
    return of(graph, labels, Map.of());
  }

  /**
   * Returns the function of a graph.
   *
   * @param labels what each output is called
   * @param defaults values of inputs that hold where none is given
   */
  public static GraphFunction of(Graph graph, List<String> labels, Map<String, Tensor> defaults) {
    List<Inlet> inlets = new ArrayList<>();
    for (Node input : graph.inputs()) {
      String layout = input.name() + (input.shape().isScalar() ? "" : input.shape());
      inlets.add(new Inlet(input.name(), layout, input.dtype()));
    }
    Traced traced = new Traced(graph, labels);
    return new GraphFunction(
        String.join(", ", labels),
        inlets,
        labels.size(),
        types -> Arguments.fitting(traced, types),
        defaults);
  }

  /** Returns the names of the inputs, in order. */
  public List<String> inputs() {
    return inlets.stream().map(Inlet::name).toList();
  }

  List<Inlet> inlets() {
    return inlets;
  }

  int outputs() {
    return outputs;
  }

  /** Returns the values that hold where none are given, by the names of their inputs. */
  public Map<String, Tensor> defaults() {
    return defaults;
  }

  /** Returns what the function computes, in words. */
  String text() {
    return text;
  }

  /** Returns the function written out for inputs of these types. */
  Traced trace(List<Type.ArrayOf> types) {
    return tracer.trace(types);
  }

  /**
   * Returns the function as a graph for given values: only their types matter.
   *
   * @param values as in {@link #apply}
   */
  public Graph graph(Object... values) {
    return trace(Arguments.types(Arguments.of(this, values))).graph();
  }

  /**
   * Returns this function with values of its own for some inputs.
   *
   * @param namesAndValues a name, its value, a name, its value, …
   * @throws EpisodeException E3125 where a name is no input's
   */
  public GraphFunction with(Object... namesAndValues) {
    Map<String, Tensor> more = new LinkedHashMap<>(defaults);
    more.putAll(Arguments.named(this, namesAndValues));
    return new GraphFunction(text, inlets, outputs, tracer, more);
  }

  /**
   * Returns the results for given values, computed on {@link Backends#standard}.
   *
   * @param values one per input in order, or per input without a value of its own; or a name, its
   *     value, a name, its value, … for inputs that differ from their own values; or none. A value
   *     is a number, an array of numbers of any rank, or a {@link Tensor}
   * @throws EpisodeException E3125 where values do not fit, E3126 where their sizes differ
   */
  public Outputs apply(Object... values) {
    Backend standard = Backends.standard();
    JitFunction current = own;
    if (current.backend() != standard) {
      current = jit(standard);
      own = current;
    }
    return current.apply(values);
  }

  /**
   * Returns the derivatives of the one number that this function gives, by some inputs.
   *
   * <pre>{@code
   * function("x ^ 2 + sin(y)", "x", "y").grad("x").apply(3, 0)
   * }</pre>
   *
   * @param names of inputs; all floating ones where there are none
   * @throws EpisodeException E3112 (when applied) where it gives anything but one number, E3114
   *     where a name is no input's; so do the other transforms
   */
  public GraphFunction grad(String... names) {
    return FunctionTransforms.grad(this, names, false);
  }

  /** Returns the number that this function gives, then its derivatives as {@link #grad} does. */
  public GraphFunction valueAndGrad(String... names) {
    return FunctionTransforms.grad(this, names, true);
  }

  /**
   * Returns results and their tangents: the forward derivative along given tangents, which are
   * further inputs named {@code tangent of x} for {@code x}.
   */
  public GraphFunction jvp(String... names) {
    return FunctionTransforms.jvp(this, names);
  }

  /**
   * Returns results and the cotangents of inputs: the reverse derivative from given cotangents,
   * which are further inputs named {@code cotangent 0} for the first result, and so on.
   */
  public GraphFunction vjp(String... names) {
    return FunctionTransforms.vjp(this, names);
  }

  /**
   * Returns the derivative of each result by each of some inputs: forward where the inputs have no
   * more elements than the results, else reverse.
   *
   * <p>Shapes: axes of the result, then axes of the input.
   */
  public GraphFunction jacobian(String... names) {
    return FunctionTransforms.jacobian(this, java.util.Optional.empty(), names);
  }

  /** Returns the derivative of each result by each of some inputs, in the direction given. */
  public GraphFunction jacobian(Gradients.Direction direction, String... names) {
    Given.argument(direction, "direction", "jacobian");
    return FunctionTransforms.jacobian(this, java.util.Optional.of(direction), names);
  }

  /**
   * Returns the second derivatives, forward over reverse: by the first and each of some inputs,
   * then by the second and each, and so on. Of arrays and of several results it is of each of their
   * numbers, forward over forward.
   */
  public GraphFunction hessian(String... names) {
    return FunctionTransforms.hessian(this, names);
  }

  /**
   * Returns this function over many members: the named inputs, all where there are none, get a
   * leading axis over the members, and so do all results.
   *
   * @throws EpisodeException E3126 (when applied) where inputs differ in the number of members
   */
  public GraphFunction vmap(String... names) {
    return FunctionTransforms.vmap(this, names);
  }

  /**
   * Returns this function with less to remember: a reverse derivative of what it is part of
   * computes its inner values anew instead of keeping them. Values and derivatives stay the same.
   */
  public GraphFunction checkpoint() {
    return FunctionTransforms.checkpoint(this);
  }

  /**
   * Returns this function compiled for the backend in use, {@link Backends#standard}.
   *
   * <pre>{@code
   * function("x ^ 2", "x").jit().apply(3)
   * }</pre>
   */
  public JitFunction jit() {
    return jit(Backends.standard());
  }

  /**
   * Returns this function compiled for a backend.
   *
   * @throws EpisodeException E3202 where it is not installed
   */
  public JitFunction jit(String backend) {
    return jit(Backends.byName(backend));
  }

  /** Returns this function compiled for a backend. */
  public JitFunction jit(Backend backend) {
    return new JitFunction(this, Given.argument(backend, "backend", "jit"));
  }

  /**
   * Returns the derivatives at a point, each computed in several ways: a table with the worst
   * first, whose {@link DerivativeCheck#check} throws where they disagree.
   *
   * @param values as in {@link #apply}
   */
  public DerivativeCheck checkGradient(Object... values) {
    return DerivativeCheck.of(this, Backends.standard(), Arguments.of(this, values));
  }

  /** Returns the names asked for, those of all floating inputs where there are none. */
  List<String> names(String... asked) {
    List<String> all = inputs();
    if (Given.arguments(asked, "names", "this call").length == 0) {
      return inlets.stream().filter(i -> i.dtype().isFloating()).map(Inlet::name).toList();
    }
    for (String name : asked) {
      if (!all.contains(name)) {
        throw new EpisodeException(
            Problem.of("E3114", "'" + text + "' has no input '" + name + "'")
                .remedy("Its inputs: " + String.join(", ", all) + "."));
      }
    }
    return List.copyOf(new LinkedHashSet<>(List.of(asked)));
  }

  /** Returns what it takes and what it computes. */
  @Override
  public List<Part> parts() {
    return List.of(Part.text(toString()));
  }

  /** Returns what it takes and what it computes: {@code (x, k, t) -> x * exp(-k * t)}. */
  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (Inlet inlet : inlets) {
      Tensor value = defaults.get(inlet.name());
      shown.add(inlet.layout() + (value == null ? "" : " = " + value));
    }
    return "(" + String.join(", ", shown) + ") -> " + text;
  }
}
