package episode.model;

import episode.backend.Backend;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Span;
import episode.expr.Tensor;
import episode.solve.OdeProblem;
import episode.solve.Solve;
import episode.solve.SolveReport;
import episode.solve.SolveSettings;
import episode.system.CompiledSystem;
import episode.system.Definition;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.TimeScale;
import episode.system.TimeSpan;
import episode.system.Traits;
import episode.system.Transition;
import episode.system.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled system as a posterior sees it. Immutable. */
final class SystemDynamics implements Dynamics {
  /** What Stan's solvers start with, and what posteriors need: noise far below that of data. */
  private static final SolveSettings SETTINGS = SolveSettings.defaults().withTolerances(1e-6, 1e-6);

  private final CompiledSystem compiled;
  private final OpSystem system;
  private final Values values;
  private final TimeSpan span;
  private final SolveSettings settings;

  SystemDynamics(CompiledSystem compiled, Values values, TimeSpan span, SolveSettings settings) {
    this.compiled = compiled;
    this.system = compiled.system();
    this.values = compiled.system().completed(values);
    this.span = Given.argument(span, "span", "posterior").in(system.time());
    this.settings = settings;
  }

  /** Returns how solves of a system begin: with tolerances for posteriors, or its fixed steps. */
  static SolveSettings settings(CompiledSystem system) {
    CompiledSystem compiled = Given.argument(system, "system", "posterior");
    return compiled.settings().fixed().map(SETTINGS::withFixedStep).orElse(SETTINGS);
  }

  @Override
  public Dynamics tolerances(double rtol, double atol) {
    return new SystemDynamics(compiled, values, span, settings.withTolerances(rtol, atol));
  }

  /** A thousand local errors. */
  @Override
  public double noise() {
    return 1000 * settings.atol();
  }

  @Override
  public OpSystem system() {
    return system;
  }

  @Override
  public String name() {
    return system.name();
  }

  @Override
  public Backend backend() {
    return compiled.backend();
  }

  @Override
  public List<NamedAxis> axes() {
    return system.axes();
  }

  @Override
  public Map<String, List<NamedAxis>> parameters() {
    return axesOf(system.parameters());
  }

  @Override
  public Map<String, List<NamedAxis>> states() {
    return axesOf(system.states());
  }

  private static Map<String, List<NamedAxis>> axesOf(List<Template> templates) {
    Map<String, List<NamedAxis>> axes = new LinkedHashMap<>();
    templates.forEach(template -> axes.put(template.name(), template.axes()));
    return axes;
  }

  @Override
  public Map<String, List<NamedAxis>> series() {
    Map<String, List<NamedAxis>> all = states();
    system.inputs().forEach(input -> all.put(input.name(), List.of()));
    for (Definition alias : system.aliases()) {
      all.put(alias.target().template().name(), alias.target().template().axes());
    }
    all.putAll(flows());
    for (Definition output : system.outputs()) {
      all.put(output.target().template().name(), output.target().template().axes());
    }
    all.put("t", List.of());
    return all;
  }

  @Override
  public Map<String, List<NamedAxis>> flows() {
    Map<String, List<NamedAxis>> flows = new LinkedHashMap<>();
    system.flows().forEach(flow -> flows.put(flow.name(), flow.axes()));
    return flows;
  }

  @Override
  public Traits traits(String name) {
    return system.traits(name);
  }

  @Override
  public Optional<Tensor> given(String name) {
    return values.tensor(name);
  }

  @Override
  public Set<String> unsaid() {
    Set<String> names = new LinkedHashSet<>(states().keySet());
    names.removeAll(values.names());
    system.initialValues().forEach(each -> names.remove(each.target().template().name()));
    return names;
  }

  @Override
  public Set<String> populations() {
    Set<String> names = new LinkedHashSet<>();
    for (Transition transition : system.transitions()) {
      transition.from().ifPresent(cells -> names.add(cells.template().name()));
      transition.to().ifPresent(cells -> names.add(cells.template().name()));
    }
    return names;
  }

  @Override
  public Set<String> staysZero(Map<String, Tensor> known) {
    return new Reach(system, known).unreached(start(), end());
  }

  @Override
  public List<Problem> problems(Set<String> elsewhere) {
    return system.problems(values, elsewhere);
  }

  @Override
  public double start() {
    return span.start();
  }

  @Override
  public double end() {
    return span.end();
  }

  @Override
  public double[] saved() {
    return span.saved();
  }

  @Override
  public String timeLabel() {
    return system.time().axisLabel();
  }

  @Override
  public double days(double days) {
    return days * TimeScale.DAY.in(system.time());
  }

  @Override
  public Solved solve(GraphBuilder b, Request what, Map<String, Node> nodes) {
    List<String> flows = List.copyOf(what.flows());
    OpSystem full = flows.isEmpty() ? system : system.withAccumulators(flows);
    List<String> names = new ArrayList<>(what.series());
    flows.forEach(flow -> names.add(system.accumulator(flow)));
    OpSystem.Observed observed = full.observed(names.stream().map(SystemDynamics::named).toList());
    Set<String> given = new LinkedHashSet<>(nodes.keySet());
    given.retainAll(states().keySet());
    OdeProblem problem = full.problem(given, observed.graph());
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(start()));
    operands.add(b.constant(Tensor.of(what.times().clone())));
    problem.parameters().forEach(parameter -> operands.add(nodes.get(parameter.name())));
    List<Node> results = Solve.of(problem, settings).apply(b, operands);
    Map<String, Node> series = new LinkedHashMap<>();
    Map<String, Node> totals = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      boolean isSeries = i < what.series().size();
      String name = isSeries ? names.get(i) : flows.get(i - what.series().size());
      List<NamedAxis> declared = isSeries ? series().get(name) : flows().get(name);
      Node ordered = ordered(b, results.get(i), observed.quantities().get(i), declared);
      (isSeries ? series : totals).put(name, ordered);
    }
    return new Solved(series, totals, results.get(results.size() - 1));
  }

  /** Labels such as {@code E -> I} are names here, too. */
  private static Formula named(String name) {
    return new Formula("name", name, new Expr.Name(name, new Span(0, name.length())), 1);
  }

  /** Returns a series with its axes, after that of time, in the order declared. */
  private static Node ordered(
      GraphBuilder b, Node rows, Quantity quantity, List<NamedAxis> declared) {
    int[] permutation = new int[declared.size() + 1];
    for (int axis = 0; axis < declared.size(); axis++) {
      permutation[axis + 1] = 1 + quantity.axes().indexOf(declared.get(axis));
    }
    return b.transpose(rows, Ints.of(permutation));
  }

  @Override
  public Optional<String> failure(Tensor array) {
    SolveReport report = SolveReport.of(array);
    if (report.succeeded()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the solve of %s failed: %s (%s) at t = %.4g, last step %.2g",
            system.name(),
            report.status().text(),
            report.status().code(),
            report.t(),
            report.lastStep()));
  }
}
