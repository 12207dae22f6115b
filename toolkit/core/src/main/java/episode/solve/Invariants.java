package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.transform.Substitute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds sums of states that do not change along a solve, such as the size of a closed population,
 * and replaces them by their value at the start. Every Runge–Kutta method keeps linear invariants,
 * so the solution is the same but for rounding: E. Hairer, C. Lubich, G. Wanner, Geometric
 * Numerical Integration, 2nd edition, theorem IV.1.5.
 */
final class Invariants {
  private final Map<Node, Integer> states = new HashMap<>();
  private final List<Node> slopes;
  private final List<Node> starts;
  private final GraphBuilder builder = new GraphBuilder();

  private Invariants(List<Node> states, List<Node> slopes, List<Node> starts) {
    for (Node state : states) {
      this.states.put(state, this.states.size());
    }
    this.slopes = slopes;
    this.starts = starts;
  }

  /**
   * Returns the graph with its invariant sums replaced.
   *
   * @param whole inputs: t, then the states; outputs: the slope of each state, observations, the
   *     start of each state
   */
  static Graph replace(Graph whole, int states) {
    int outputs = whole.outputs().size();
    Invariants invariants =
        new Invariants(
            whole.inputs().subList(1, states + 1),
            whole.outputs().subList(0, states),
            whole.outputs().subList(outputs - states, outputs));
    Map<Node, Node> replacements = new HashMap<>();
    for (Node node : whole.nodes()) {
      if (node.prim() == Prim.ADD) {
        invariants.add(node, replacements);
      }
    }
    return replacements.isEmpty() ? whole : Substitute.of(whole, replacements, whole.inputs());
  }

  private void add(Node sum, Map<Node, Node> replacements) {
    Set<Integer> members = new HashSet<>();
    Map<Node, Integer> rate = new HashMap<>();
    if (!collect(sum, members)) {
      return;
    }
    for (int member : members) {
      terms(slopes.get(member), 1, rate);
    }
    for (Map.Entry<Node, Integer> term : rate.entrySet()) {
      if (term.getValue() != 0 && !term.getKey().isConstant(0)) {
        return;
      }
    }
    replacements.put(sum, atStart(sum));
  }

  /** Returns whether the sum is one of different states, and which. */
  private boolean collect(Node node, Set<Integer> members) {
    if (node.prim() == Prim.ADD) {
      return collect(node.input(0), members) && collect(node.input(1), members);
    }
    Integer state = states.get(node);
    return state != null && members.add(state);
  }

  /** Adds up how often each term occurs in a sum of sums and differences. */
  private static void terms(Node node, int sign, Map<Node, Integer> terms) {
    switch (node.prim()) {
      case ADD -> {
        terms(node.input(0), sign, terms);
        terms(node.input(1), sign, terms);
      }
      case SUB -> {
        terms(node.input(0), sign, terms);
        terms(node.input(1), -sign, terms);
      }
      case NEG -> terms(node.input(0), -sign, terms);
      default -> terms.merge(node, sign, Integer::sum);
    }
  }

  private Node atStart(Node node) {
    if (node.prim() != Prim.ADD) {
      return starts.get(states.get(node));
    }
    List<Node> operands = new ArrayList<>();
    operands.add(atStart(node.input(0)));
    operands.add(atStart(node.input(1)));
    return builder.make(Prim.ADD, Node.NONE, operands);
  }
}
