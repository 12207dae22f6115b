package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Replaces nodes of a graph by others. Safe to call from any thread. */
public final class Substitute {
  private Substitute() {}

  /**
   * Returns the graph with some of its nodes replaced, such as by new inputs, under a new list of
   * inputs. A replacement stands as it is: nothing inside it is replaced in turn.
   *
   * @param inputs every input that the result needs; those that are kept and those that replace
   * @throws IllegalArgumentException where the type of a replacement differs
   * @throws episode.expr.EpisodeException E3122 where the result needs an input that is not listed
   */
  public static Graph of(Graph graph, Map<Node, Node> replacements, List<Node> inputs) {
    GraphBuilder builder = new GraphBuilder();
    Map<Node, Node> copies = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      Node other = replacements.get(node);
      copies.put(node, other == null ? copy(builder, node, copies) : checked(node, other));
    }
    List<Node> outputs = new ArrayList<>(graph.outputs().size());
    for (Node output : graph.outputs()) {
      outputs.add(copies.get(output));
    }
    return new Graph(graph.name(), inputs, outputs);
  }

  private static Node checked(Node node, Node other) {
    if (!other.type().equals(node.type())) {
      throw new IllegalArgumentException(node + " cannot be replaced by " + other);
    }
    return other;
  }

  /** Returns the node over the copies of its operands; an input is itself. */
  static Node copy(GraphBuilder builder, Node node, Map<Node, Node> copies) {
    return node.prim() == Prim.INPUT
        ? node
        : builder.make(node.prim(), node.attribute(), mapped(node, copies));
  }

  /** Returns the copies of a node's operands. */
  static List<Node> mapped(Node node, Map<Node, Node> copies) {
    List<Node> operands = new ArrayList<>(node.inputs().size());
    for (int i = 0; i < node.inputs().size(); i++) {
      operands.add(copies.get(node.input(i)));
    }
    return operands;
  }
}
