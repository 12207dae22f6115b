package episode.system;

import episode.backend.CompiledFunction;
import episode.backend.function.GraphFunction;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.solve.GradientCheck;
import episode.solve.OdeProblem;
import episode.solve.SolveReport;
import episode.solve.Trajectory;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derivatives of formulas through the solve of a system from given values. For one request. */
final class Derivatives {
  private final CompiledSystem compiled;
  private final Kept kept;
  private final Values values;
  private final TimeSpan span;
  private final Set<String> given;

  /**
   * Makes a request.
   *
   * @param span in the system's unit
   */
  Derivatives(CompiledSystem compiled, Kept kept, Values values, TimeSpan span) {
    this.compiled = compiled;
    this.kept = kept;
    this.values = values;
    this.span = span;
    given = Bindings.given(compiled.system(), values);
  }

  private List<String> names(String... asked) {
    return compiled.system().derivativeNames(values, asked);
  }

  /** Returns a formula's value and its derivatives by some names. */
  Gradient gradient(String formula, String... names) {
    Given.argument(formula, "formula", "gradient");
    try (Work work = compiled.work("Differentiating " + formula, span)) {
      Gradient gradient = gradient(formula, names(names));
      work.at(span.end());
      return gradient;
    }
  }

  private Gradient gradient(String formula, List<String> names) {
    CompiledFunction function =
        kept.function(key("gradient", formula, names), () -> compiledGradient(formula, names));
    List<Tensor> outputs = function.apply(Bindings.inputs(function.inputs(), values));
    Map<String, Tensor> derivatives = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      derivatives.put(names.get(i), outputs.get(1 + i));
    }
    return new Gradient(formula, outputs.get(0).at(0), Values.of(derivatives));
  }

  private CompiledFunction compiledGradient(String formula, List<String> names) {
    Objective.Built built = objective(formula);
    if (!built.axes().isEmpty()) {
      List<String> axes = built.axes().stream().map(NamedAxis::name).toList();
      throw new EpisodeException(
          Problem.of("E2304", "'" + formula + "' varies over " + String.join(", ", axes))
              .remedy("A gradient is of one number: write max(…), sum(…) or pin a time."));
    }
    return compiled.backend().compile(Gradients.valueAndGradient(built.graph(), names));
  }

  /** Returns a formula about the solution as a function of what it depends on. */
  GraphFunction function(String formula) {
    Graph graph = objective(formula).graph();
    Map<String, Tensor> defaults = new LinkedHashMap<>();
    for (Node input : graph.inputs()) {
      defaults.put(input.name(), values.tensor(input.name()).orElseThrow());
    }
    return GraphFunction.of(graph, List.of(formula), defaults);
  }

  private Objective.Built objective(String formula) {
    return Objective.of(compiled.system(), formula, given, span, compiled.settings());
  }

  private Object key(String kind, String formula, List<String> names) {
    List<Double> times = Arrays.stream(span.saved()).boxed().toList();
    return List.of(kind, formula, names, given, span.start(), times, compiled.settings());
  }

  /** Returns the derivatives by some names of a formula's values at all saved times. */
  Jacobian jacobian(String formula, String... names) {
    try (Work work = compiled.work("Differentiating " + formula, span)) {
      Jacobian jacobian = jacobian(formula, names(names));
      work.at(span.end());
      return jacobian;
    }
  }

  private Jacobian jacobian(String formula, List<String> names) {
    Objective.Built built = objective(formula);
    CompiledFunction function =
        kept.function(
            key("jacobian", formula, names), () -> compiledJacobian(built.graph(), names));
    List<Tensor> blocks = function.apply(Bindings.inputs(function.inputs(), values));
    List<String> rows = new Template(formula, built.axes()).cellLabels();
    List<String> columns = new ArrayList<>();
    double[][] matrix = new double[rows.size()][];
    for (String name : names) {
      columns.addAll(template(name).cellLabels());
    }
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = row(blocks, names, i, columns.size());
    }
    return new Jacobian(rows, columns, matrix);
  }

  private CompiledFunction compiledJacobian(Graph graph, List<String> names) {
    return compiled
        .backend()
        .compile(Gradients.jacobian(graph, names, Gradients.Direction.FORWARD));
  }

  private double[] row(List<Tensor> blocks, List<String> names, int row, int width) {
    double[] line = new double[width];
    int start = 0;
    for (int j = 0; j < names.size(); j++) {
      int size = template(names.get(j)).size();
      System.arraycopy(blocks.get(j).doubles(), row * size, line, start, size);
      start += size;
    }
    return line;
  }

  private Template template(String name) {
    for (Template parameter : compiled.system().parameters()) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    return compiled.system().state(name);
  }

  /** Returns the derivatives of the states at the end, computed in every way that there is. */
  CheckedGradient check(String... names) {
    OdeProblem problem = compiled.problem(given);
    List<Tensor> inputs = Bindings.inputs(problem.parameters(), values);
    List<List<String>> active = active(problem, names(names));
    SolveReport report = report(problem, inputs);
    if (!report.succeeded()) {
      return CheckedGradient.failed(SolveFailure.text(compiled, values, span.start(), report));
    }
    GradientCheck.Point point = new GradientCheck.Point(span.start(), span.saved(), inputs);
    GradientCheck check =
        GradientCheck.of(
            problem,
            compiled.settings(),
            compiled.backend(),
            point,
            compiled.stateLabels(),
            active);
    return CheckedGradient.of(check, compiled.backend().precision());
  }

  private SolveReport report(OdeProblem problem, List<Tensor> inputs) {
    try (Trajectory base =
        Trajectory.of(
            problem, compiled.settings(), compiled.backend(), span.start(), span.saved(), inputs)) {
      return base.report();
    }
  }

  /** Returns the labels of each parameter's numbers; none for those that are not asked for. */
  private List<List<String>> active(OdeProblem problem, List<String> names) {
    List<List<String>> active = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      boolean wanted = names.contains(parameter.name());
      active.add(wanted ? template(parameter.name()).cellLabels() : List.of());
    }
    return active;
  }
}
