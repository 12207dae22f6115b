package episode.system;

import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what changes each state: flows, equations and contributions. Some flows' gains may be
 * kept apart from the rest. For one graph and one thread.
 */
final class Changes {
  private final Definitions system;
  private final GraphBuilder builder;
  private final Map<String, Node> gains = new HashMap<>();
  private final Map<String, Node> rest = new HashMap<>();

  Changes(Definitions system, GraphBuilder builder) {
    this.system = system;
    this.builder = builder;
  }

  /**
   * Adds the transitions.
   *
   * @param flows their values, in order; those with a problem are left out
   * @param apart those whose gains are kept apart
   */
  void addFlows(List<Optional<Quantity>> flows, List<Transition> apart) {
    for (int i = 0; i < flows.size(); i++) {
      Transition transition = system.transitions().get(i);
      if (flows.get(i).isPresent() && !transition.changesNothing()) {
        Quantity flow = flows.get(i).get();
        if (transition.from().isPresent()) {
          subtract(transition.from().get(), flow);
        }
        if (transition.to().isPresent()) {
          add(apart.contains(transition) ? gains : rest, transition.to().get(), flow);
        }
      }
    }
  }

  /** Adds the equations, then the contributions; those with a problem are left out. */
  void addEquations(Lowering lowering) {
    Map<String, List<Cells>> doneByState = new HashMap<>();
    for (Definition equation : system.equations()) {
      Cells target = equation.target();
      List<Cells> done =
          doneByState.computeIfAbsent(target.template().name(), name -> new ArrayList<>());
      Optional<Quantity> value =
          lowering.over(target.running(), target.pinned(), equation.formula());
      if (value.isPresent()) {
        if (!isApart(target, done)) {
          clear(target);
        }
        add(rest, target, value.get());
      }
      done.add(target);
    }
    for (Definition contribution : system.contributions()) {
      Cells target = contribution.target();
      lowering
          .over(target.running(), target.pinned(), contribution.formula())
          .ifPresent(value -> add(rest, target, value));
    }
  }

  /** Returns the gains of each state that are kept apart, in order, and then all other changes. */
  List<Node> all() {
    List<Node> changes = new ArrayList<>();
    for (Map<String, Node> sums : List.of(gains, rest)) {
      for (Template state : system.states()) {
        changes.add(sums.getOrDefault(state.name(), CellArrays.zeros(builder, state)));
      }
    }
    return changes;
  }

  private static boolean isApart(Cells target, List<Cells> done) {
    for (Cells other : done) {
      if (!other.isApartFrom(target)) {
        return false;
      }
    }
    return true;
  }

  /** Makes way for the equation of some cells where that of the whole state stands. */
  private void clear(Cells cells) {
    Node before = rest.get(cells.template().name());
    if (before != null) {
      Node one = builder.broadcastTo(builder.constant(1), NamedAxis.shape(cells.running()));
      Node mask = CellArrays.placed(builder, cells, new Quantity(one, cells.running()));
      Node zero = builder.constant(0);
      rest.put(cells.template().name(), builder.where(mask, zero, before));
    }
  }

  private void add(Map<String, Node> sums, Cells cells, Quantity value) {
    Node change = CellArrays.placed(builder, cells, value);
    Node before = sums.get(cells.template().name());
    sums.put(cells.template().name(), before == null ? change : builder.add(before, change));
  }

  private void subtract(Cells cells, Quantity value) {
    Node change = CellArrays.placed(builder, cells, value);
    Node before = rest.get(cells.template().name());
    Node after = before == null ? builder.neg(change) : builder.sub(before, change);
    rest.put(cells.template().name(), after);
  }
}
