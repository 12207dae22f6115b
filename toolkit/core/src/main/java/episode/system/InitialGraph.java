package episode.system;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state at the start as a function of the parameters and of the states that are given. */
final class InitialGraph {
  private final Definitions system;
  private final Set<String> given;
  private final List<Problem> problems;
  private final GraphBuilder builder = new GraphBuilder();
  private final Scope scope;
  private final Map<String, List<Definition>> defined = new LinkedHashMap<>();
  private final Map<String, Node> starts = new HashMap<>();

  private InitialGraph(
      Definitions system, Set<String> given, Set<String> broken, List<Problem> problems) {
    this.system = system;
    this.given = given;
    this.problems = problems;
    scope = new Scope(system.axes());
    for (String name : broken) {
      scope.putBroken(name);
    }
  }

  /** Returns the graph; states neither given nor defined are zero. */
  static Graph of(
      Definitions system, Set<String> given, Set<String> broken, List<Problem> problems) {
    return new InitialGraph(system, given, broken, problems).build();
  }

  private Graph build() {
    declare();
    Dependencies dependencies = new Dependencies();
    for (Map.Entry<String, List<Definition>> entry : defined.entrySet()) {
      for (Definition one : entry.getValue()) {
        dependencies.add(entry.getKey(), SystemGraph.used(one, scope));
      }
    }
    List<String> cycle = dependencies.cycle();
    if (!cycle.isEmpty() && isAboutAState(cycle)) {
      problems.add(SystemGraph.cycle(cycle, defined.get(cycle.get(0)).get(0).formula()));
    }
    List<Problem> ofAliases = new ArrayList<>();
    for (String name : dependencies.order()) {
      work(name, isAlias(name) ? ofAliases : problems);
    }
    List<Node> outputs = new ArrayList<>();
    for (Template state : system.states()) {
      Optional<Quantity> value = scope.quantity(state.name());
      Node start = starts.get(state.name());
      if (start == null) {
        start = value.isPresent() ? value.get().node() : CellArrays.zeros(builder, state);
      }
      outputs.add(start);
    }
    return builder.build("initial", outputs);
  }

  private void declare() {
    for (Template parameter : system.parameters()) {
      Node node = builder.input(parameter.name(), parameter.type());
      scope.put(parameter.name(), parameter.quantity(node));
    }
    for (Input input : system.inputs()) {
      scope.putBroken(input.name());
    }
    for (Definition alias : system.aliases()) {
      String name = alias.target().template().name();
      defined.put(name, List.of(alias));
      scope.putBroken(name);
    }
    for (Definition initial : system.initialValues()) {
      String name = initial.target().template().name();
      if (!given.contains(name)) {
        defined.putIfAbsent(name, new ArrayList<>());
        defined.get(name).add(initial);
        scope.putBroken(name);
      }
    }
    for (Template state : system.states()) {
      String name = state.name();
      if (given.contains(name)) {
        starts.put(name, builder.input(name, state.type()));
      } else if (!defined.containsKey(name) || isAlias(name)) {
        starts.put(name, CellArrays.zeros(builder, state));
      }
      if (starts.containsKey(name)) {
        scope.put(name, state.quantity(starts.get(name)));
      }
    }
  }

  private boolean isAlias(String name) {
    for (Definition alias : system.aliases()) {
      if (alias.target().template().name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAboutAState(List<String> cycle) {
    for (String name : cycle) {
      if (!isAlias(name)) {
        return true;
      }
    }
    return false;
  }

  private void work(String name, List<Problem> found) {
    Lowering lowering = new Lowering(builder, scope, found);
    List<Definition> definitions = defined.get(name);
    Node sum = null;
    for (Definition one : definitions) {
      Cells target = one.target();
      int before = found.size();
      Optional<Quantity> value =
          target.pinned().isEmpty()
              ? lowering.over(target.running(), one.indices(), Map.of(), one.formula())
              : lowering.over(target.running(), target.pinned(), one.formula());
      if (value.isEmpty()) {
        if (found.size() == before) {
          found.add(unavailable(one));
        }
        return;
      }
      Node placed = CellArrays.placed(builder, target, value.get());
      sum = sum == null ? placed : builder.add(sum, placed);
    }
    scope.put(name, definitions.get(0).target().template().quantity(sum));
  }

  private Problem unavailable(Definition initial) {
    Set<String> inputs = new LinkedHashSet<>();
    system.inputs().forEach(input -> inputs.add(input.name()));
    inputs.retainAll(initial.formula().names());
    String by = inputs.isEmpty() ? "an alias" : "the input '" + inputs.iterator().next() + "'";
    String has = inputs.isEmpty() ? " that has no value" : ", which has no value";
    String what = "'" + initial.target() + "' uses " + by + has + " before the start";
    return Problem.of("E2115", what)
        .at(initial.formula().where(initial.formula().expr().span()))
        .remedy("Initial values follow from parameters and from other states, not from t.");
  }
}
