package episode.system;

import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Histories;
import episode.expr.Ints;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a system as nodes over the inputs t, states, parameters. One array expression per
 * template; the problems found on the way are collected. For one thread.
 */
final class SystemGraph {
  private final Definitions system;
  private final List<Problem> problems;
  private final GraphBuilder builder = new GraphBuilder();
  private final Scope scope;
  private final Histories histories;
  private final List<Optional<Quantity>> flows = new ArrayList<>();

  /**
   * Makes the inputs and works out aliases and flows.
   *
   * @param broken names whose users are not blamed
   */
  SystemGraph(Definitions system, Set<String> broken, List<Problem> problems) {
    this.system = system;
    this.problems = problems;
    scope = new Scope(system.axes());
    for (String name : broken) {
      scope.putUnread(name);
    }
    Node time = builder.input("t", Type.float64());
    List<Node> states = inputs(system.states());
    for (Template parameter : system.parameters()) {
      Node node = builder.input(parameter.name(), parameter.type());
      scope.put(parameter.name(), parameter.quantity(node));
    }
    for (Definition alias : system.aliases()) {
      scope.putBroken(alias.target().template().name());
    }
    for (int i = 0; i < states.size(); i++) {
      Template state = system.states().get(i);
      scope.put(state.name(), state.quantity(states.get(i)));
    }
    scope.put("t", Quantity.scalar(time));
    histories = new Histories(builder);
    scope.put(histories);
    InputGraph values = new InputGraph(builder, time);
    for (Input input : system.inputs()) {
      scope.put(input.name(), Quantity.scalar(values.of(input)));
    }
    aliases();
    for (Transition transition : system.transitions()) {
      flows.add(flow(transition));
    }
  }

  private List<Node> inputs(List<Template> templates) {
    List<Node> nodes = new ArrayList<>();
    for (Template template : templates) {
      nodes.add(builder.input(template.name(), template.type()));
    }
    return nodes;
  }

  private void aliases() {
    Map<String, Definition> byName = new HashMap<>();
    Dependencies dependencies = new Dependencies();
    for (Definition alias : system.aliases()) {
      String own = alias.target().template().name();
      scope.quantity(own).ifPresent(state -> scope.put(SpecTotals.hidden(own), state));
      byName.put(alias.target().template().name(), alias);
      dependencies.add(alias.target().template().name(), used(alias, scope));
    }
    Lowering lowering = new Lowering(builder, scope, problems);
    for (String name : dependencies.order()) {
      Definition alias = byName.get(name);
      Optional<Quantity> value =
          lowering.over(alias.target().running(), alias.indices(), Map.of(), alias.formula());
      if (value.isPresent()) {
        scope.put(name, value.get());
      }
    }
    List<String> cycle = dependencies.cycle();
    if (!cycle.isEmpty()) {
      problems.add(cycle(cycle, byName.get(cycle.get(0)).formula()));
    }
  }

  /** Returns the names in an alias; one that hides a state means the state by its own name. */
  static Set<String> used(Definition alias, Scope scope) {
    Set<String> names = alias.formula().names();
    String own = alias.target().template().name();
    if (scope.quantity(own).isPresent()) {
      names.remove(own);
    }
    return names;
  }

  static Problem cycle(List<String> names, Formula formula) {
    String what = "'" + names.get(0) + "' is defined by itself: " + String.join(" → ", names);
    return Problem.of("E2111", what)
        .at(formula.where(formula.expr().span()))
        .remedy("Break the cycle: one of them must not use the next.");
  }

  /** Returns the past values that formulas have asked for so far. */
  List<Histories.Asked> histories() {
    return histories.asked();
  }

  /** Returns the graph of the signals whose past is asked for: inputs t, states, parameters. */
  Graph signals() {
    int inputs = 1 + system.states().size() + system.parameters().size();
    List<Node> now = new ArrayList<>();
    histories().forEach(asked -> now.add(asked.signal().node()));
    return new Graph("signals", builder.inputs().subList(0, inputs), now);
  }

  GraphBuilder builder() {
    return builder;
  }

  /**
   * Returns what formulas about the running system may use: flows by name besides the rest. Flows
   * of one label are added up, over the axes that all of them have.
   */
  Scope scopeWithFlows() {
    Map<String, List<Optional<Quantity>>> byLabel = new LinkedHashMap<>();
    for (int i = 0; i < flows.size(); i++) {
      String label = system.transitions().get(i).label();
      byLabel.computeIfAbsent(label, key -> new ArrayList<>()).add(flows.get(i));
    }
    Scope all = scope.copy();
    for (Map.Entry<String, List<Optional<Quantity>>> entry : byLabel.entrySet()) {
      Optional<Quantity> sum = sum(entry.getValue());
      if (sum.isPresent()) {
        all.put(entry.getKey(), sum.get());
      } else {
        all.putBroken(entry.getKey());
      }
    }
    return all;
  }

  private Optional<Quantity> sum(List<Optional<Quantity>> parts) {
    List<NamedAxis> common = null;
    for (Optional<Quantity> part : parts) {
      if (part.isEmpty()) {
        return part;
      }
      common = common == null ? new ArrayList<>(part.get().axes()) : common;
      common.retainAll(part.get().axes());
    }
    Node sum = null;
    for (Optional<Quantity> part : parts) {
      Node node = CellArrays.summed(builder, common, part.orElseThrow());
      sum = sum == null ? node : builder.add(sum, node);
    }
    return Optional.of(new Quantity(sum, common));
  }

  /** Returns the array of every flow, in order. */
  List<Node> flows() {
    List<Node> nodes = new ArrayList<>();
    flows.forEach(flow -> nodes.add(flow.orElseThrow().node()));
    return nodes;
  }

  /** Returns for each label the axes that all its flows have, in the order of the first. */
  static Map<String, List<NamedAxis>> flowAxes(List<Transition> transitions) {
    Map<String, List<NamedAxis>> axes = new HashMap<>();
    for (Transition transition : transitions) {
      axes.putIfAbsent(transition.label(), transition.axes());
      axes.get(transition.label()).retainAll(transition.axes());
    }
    return axes;
  }

  /** Returns what formulas about the running system may use: outputs by name besides the rest. */
  Scope scopeWithOutputs() {
    Scope all = scopeWithFlows();
    for (Definition output : system.outputs()) {
      String name = output.target().template().name();
      new Lowering(builder, all, problems)
          .over(output.target().running(), output.formula())
          .ifPresentOrElse(value -> all.put(name, value), () -> all.putBroken(name));
    }
    return all;
  }

  private Optional<Quantity> flow(Transition transition) {
    List<NamedAxis> axes = transition.axes();
    Optional<Quantity> rate =
        new Lowering(builder, scope, problems).over(axes, transition.pinned(), transition.rate());
    if (rate.isEmpty() || transition.from().isEmpty()) {
      return rate;
    }
    Cells from = transition.from().get();
    Node whole = scope.quantity(from.template().name()).orElseThrow().node();
    Node source = CellArrays.at(builder, whole, from);
    Ints first = Ints.range(0, source.shape().rank());
    Node spread = builder.broadcast(source, rate.get().node().shape(), first);
    Node flow = builder.mul(rate.get().node(), spread);
    for (Map.Entry<String, Integer> shift : transition.shifted().entrySet()) {
      int axis = ArrayShift.place(axes, shift.getKey());
      flow = ArrayShift.without(builder, flow, axis, shift.getValue());
    }
    return Optional.of(new Quantity(flow, axes));
  }

  /** Returns the derivative of every state, in order; a problem leaves zeros. */
  List<Node> derivatives() {
    return changes(List.of()).subList(system.states().size(), 2 * system.states().size());
  }

  /**
   * Returns what each state gains by some of the transitions, in order, and then how each changes
   * by everything else; a problem leaves zeros.
   */
  List<Node> changes(List<Transition> apart) {
    Changes changes = new Changes(system, builder);
    changes.addFlows(flows, apart);
    changes.addEquations(new Lowering(builder, scopeWithFlows(), problems));
    return changes.all();
  }
}
