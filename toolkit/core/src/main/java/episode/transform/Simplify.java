package episode.transform;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes graphs smaller, faster and numerically stable without changing what they mean. Equal nodes
 * become one, unused ones fall away, constants are folded, and each primitive has its row of rules
 * in {@code Simplifier}.
 *
 * <p>Results may differ from the original's by rounding, for factors of products move. x · 0 stays,
 * for x may be NaN or infinite, and so do x − x and x / x; the sign of a zero may change. Simplify
 * before differentiating: the stable forms, such as that of log(1 + exp x), have stable derivatives
 * where those of the naive forms overflow. Safe to call from any thread.
 */
public final class Simplify {
  private final Map<Graph, Graph> callees = new HashMap<>();

  private Simplify() {}

  /** Returns the graph simplified, called sub-graphs too: the same inputs, as many outputs. */
  public static Graph of(Graph graph) {
    return new Simplify().graph(graph);
  }

  private Graph graph(Graph graph) {
    Simplifier simplifier = new Simplifier();
    Map<Node, Node> copies = new IdentityHashMap<>();
    Map<Node, boolean[]> used = used(graph);
    Map<Node, Node[]> parts = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      if (used.containsKey(node)) {
        LeanBodies lean = new LeanBodies(this, simplifier, used.get(node));
        parts.put(node, lean.of(node, Substitute.mapped(node, copies)));
      } else if (node.prim() == Prim.PART && parts.containsKey(node.input(0))) {
        copies.put(node, parts.get(node.input(0))[node.index()]);
      } else {
        copies.put(node, copy(simplifier, node, copies));
      }
    }
    List<Node> outputs = new ArrayList<>(graph.outputs().size());
    for (Node output : graph.outputs()) {
      outputs.add(copies.get(output));
    }
    return new Graph(graph.name(), graph.inputs(), outputs);
  }

  /** Returns for each loop and branch which results anybody reads. */
  private static Map<Node, boolean[]> used(Graph graph) {
    Map<Node, boolean[]> used = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      switch (node.prim()) {
        case SCAN, IF, WHILE ->
            used.put(node, new boolean[((Type.TupleOf) node.type()).parts().size()]);
        case PART -> {
          if (used.containsKey(node.input(0))) {
            used.get(node.input(0))[node.index()] = true;
          }
        }
        default -> {}
      }
    }
    return used;
  }

  private Node copy(Simplifier simplifier, Node node, Map<Node, Node> copies) {
    if (node.prim() == Prim.INPUT) {
      return simplifier.seen(node);
    }
    Object attribute = node.prim() == Prim.CALL ? callee(node.callee()) : node.attribute();
    return simplifier.make(node.prim(), attribute, Substitute.mapped(node, copies));
  }

  /** Returns a sub-graph simplified, each once. */
  Graph callee(Graph graph) {
    Graph callee = callees.get(graph);
    if (callee == null) {
      callee = graph(graph);
      callees.put(graph, callee);
    }
    return callee;
  }
}
