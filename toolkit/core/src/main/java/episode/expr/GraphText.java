package episode.expr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph as text for people. For one text. */
final class GraphText {
  private final StringBuilder text = new StringBuilder();
  private final Set<Graph> shown = new HashSet<>();

  private GraphText() {}

  static String of(Graph graph) {
    GraphText text = new GraphText();
    text.append(graph, "", "graph ");
    return text.text.toString();
  }

  private void append(Graph graph, String indent, String title) {
    text.append(indent).append(title).append(graph.name());
    if (!shown.add(graph)) {
      text.append(" as above\n");
      return;
    }
    text.append('\n');
    Map<Node, String> names = new IdentityHashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (Node node : graph.nodes()) {
      String label = node.prim() == Prim.INPUT ? node.name() : "%" + names.size();
      names.put(node, uses.merge(label, 1, Integer::sum) == 1 ? label : label + "'");
      text.append(indent).append("  ").append(names.get(node)).append(" = ").append(node.prim());
      text.append('(').append(joined(node.inputs(), names)).append(')');
      text.append(attribute(node)).append(" : ").append(node.type()).append('\n');
      appendBodies(node, indent + "    ");
    }
    text.append(indent).append("  return ").append(joined(graph.outputs(), names)).append('\n');
  }

  private void appendBodies(Node node, String indent) {
    switch (node.prim()) {
      case SCAN -> append(node.scan().body(), indent, "body ");
      case IF -> {
        append(node.branches().then(), indent, "then ");
        append(node.branches().otherwise(), indent, "else ");
      }
      case WHILE -> {
        append(node.loop().condition(), indent, "condition ");
        append(node.loop().body(), indent, "body ");
      }
      default -> {}
    }
  }

  private static String joined(List<Node> nodes, Map<Node, String> names) {
    return String.join(", ", nodes.stream().map(names::get).toList());
  }

  private static String attribute(Node node) {
    return switch (node.prim()) {
      case INPUT -> "";
      case CALL -> " " + node.callee().name();
      case OP -> " " + node.op().name();
      case HOST -> " " + node.host().name();
      default -> node.attribute() == Node.NONE ? "" : " " + node.attribute();
    };
  }
}
