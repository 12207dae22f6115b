package episode.system;

import episode.expr.Breakpoint;
import episode.expr.Breakpoints;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Tensor;
import episode.solve.StepTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the times at which functions of time in a system have jumps or kinks. */
final class StepEnds {
  private final Definitions system;
  private final TreeSet<Double> rows = new TreeSet<>();
  private final Breakpoints found;

  private StepEnds(Definitions system) {
    this.system = system;
    for (Input input : system.inputs()) {
      rows.addAll(input.times());
    }
    Map<String, List<NamedAxis>> parameters = new LinkedHashMap<>();
    system.parameters().forEach(each -> parameters.put(each.name(), each.axes()));
    found = Breakpoints.of(formulas(), parameters, aliases());
  }

  static StepEnds of(Definitions system) {
    return new StepEnds(system);
  }

  /** Returns the formulas of those aliases that have one, each after those that it uses. */
  private Map<String, Formula> aliases() {
    Map<String, Formula> formulas = new HashMap<>();
    Set<String> several = new HashSet<>();
    Dependencies dependencies = new Dependencies();
    for (Definition alias : system.aliases()) {
      String name = alias.target().template().name();
      if (formulas.put(name, alias.formula()) != null) {
        several.add(name);
      }
      dependencies.add(name, alias.formula().names());
    }
    Map<String, Formula> ordered = new LinkedHashMap<>();
    for (String name : dependencies.order()) {
      if (!several.contains(name)) {
        ordered.put(name, formulas.get(name));
      }
    }
    return ordered;
  }

  /** Returns comparisons and curves whose times cannot be told, though steps should end there. */
  List<Breakpoints.Hidden> hidden() {
    return found.hidden();
  }

  List<Formula> formulas() {
    List<Formula> formulas = new ArrayList<>();
    system.transitions().forEach(transition -> formulas.add(transition.rate()));
    for (List<Definition> definitions :
        List.of(system.aliases(), system.equations(), system.contributions())) {
      definitions.forEach(definition -> formulas.add(definition.formula()));
    }
    return formulas;
  }

  private boolean isNumber(Formula time) {
    return system.parameters().stream().noneMatch(each -> time.names().contains(each.name()));
  }

  private Optional<Double> number(Formula time) {
    GraphBuilder builder = new GraphBuilder();
    return value(builder, time)
        .map(node -> Perform.evaluate(builder.build("time", List.of(node)), List.of()).get(0))
        .map(number -> number.at(0))
        .filter(Double::isFinite);
  }

  /** Returns those that are numbers, rising. */
  List<Double> numbers() {
    TreeSet<Double> numbers = new TreeSet<>(rows);
    for (Breakpoint each : found.times()) {
      if (isNumber(each.time())) {
        number(each.time()).ifPresent(numbers::add);
      }
    }
    return List.copyOf(numbers);
  }

  /** Returns those that parameters move. */
  List<Formula> moving() {
    return found.times().stream().map(Breakpoint::time).filter(time -> !isNumber(time)).toList();
  }

  /**
   * Returns what gives them to a solve; empty where there are none.
   *
   * @param jumps see {@link StepTimes#jumps}
   */
  Optional<StepTimes> times(Map<String, Problem> jumps) {
    GraphBuilder builder = new GraphBuilder();
    List<Node> times = new ArrayList<>();
    List<Node> cycles = new ArrayList<>();
    TreeSet<Double> numbers = new TreeSet<>(rows);
    for (Breakpoint each : found.times()) {
      if (each.period().isPresent()) {
        cycle(builder, each, cycles);
      } else if (isNumber(each.time()) && each.slack().isEmpty()) {
        number(each.time()).ifPresent(numbers::add);
      } else {
        single(builder, each, times);
      }
    }
    if (!numbers.isEmpty()) {
      double[] fixed = numbers.stream().mapToDouble(Double::doubleValue).toArray();
      times.add(builder.constant(Tensor.of(fixed)));
    }
    int count = cycles.size() / 2;
    times.addAll(cycles);
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepTimes(builder.build("break times", times), count, jumps));
  }

  /** Adds a time; one that rounding may move, as one just below and one just above. */
  private void single(GraphBuilder builder, Breakpoint each, List<Node> times) {
    Optional<Node> time = value(builder, each.time());
    Optional<Node> slack = each.slack().flatMap(formula -> value(builder, formula));
    if (time.isPresent() && slack.isPresent()) {
      times.add(builder.sub(time.get(), slack.get()));
      times.add(builder.add(time.get(), slack.get()));
    } else {
      time.ifPresent(times::add);
    }
  }

  /** Adds a time of a cycle and its period, both over the axes of either. */
  private void cycle(GraphBuilder builder, Breakpoint each, List<Node> cycles) {
    Expr time = each.time().expr();
    Expr period = each.period().orElseThrow().expr();
    Expr none = Expr.number(0);
    String context = each.time().context();
    Optional<Node> first = value(builder, Formula.built(context, time.plus(none.times(period))));
    Optional<Node> length = value(builder, Formula.built(context, none.times(time).plus(period)));
    if (first.isPresent() && length.isPresent()) {
      cycles.add(first.get());
      cycles.add(length.get());
    }
  }

  /** Returns a time as a node over those parameters that it needs. */
  private Optional<Node> value(GraphBuilder builder, Formula time) {
    Scope scope = new Scope(system.axes());
    for (Template parameter : system.parameters()) {
      if (time.names().contains(parameter.name())) {
        Node node =
            builder.inputs().stream()
                .filter(input -> input.name().equals(parameter.name()))
                .findFirst()
                .orElseGet(() -> builder.input(parameter.name(), parameter.type()));
        scope.put(parameter.name(), parameter.quantity(node));
      }
    }
    return new Lowering(builder, scope, new ArrayList<>()).free(time).map(Quantity::node);
  }
}
