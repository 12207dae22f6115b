package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
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
    for (Node node : graph.nodes()) {
      copies.put(node, copy(simplifier, node, copies));
    }
    List<Node> outputs = new ArrayList<>(graph.outputs().size());
    for (Node output : graph.outputs()) {
      outputs.add(copies.get(output));
    }
    return new Graph(graph.name(), graph.inputs(), outputs);
  }

  private Node copy(Simplifier simplifier, Node node, Map<Node, Node> copies) {
    if (node.prim() == Prim.INPUT) {
      return simplifier.seen(node);
    }
    return simplifier.make(node.prim(), attribute(node), Substitute.mapped(node, copies));
  }

  /** Returns the attribute over sub-graphs that are simplified. */
  private Object attribute(Node node) {
    return switch (node.prim()) {
      case CALL -> callee(node.callee());
      case SCAN -> node.scan().with(callee(node.scan().body()));
      case IF -> {
        Attr.Branches branches = node.branches();
        yield new Attr.Branches(callee(branches.then()), callee(branches.otherwise()));
      }
      case WHILE -> node.loop().with(callee(node.loop().condition()), callee(node.loop().body()));
      default -> node.attribute();
    };
  }

  private Graph callee(Graph graph) {
    Graph callee = callees.get(graph);
    if (callee == null) {
      callee = graph(graph);
      callees.put(graph, callee);
    }
    return callee;
  }
}
