package episode.backend;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts called sub-graphs that hold host loops in place of their calls: a graph is cut at its host
 * loops, which have to lie in the graph itself.
 */
final class HostCalls {
  private HostCalls() {}

  /** Returns the graph without calls of what holds a host loop; itself where it has none. */
  static Graph inlined(Graph graph) {
    if (graph.nodes().stream().noneMatch(HostCalls::isHostCall)) {
      return graph;
    }
    GraphBuilder builder = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Node input : graph.inputs()) {
      inputs.add(builder.input(input.name(), input.type()));
    }
    return builder.build(graph.name(), outputs(builder, graph, inputs));
  }

  private static List<Node> outputs(GraphBuilder builder, Graph graph, List<Node> operands) {
    Map<Node, Node> copies = new HashMap<>();
    Map<Node, List<Node>> results = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      copies.put(graph.inputs().get(i), operands.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() == Prim.INPUT) {
        continue;
      }
      if (node.prim() == Prim.PART && results.containsKey(node.input(0))) {
        copies.put(node, results.get(node.input(0)).get(node.index()));
        continue;
      }
      List<Node> mapped = new ArrayList<>();
      node.inputs().forEach(operand -> mapped.add(copies.get(operand)));
      if (isHostCall(node)) {
        results.put(node, outputs(builder, node.callee(), mapped));
      } else {
        copies.put(node, builder.make(node.prim(), node.attribute(), mapped));
      }
    }
    List<Node> outputs = new ArrayList<>();
    graph.outputs().forEach(output -> outputs.add(copies.get(output)));
    return outputs;
  }

  private static boolean isHostCall(Node node) {
    return node.prim() == Prim.CALL && holdsHost(node.callee());
  }

  private static boolean holdsHost(Graph graph) {
    return graph.nodes().stream().anyMatch(n -> n.prim() == Prim.HOST || isHostCall(n));
  }
}
