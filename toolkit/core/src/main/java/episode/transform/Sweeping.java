package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes host loops walk back what they recorded in reverse derivatives, even where they would find
 * carrying tangents cheaper: for comparing the one with the other. For one thread.
 */
public final class Sweeping {
  private Sweeping() {}

  /** A host loop that may compute its reverse derivative in several ways. */
  public interface Loop extends HostOp {
    /** Returns the loop whose reverse derivative walks back what it recorded. */
    HostOp sweeping();
  }

  /** Returns the graph with such loops. */
  public static Graph of(Graph graph) {
    GraphBuilder b = new GraphBuilder();
    Map<Node, Node> copies = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      copies.put(node, copy(b, node, copies));
    }
    List<Node> outputs = new ArrayList<>();
    graph.outputs().forEach(output -> outputs.add(copies.get(output)));
    return new Graph(graph.name(), graph.inputs(), outputs);
  }

  private static Node copy(GraphBuilder b, Node node, Map<Node, Node> copies) {
    if (node.prim() == Prim.HOST && node.host() instanceof Loop loop) {
      return b.make(Prim.HOST, loop.sweeping(), Substitute.mapped(node, copies));
    }
    if (node.prim() == Prim.CALL) {
      return b.make(Prim.CALL, of(node.callee()), Substitute.mapped(node, copies));
    }
    return Substitute.copy(b, node, copies);
  }
}
