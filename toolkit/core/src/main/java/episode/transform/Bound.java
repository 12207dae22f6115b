package episode.transform;

import episode.expr.Graph;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what is known of operands into the bodies that take them. */
final class Bound {
  private Bound() {}

  /**
   * Returns the graphs with constants in place of the inputs that stand for them, and one input in
   * place of those that stand for one operand.
   *
   * @param operands of all graphs; those that are put inside go away
   * @param from the first operand that may; those before it change from round to round
   */
  static List<Graph> of(List<Graph> graphs, List<Node> operands, int from) {
    Map<Node, Integer> first = new HashMap<>();
    List<Integer> sources = new ArrayList<>();
    List<Node> kept = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Node operand = operands.get(i);
      boolean fixed = i >= from;
      Integer known = fixed ? first.putIfAbsent(operand, i) : null;
      sources.add(known == null ? i : known);
      if (!fixed || known == null && !Folding.isConstant(operand)) {
        kept.add(operand);
      }
    }
    if (kept.size() == operands.size()) {
      return graphs;
    }
    List<Graph> bound = new ArrayList<>();
    for (Graph graph : graphs) {
      bound.add(bound(graph, operands, sources, from));
    }
    operands.clear();
    operands.addAll(kept);
    return bound;
  }

  private static Graph bound(Graph graph, List<Node> operands, List<Integer> sources, int from) {
    Map<Node, Node> replacements = new HashMap<>();
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Node input = graph.inputs().get(i);
      if (i >= from && Folding.isConstant(operands.get(i))) {
        replacements.put(input, operands.get(i));
      } else if (sources.get(i) != i) {
        replacements.put(input, graph.inputs().get(sources.get(i)));
      } else {
        inputs.add(input);
      }
    }
    return Substitute.of(graph, replacements, inputs);
  }
}
