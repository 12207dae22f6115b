package episode.expr;

import java.util.HashSet;
import java.util.Set;

/** Checks graphs; every output of a transform passes it in the tests. */
public final class Checker {
  private Checker() {}

  /**
   * Returns the graph itself once its order, its operands and all its types have been found right,
   * those of called sub-graphs too.
   *
   * @throws IllegalStateException naming the first node that is wrong
   */
  public static Graph check(Graph graph) {
    Set<Node> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!seen.containsAll(node.inputs())) {
        throw wrong(graph, node, "is used before an operand of its own");
      }
      seen.add(node);
      if (node.prim() == Prim.INPUT) {
        continue;
      }
      if (!Typing.of(node.prim(), node.attribute(), node.inputs()).equals(node.type())) {
        throw wrong(graph, node, "has a type that its rule does not give");
      }
      node.bodies().forEach(Checker::check);
    }
    if (!seen.containsAll(graph.outputs())) {
      throw new IllegalStateException("graph '" + graph.name() + "': an output is not a node");
    }
    return graph;
  }

  private static IllegalStateException wrong(Graph graph, Node node, String what) {
    return new IllegalStateException("graph '" + graph.name() + "': " + node + " " + what);
  }
}
