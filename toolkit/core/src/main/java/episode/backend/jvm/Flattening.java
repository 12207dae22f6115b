package episode.backend.jvm;

import episode.backend.OpGraph;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lowers ops that can be to primitives, and puts called graphs in place where that is better than a
 * call.
 */
final class Flattening {
  /** A called graph of more nodes becomes a method of its own, unless there is one call only. */
  private static final int SMALL = 300;

  private final GraphBuilder builder = new GraphBuilder();
  private final Map<Graph, Integer> calls = new HashMap<>();

  private final Options options;

  private Flattening(Options options) {
    this.options = options;
  }

  static Graph of(Graph graph, Options options) {
    if (isFlat(graph)) {
      return graph;
    }
    Flattening flattening = new Flattening(options);
    flattening.count(graph);
    List<Node> operands = new ArrayList<>();
    for (Node input : graph.inputs()) {
      operands.add(flattening.builder.input(input.name(), input.type()));
    }
    return flattening.builder.build(graph.name(), flattening.inline(graph, operands));
  }

  private static boolean isFlat(Graph graph) {
    for (Node node : graph.nodes()) {
      boolean flat = node.prim() != Prim.OP && node.prim() != Prim.CALL;
      for (Graph body : node.bodies()) {
        flat = flat && isFlat(body);
      }
      if (!flat) {
        return false;
      }
    }
    return true;
  }

  private void count(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.prim() == Prim.CALL) {
        Integer before = calls.get(node.callee());
        calls.put(node.callee(), before == null ? 1 : before + 1);
        count(node.callee());
      }
    }
  }

  private List<Node> inline(Graph graph, List<Node> operands) {
    Map<Node, Node> copies = new HashMap<>();
    Map<Node, List<Node>> tuples = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      copies.put(graph.inputs().get(i), operands.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        List<Node> mapped = new ArrayList<>(node.inputs().size());
        for (Node operand : node.inputs()) {
          mapped.add(copies.get(operand));
        }
        add(node, mapped, copies, tuples);
      }
    }
    List<Node> outputs = new ArrayList<>();
    for (Node output : graph.outputs()) {
      outputs.add(copies.get(output));
    }
    return outputs;
  }

  private void add(
      Node node, List<Node> operands, Map<Node, Node> copies, Map<Node, List<Node>> tuples) {
    List<Node> lowered = node.prim() == Prim.OP ? lower(node, operands) : null;
    if (lowered != null) {
      tuples.put(node, lowered);
    } else if (node.prim() == Prim.CALL && isInlined(node.callee())) {
      tuples.put(node, inline(node.callee(), operands));
    } else if (node.prim() == Prim.PART && tuples.containsKey(node.input(0))) {
      copies.put(node, tuples.get(node.input(0)).get(node.index()));
    } else {
      copies.put(node, builder.make(node.prim(), attribute(node), operands));
    }
  }

  /** Bodies of loops and branches are flat too, so that they are simplified as a whole. */
  private Object attribute(Node node) {
    if (node.prim() == Prim.CALL) {
      return node.callee();
    }
    List<Graph> bodies = new ArrayList<>();
    for (Graph body : node.bodies()) {
      bodies.add(of(body, options));
    }
    return node.over(bodies);
  }

  private boolean isInlined(Graph callee) {
    return callee.nodes().size() <= SMALL || calls.get(callee) == null || calls.get(callee) == 1;
  }

  /** Returns the results, or null where the op is to be performed. */
  private List<Node> lower(Node node, List<Node> operands) {
    if (options.host(node.op()).isPresent()) {
      return null;
    }
    Optional<Graph> definition = OpGraph.of(node, options.nodes(node.op()));
    return definition.isEmpty() ? null : inline(definition.get(), operands);
  }
}
