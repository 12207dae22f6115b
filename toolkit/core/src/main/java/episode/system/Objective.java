package episode.system;

import episode.expr.AxisKind;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Span;
import episode.expr.Tensor;
import episode.solve.OdeProblem;
import episode.solve.Solve;
import episode.solve.SolveSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula about a whole solution as a graph of parameters and given initial values. What changes
 * in time has {@code time} as its first axis: {@code max(I)} is the largest saved value, {@code
 * I[time="14"]} that of day 14.
 */
final class Objective {
  private static final String TIME = "time";

  private final OpSystem system;
  private final Formula formula;
  private final Set<String> given;
  private final TimeSpan span;
  private final GraphBuilder builder = new GraphBuilder();
  private final Scope scope;
  private final NamedAxis time;

  private Objective(OpSystem system, Formula formula, Set<String> given, TimeSpan span) {
    this.system = system;
    this.formula = formula;
    this.given = given;
    this.span = span;
    List<String> labels = new ArrayList<>();
    for (double saved : span.saved()) {
      labels.add(Expr.number(saved).toString());
    }
    time = new NamedAxis(TIME, labels);
    List<NamedAxis> axes = new ArrayList<>(List.of(time));
    for (NamedAxis axis : system.axes()) {
      if (axis.kind() != AxisKind.TIME) {
        axes.add(axis);
      }
    }
    scope = new Scope(axes);
  }

  /** A formula's graph and the axes of its value. */
  record Built(Graph graph, List<NamedAxis> axes) {}

  /**
   * Returns the graph: inputs are the parameters and the given states, the output is the formula's
   * value.
   *
   * @param span in the system's unit
   * @throws EpisodeException E1 or E2 where the formula is wrong
   */
  static Built of(
      OpSystem system, String formula, Set<String> given, TimeSpan span, SolveSettings settings) {
    Formula parsed = Formula.parse("formula", formula);
    return new Objective(system, parsed, given, span).build(settings);
  }

  private Built build(SolveSettings settings) {
    List<String> series = series();
    OpSystem.Observed observed = observed(series);
    OdeProblem problem = system.problem(given, observed.graph());
    List<Node> operands = new ArrayList<>();
    operands.add(builder.constant(span.start()));
    operands.add(builder.constant(Tensor.of(span.saved())));
    for (Template parameter : system.parameters()) {
      scope.putBroken(parameter.name());
    }
    for (Node parameter : problem.parameters()) {
      operands.add(builder.input(parameter.name(), parameter.type()));
    }
    List<Node> values = Solve.of(problem, settings).apply(builder, operands);
    parameters();
    for (int i = 0; i < series.size(); i++) {
      List<NamedAxis> axes = new ArrayList<>(List.of(time));
      axes.addAll(observed.quantities().get(i).axes());
      scope.put(series.get(i), new Quantity(values.get(i), axes));
    }
    scope.put("t", new Quantity(builder.constant(Tensor.of(span.saved())), List.of(time)));
    List<Problem> problems = new ArrayList<>();
    Quantity value = new Lowering(builder, scope, problems).free(formula).orElse(null);
    Reading.refuse(problems);
    return new Built(builder.build("objective", List.of(value.node())), value.axes());
  }

  private void parameters() {
    for (Node input : builder.inputs()) {
      for (Template parameter : system.parameters()) {
        if (parameter.name().equals(input.name())) {
          scope.put(parameter.name(), parameter.quantity(input));
        }
      }
    }
  }

  /** Returns the names in the formula that change in time; the other known names are listed. */
  private List<String> series() {
    Set<String> known = new LinkedHashSet<>();
    system.states().forEach(state -> known.add(state.name()));
    system.inputs().forEach(input -> known.add(input.name()));
    system.aliases().forEach(alias -> known.add(alias.target().template().name()));
    system.transitions().forEach(transition -> known.add(transition.label()));
    system.outputs().forEach(output -> known.add(output.target().template().name()));
    List<String> series = new ArrayList<>();
    for (String name : formula.names()) {
      if (known.contains(name)) {
        series.add(name);
      }
    }
    known.forEach(scope::putBroken);
    if (series.isEmpty()) {
      series.add(system.states().get(0).name());
    }
    return series;
  }

  private OpSystem.Observed observed(List<String> series) {
    List<Formula> formulas = new ArrayList<>();
    for (String name : series) {
      Expr whole = new Expr.Name(name, new Span(0, name.length()));
      formulas.add(new Formula("formula", name, whole, 1));
    }
    return system.observed(formulas);
  }
}
