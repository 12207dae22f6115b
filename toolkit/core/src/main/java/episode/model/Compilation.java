package episode.model;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.backend.function.GraphFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Quantity;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.progress.Work;
import episode.sample.LogDensity;
import episode.sample.Variable;
import episode.transform.Simplify;
import episode.transform.Vjp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan made ready to be evaluated. Immutable and safe to share. */
final class Compilation {
  private final Plan plan;
  private final Backend backend;
  private final List<Variable> variables;
  private final CompiledFunction density;
  private final CompiledFunction constrain;
  private final Starts starts;
  private final Predictions predictions;

  Compilation(Plan plan) {
    this.plan = plan;
    backend = plan.dynamics().map(Dynamics::backend).orElseGet(Backends::jvm);
    variables = variables(plan);
    try (Work work = Work.begin("Compiling the posterior")) {
      work.doing("on " + backend.name());
      density = backend.compile(withGradient(logDensity(plan)));
      constrain = backend.compile(Simplify.of(values(plan)));
    }
    PriorDraws priors = new PriorDraws(plan);
    starts = new Starts(plan, priors);
    predictions = new Predictions(plan, backend, priors);
  }

  /** Returns the log density of coordinates u, and the report of the solve where there is one. */
  static Graph logDensity(Plan plan) {
    GraphBuilder b = new GraphBuilder();
    Node u = b.input("u", Type.float64(plan.dimension()));
    Assembly assembly = new Assembly(plan, b, Assembly.coordinates(u), new ArrayList<>());
    double[] times = plan.times();
    Optional<Dynamics.Solved> solved = solve(assembly, times, Set.of());
    for (Observed observed : plan.observed()) {
      ObservedTerms terms = new ObservedTerms(assembly, observed);
      assembly.add(b.sum(terms.logLikelihood(terms.arguments(solved, times))));
    }
    List<Node> outputs = new ArrayList<>();
    outputs.add(assembly.logDensity());
    solved.ifPresent(s -> outputs.add(s.report()));
    return Simplify.of(b.build("logDensity", outputs));
  }

  /** Returns the trajectories that observations need, and further series. */
  static Optional<Dynamics.Solved> solve(Assembly assembly, double[] times, Set<String> more) {
    if (assembly.plan().dynamics().isEmpty() || times.length == 0) {
      return Optional.empty();
    }
    Set<String> series = new LinkedHashSet<>(more);
    Set<String> flows = new LinkedHashSet<>();
    for (Observed observed : assembly.plan().observed()) {
      ObservedTerms terms = new ObservedTerms(assembly, observed);
      series.addAll(terms.seriesUsed());
      flows.addAll(terms.incidences());
    }
    Dynamics.Request request = new Dynamics.Request(series, flows, times);
    Dynamics dynamics = assembly.plan().dynamics().get();
    return Optional.of(dynamics.solve(assembly.builder(), request, assembly.systemValues()));
  }

  /** Returns value, gradient, and what follows the value in the graph. */
  private static Graph withGradient(Graph graph) {
    GraphBuilder b = new GraphBuilder();
    Node u = b.input("u", graph.inputs().get(0).type());
    Vjp vjp = Vjp.of(b, graph, List.of(u), List.of(true));
    List<Optional<Node>> seeds = new ArrayList<>();
    seeds.add(Optional.of(b.constant(1)));
    for (int i = 1; i < graph.outputs().size(); i++) {
      seeds.add(Optional.empty());
    }
    Node gradient = vjp.pull(seeds).get(0).orElseGet(() -> b.filledLike(u, 0));
    List<Node> outputs = new ArrayList<>(vjp.outputs());
    outputs.add(1, gradient);
    return Simplify.of(b.build("logPosterior", outputs));
  }

  /** Returns all values of a draw, one after the other, and the log prior, for coordinates u. */
  private static Graph values(Plan plan) {
    GraphBuilder b = new GraphBuilder();
    Node u = b.input("u", Type.float64(plan.dimension()));
    Assembly assembly = new Assembly(plan, b, Assembly.coordinates(u), new ArrayList<>());
    List<Node> flat = new ArrayList<>();
    for (String name : plan.sampled().keySet()) {
      flat.add(flat(b, assembly.parameters().get(name)));
    }
    plan.aliases().values().forEach(each -> flat.add(flat(b, assembly.formula(each))));
    plan.derived().values().forEach(each -> flat.add(flat(b, assembly.formula(each))));
    return b.build("values", List.of(b.concat(flat, 0), assembly.logDensity()));
  }

  private static Node flat(GraphBuilder b, Quantity quantity) {
    return b.reshape(quantity.node(), Shape.of(quantity.node().shape().size()));
  }

  private static List<Variable> variables(Plan plan) {
    List<Variable> variables = new ArrayList<>();
    plan.sampled().values().forEach(p -> variables.add(variable(p.name(), p.axes())));
    plan.aliases().values().forEach(s -> variables.add(variable(s.name(), axes(plan, s))));
    plan.derived().values().forEach(s -> variables.add(variable(s.name(), axes(plan, s))));
    return List.copyOf(variables);
  }

  private static List<NamedAxis> axes(Plan plan, Statement statement) {
    return plan.axesOf(statement).orElseThrow();
  }

  private static Variable variable(String name, List<NamedAxis> axes) {
    return new Variable(name, axes.stream().map(NamedAxis::elements).toList());
  }

  Plan plan() {
    return plan;
  }

  List<Variable> variables() {
    return variables;
  }

  /** Returns the names of the coordinates: those of the parameters' elements. */
  List<String> coordinates() {
    return variables.subList(0, plan.sampled().size()).stream()
        .flatMap(variable -> variable.elements().stream())
        .toList();
  }

  Starts starts() {
    return starts;
  }

  Predictions predictions() {
    return predictions;
  }

  /** Returns the log density alone, as a function of the coordinates. */
  GraphFunction function() {
    Graph all = logDensity(plan);
    Graph density = all.withOutputs(all.outputs().subList(0, 1));
    double[] known = starts.given();
    boolean complete = Arrays.stream(known).allMatch(Double::isFinite);
    Map<String, Tensor> defaults = complete ? Map.of("u", Tensor.of(known)) : Map.of();
    return GraphFunction.of(density, List.of("log density"), defaults);
  }

  LogDensity newDensity() {
    List<String> names = variables.stream().flatMap(v -> v.elements().stream()).toList();
    return new Density(plan, density.newCall(), constrain.newCall(), names, predictions);
  }
}
