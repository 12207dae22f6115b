package episode.model;

import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.prob.Bijector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan written into a graph: parameters, aliases, the trajectories, and the log densities. For
 * one graph and one thread.
 */
final class Assembly {
  private final Plan plan;
  private final GraphBuilder b;
  private final List<Problem> problems;
  private final Scope scope;
  private final Map<String, Quantity> parameters = new LinkedHashMap<>();
  private final Map<String, List<Node>> priorArguments = new LinkedHashMap<>();
  private final Map<String, Bijector> bijectors = new LinkedHashMap<>();
  private final List<Node> terms = new ArrayList<>();

  /** Says where the values of parameters come from. */
  interface Source {
    /** Returns the value of a parameter; adds to the log density what belongs to it. */
    Node value(Assembly assembly, Sampled parameter, Bijector bijector);
  }

  /** Parameters are inputs of their own names. */
  static final Source INPUTS =
      (assembly, parameter, bijector) ->
          assembly.b.input(parameter.name(), Type.float64(parameter.shape().extents()));

  /** Parameters are functions of the coordinates; the log Jacobian joins the log density. */
  static Source coordinates(Node u) {
    return (assembly, parameter, bijector) -> {
      GraphBuilder b = assembly.b;
      int from = parameter.offset();
      Node flat = b.slice(u, 0, from, from + parameter.shape().size());
      Node own = b.reshape(flat, parameter.shape());
      assembly.terms.add(b.sum(bijector.logJacobian(b, own)));
      return bijector.forward(b, own);
    };
  }

  Assembly(Plan plan, GraphBuilder b, Source source, List<Problem> problems) {
    this.plan = plan;
    this.b = b;
    this.problems = problems;
    scope = new Scope(plan.axes());
    fixedValues();
    for (String name : plan.order()) {
      scope.putBroken(name);
    }
    for (String name : plan.order()) {
      if (plan.sampled().containsKey(name)) {
        prior(plan.sampled().get(name), source);
      } else {
        alias(plan.aliases().get(name)).ifPresent(value -> scope.put(name, value));
      }
    }
  }

  /** Finds what is wrong with the formulas of a plan. */
  static void check(Plan plan, List<Problem> problems) {
    Assembly assembly = new Assembly(plan, new GraphBuilder(), INPUTS, problems);
    plan.sampled().values().forEach(each -> ArgumentCheck.priors(each.call(), assembly));
    plan.observed().forEach(each -> ArgumentCheck.priors(each.call(), assembly));
    plan.dynamics().ifPresent(dynamics -> ArgumentCheck.populations(dynamics, assembly));
    plan.dynamics().ifPresent(dynamics -> ArgumentCheck.bounds(dynamics, assembly));
    plan.derived().values().forEach(assembly::alias);
    for (Observed observed : plan.observed()) {
      new ObservedTerms(assembly, observed).check();
    }
  }

  private void fixedValues() {
    Map<String, List<NamedAxis>> declared =
        plan.dynamics().map(Dynamics::parameters).orElse(Map.of());
    for (Map.Entry<String, Tensor> entry : plan.draft().fixed().entrySet()) {
      if (!declared.containsKey(entry.getKey())) {
        scope.put(entry.getKey(), Quantity.scalar(b.constant(entry.getValue())));
      }
    }
    declared.keySet().forEach(scope::putBroken);
    declared.forEach(
        (name, axes) ->
            plan.fixed(name)
                .filter(value -> value.shape().equals(NamedAxis.shape(axes)))
                .ifPresent(value -> scope.put(name, new Quantity(b.constant(value), axes))));
  }

  private void prior(Sampled parameter, Source source) {
    List<Node> arguments = new ArrayList<>();
    for (int i = 0; i < parameter.call().arguments().size(); i++) {
      Formula formula = parameter.call().arguments().get(i);
      Optional<Node> argument = varying(parameter.axes(), formula, scope);
      if (argument.isEmpty()) {
        return;
      }
      arguments.add(argument.get());
    }
    if (!ArgumentCheck.passes(parameter.call(), arguments, problems)) {
      return;
    }
    Bijector bijector = Bijector.onto(b, parameter.call().distribution(), arguments);
    Node value = source.value(this, parameter, bijector);
    terms.add(b.sum(parameter.call().distribution().logDensityInside(b, value, arguments)));
    Quantity quantity = new Quantity(value, parameter.axes());
    scope.put(parameter.name(), quantity);
    parameters.put(parameter.name(), quantity);
    priorArguments.put(parameter.name(), arguments);
    bijectors.put(parameter.name(), bijector);
  }

  private Optional<Quantity> alias(Statement alias) {
    Optional<List<NamedAxis>> axes = plan.axesOf(alias);
    return axes.flatMap(its -> new Lowering(b, scope, problems).over(its, alias.right()));
  }

  /**
   * Returns a formula's value over some axes; where it varies over none it stays a scalar, and what
   * needs no input is worked out at once.
   */
  Optional<Node> varying(List<NamedAxis> axes, Formula formula, Scope names) {
    Optional<Quantity> value = new Lowering(b, names, problems).over(axes, formula);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Node node = value.get().node();
    if (node.prim() == Prim.BROADCAST && node.input(0).shape().isScalar()) {
      node = node.input(0);
    }
    return Optional.of(folded(b, node));
  }

  /** Returns a constant for a node that needs no input, else the node. */
  static Node folded(GraphBuilder b, Node node) {
    List<Node> inputs = new ArrayList<>();
    collectInputs(node, inputs, new HashSet<>());
    return inputs.isEmpty()
        ? b.constant(
            Perform.evaluate(new Graph("constant", List.of(), List.of(node)), List.of()).get(0))
        : node;
  }

  private static void collectInputs(Node node, List<Node> found, Set<Node> seen) {
    if (!seen.add(node) || !found.isEmpty()) {
      return;
    }
    if (node.prim() == Prim.INPUT || node.prim() == Prim.HOST) {
      found.add(node);
    }
    for (Node operand : node.inputs()) {
      collectInputs(operand, found, seen);
    }
  }

  GraphBuilder builder() {
    return b;
  }

  Plan plan() {
    return plan;
  }

  Scope scope() {
    return scope;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns the values of the parameters, in the order in which they are known. */
  Map<String, Quantity> parameters() {
    return parameters;
  }

  /** Returns the parameters of the prior of a parameter. */
  List<Node> priorArguments(String name) {
    return priorArguments.get(name);
  }

  Bijector bijector(String name) {
    return bijectors.get(name);
  }

  /** Returns the ends of the values that a parameter's prior allows, where they are numbers. */
  Optional<double[]> range(String name) {
    Bijector bijector = bijectors.get(name);
    if (bijector == null) {
      return Optional.empty();
    }
    double[] range = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    if (bijector instanceof Bijector.Above above) {
      range[0] = number(above.low());
    } else if (bijector instanceof Bijector.Below below) {
      range[1] = number(below.high());
    } else if (bijector instanceof Bijector.Interval interval) {
      range[0] = number(interval.low());
      range[1] = number(interval.high());
    }
    return Optional.of(range);
  }

  private static double number(Node node) {
    return node.prim() == Prim.CONST ? node.constant().at(0) : Double.NaN;
  }

  /** Returns what is known of an alias or a derived quantity. */
  Quantity formula(Statement statement) {
    return scope.quantity(statement.name()).or(() -> alias(statement)).orElseThrow();
  }

  /** Returns the sum of all terms of the log density so far. */
  Node logDensity() {
    Node sum = terms.get(0);
    for (Node term : terms.subList(1, terms.size())) {
      sum = b.add(sum, term);
    }
    return sum;
  }

  void add(Node term) {
    terms.add(term);
  }

  /** Returns a node per parameter of the system and per state whose start is given. */
  Map<String, Node> systemValues() {
    Map<String, Node> values = new LinkedHashMap<>();
    Dynamics dynamics = plan.dynamics().orElseThrow();
    for (String name : dynamics.parameters().keySet()) {
      values.put(name, scope.quantity(name).orElseThrow().node());
    }
    for (String name : dynamics.states().keySet()) {
      if (parameters.containsKey(name)) {
        values.put(name, parameters.get(name).node());
      } else {
        plan.fixed(name).ifPresent(start -> values.put(name, b.constant(start)));
      }
    }
    return values;
  }
}
