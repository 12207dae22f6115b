package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of a graph one whose host loops take the steps that they take at another point: what a
 * difference quotient is taken of, so that the choice of steps does not spoil it. For one thread.
 */
public final class Repeated {
  private final GraphBuilder b;
  private final Map<Node, Node> moved = new IdentityHashMap<>();
  private final Map<Node, Node> base = new IdentityHashMap<>();
  private final Map<Node, List<Node>> movedParts = new IdentityHashMap<>();
  private final Map<Node, List<Node>> baseParts = new IdentityHashMap<>();

  private Repeated(GraphBuilder b) {
    this.b = b;
  }

  /** Returns the graph; inputs: those of the graph, then those of the point of the steps. */
  public static Graph of(Graph graph) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    graph.inputs().forEach(input -> args.add(b.input(input.name(), input.type())));
    List<Node> point = new ArrayList<>();
    for (Node input : graph.inputs()) {
      point.add(b.input("steps at " + input.name(), input.type()));
    }
    Repeated repeated = new Repeated(b);
    repeated.walk(graph, args, point);
    return b.build(graph.name(), repeated.outputs(graph, repeated.moved));
  }

  private void walk(Graph graph, List<Node> args, List<Node> point) {
    for (int i = 0; i < args.size(); i++) {
      moved.put(graph.inputs().get(i), args.get(i));
      base.put(graph.inputs().get(i), point.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        push(node);
      }
    }
  }

  private List<Node> outputs(Graph graph, Map<Node, Node> copies) {
    List<Node> outputs = new ArrayList<>();
    graph.outputs().forEach(output -> outputs.add(copies.get(output)));
    return outputs;
  }

  private void push(Node node) {
    if (node.prim() == Prim.PART && movedParts.containsKey(node.input(0))) {
      moved.put(node, movedParts.get(node.input(0)).get(node.index()));
      base.put(node, baseParts.get(node.input(0)).get(node.index()));
      return;
    }
    List<Node> own = Substitute.mapped(node, moved);
    List<Node> other = Substitute.mapped(node, base);
    if (node.prim() == Prim.CALL) {
      Repeated inner = new Repeated(b);
      inner.walk(node.callee(), own, other);
      movedParts.put(node, inner.outputs(node.callee(), inner.moved));
      baseParts.put(node, inner.outputs(node.callee(), inner.base));
      return;
    }
    if (node.prim() == Prim.HOST && node.host() instanceof Repeatable repeatable) {
      List<Node> both = new ArrayList<>(own);
      both.addAll(other);
      movedParts.put(node, b.host(repeatable.repeating(), both));
      baseParts.put(node, b.host(node.host(), other));
      return;
    }
    moved.put(node, b.make(node.prim(), node.attribute(), own));
    base.put(node, b.make(node.prim(), node.attribute(), other));
  }
}
