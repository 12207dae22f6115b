package episode.system;

import episode.expr.Breakpoints;
import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the times at which functions of time in a system have jumps or kinks. */
final class StepEnds {
  private final Definitions system;
  private final TreeSet<Double> numbers = new TreeSet<>();
  private final List<Formula> moving = new ArrayList<>();

  private StepEnds(Definitions system) {
    this.system = system;
    for (Input input : system.inputs()) {
      numbers.addAll(input.times());
    }
    Map<String, List<NamedAxis>> parameters = new LinkedHashMap<>();
    system.parameters().forEach(each -> parameters.put(each.name(), each.axes()));
    for (Formula time : Breakpoints.of(formulas(), parameters)) {
      if (Collections.disjoint(time.names(), parameters.keySet())) {
        GraphBuilder builder = new GraphBuilder();
        value(builder, time)
            .map(node -> Perform.evaluate(builder.build("time", List.of(node)), List.of()).get(0))
            .ifPresent(number -> numbers.add(number.at(0)));
      } else {
        moving.add(time);
      }
    }
  }

  static StepEnds of(Definitions system) {
    return new StepEnds(system);
  }

  private List<Formula> formulas() {
    List<Formula> formulas = new ArrayList<>();
    system.transitions().forEach(transition -> formulas.add(transition.rate()));
    for (List<Definition> definitions :
        List.of(system.aliases(), system.equations(), system.contributions())) {
      definitions.forEach(definition -> formulas.add(definition.formula()));
    }
    return formulas;
  }

  /** Returns those that are numbers, rising. */
  List<Double> numbers() {
    return List.copyOf(numbers);
  }

  /** Returns those that parameters move. */
  List<Formula> moving() {
    return List.copyOf(moving);
  }

  /** Returns the graph that gives them to a solve; empty where there are none. */
  Optional<Graph> graph() {
    GraphBuilder builder = new GraphBuilder();
    List<Node> times = new ArrayList<>();
    if (!numbers.isEmpty()) {
      double[] fixed = numbers.stream().mapToDouble(Double::doubleValue).toArray();
      times.add(builder.constant(Tensor.of(fixed)));
    }
    moving.forEach(time -> value(builder, time).ifPresent(times::add));
    return times.isEmpty() ? Optional.empty() : Optional.of(builder.build("break times", times));
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
