package episode.transform;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of a function of one member a function of many: arrays get a leading axis that runs over
 * the members. What does not differ between members is computed once. For one thread.
 */
public final class Vmap {
  private final GraphBuilder b;
  private final int size;
  private final Sizes sizes;
  private final Map<Graph, Map<List<Boolean>, Graph>> callees;
  private final Map<Node, Node> copies = new IdentityHashMap<>();
  private final Map<Node, Boolean> batched = new IdentityHashMap<>();
  private final Map<Node, BatchedBodies.Batch> parts = new IdentityHashMap<>();

  private Vmap(GraphBuilder b, int size, Map<Graph, Map<List<Boolean>, Graph>> callees) {
    this.b = b;
    this.size = size;
    this.callees = callees;
    sizes = new Sizes(size, callees);
  }

  /** Makes batches of sub-graphs, each once. */
  record Sizes(int size, Map<Graph, Map<List<Boolean>, Graph>> callees) {
    /** Returns the outputs of a graph over a batch, all with a leading axis. */
    List<Node> inline(GraphBuilder b, Graph graph, List<Node> operands, List<Boolean> batched) {
      List<Boolean> all = Collections.nCopies(graph.outputs().size(), true);
      return new Vmap(b, size, callees).outputs(graph, operands, batched, all);
    }

    /**
     * Returns a graph over a batch.
     *
     * @param outputs which outputs get a leading axis; the others do not differ between members
     */
    Graph graph(Graph graph, List<Boolean> batched, List<Boolean> outputs) {
      GraphBuilder b = new GraphBuilder();
      List<Node> args = new ArrayList<>();
      for (int i = 0; i < batched.size(); i++) {
        Node input = graph.inputs().get(i);
        Type type = input.type();
        if (batched.get(i)) {
          type = Type.array(input.dtype(), input.shape().inserted(0, size));
        }
        args.add(b.input(input.name(), type));
      }
      List<Node> made = new Vmap(b, size, callees).outputs(graph, args, batched, outputs);
      return b.build(graph.name(), made);
    }
  }

  /**
   * Returns the graph over a batch: the same inputs, with a leading axis where batched, and the
   * same outputs, all with a leading axis.
   *
   * @param size how many members, at least 1
   * @param batched per input, whether it differs between members
   * @throws EpisodeException E3113 where a host loop that is no {@link Batchable} meets a batch
   */
  public static Graph of(Graph graph, int size, List<Boolean> batched) {
    Sizes sizes = new Sizes(size, new HashMap<>());
    return sizes.graph(graph, batched, Collections.nCopies(graph.outputs().size(), true));
  }

  private List<Node> outputs(
      Graph graph, List<Node> args, List<Boolean> flags, List<Boolean> wanted) {
    for (int i = 0; i < args.size(); i++) {
      copies.put(graph.inputs().get(i), args.get(i));
      batched.put(graph.inputs().get(i), flags.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        copy(node);
      }
    }
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Node copy = copies.get(graph.outputs().get(i));
      boolean repeat = wanted.get(i) && !batched.get(graph.outputs().get(i));
      outputs.add(repeat ? repeated(b, copy, size) : copy);
    }
    return outputs;
  }

  /** Returns the array repeated along a new leading axis. */
  public static Node repeated(GraphBuilder b, Node x, int size) {
    Shape shape = x.shape().inserted(0, size);
    return b.broadcast(x, shape, Ints.range(1, x.shape().rank()));
  }

  private void copy(Node node) {
    if (node.prim() == Prim.PART && parts.containsKey(node.input(0))) {
      BatchedBodies.Batch tuple = parts.get(node.input(0));
      copies.put(node, tuple.results().get(node.index()));
      batched.put(node, tuple.batched().get(node.index()));
      return;
    }
    List<Node> operands = Substitute.mapped(node, copies);
    List<Boolean> flags = new ArrayList<>(operands.size());
    for (Node operand : node.inputs()) {
      flags.add(batched.get(operand));
    }
    boolean any = flags.contains(true);
    batched.put(node, any);
    if (!any) {
      copies.put(node, b.make(node.prim(), node.attribute(), operands));
      return;
    }
    switch (node.prim()) {
      case CALL -> keep(node, b.call(callee(node.callee(), flags), operands));
      case SCAN, IF, WHILE ->
          parts.put(node, new BatchedBodies(b, sizes).of(node, operands, flags));
      case OP -> keep(node, op(node, operands, flags));
      case HOST -> keep(node, host(node, operands, flags));
      default -> copies.put(node, VmapRules.batch(b, node, operands, flags, size));
    }
  }

  private void keep(Node node, List<Node> results) {
    List<Boolean> all = Collections.nCopies(results.size(), true);
    parts.put(node, new BatchedBodies.Batch(results, all));
  }

  private List<Node> op(Node node, List<Node> operands, List<Boolean> flags) {
    Optional<List<Node>> own = node.op().vmap(b, size, operands, flags);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<Graph> lowered = Derived.lowered(node);
    if (lowered.isPresent()) {
      return sizes.inline(b, lowered.get(), operands, flags);
    }
    return b.apply(new Members(node.op(), size, flags), operands);
  }

  /**
   * Returns the outputs of a graph over a batch, nodes of a builder, all with a leading axis.
   *
   * @param operands one per input of the graph, with a leading axis where batched
   */
  public static List<Node> inline(
      GraphBuilder b, int size, Graph graph, List<Node> operands, List<Boolean> batched) {
    return new Sizes(size, new HashMap<>()).inline(b, graph, operands, batched);
  }

  private Graph callee(Graph callee, List<Boolean> flags) {
    Map<List<Boolean>, Graph> known = callees.get(callee);
    if (known == null) {
      known = new HashMap<>();
      callees.put(callee, known);
    }
    Graph made = known.get(flags);
    if (made == null) {
      made = sizes.graph(callee, flags, Collections.nCopies(callee.outputs().size(), true));
      known.put(flags, made);
    }
    return made;
  }

  private List<Node> host(Node node, List<Node> operands, List<Boolean> flags) {
    if (node.host() instanceof Batchable batchable) {
      return batchable.batch(b, size, operands, flags);
    }
    String what = "No batches of '" + node.host().name() + "', a loop that runs on the host";
    throw new EpisodeException(
        Problem.of("E3113", what)
            .remedy("Run its members one by one, or let what varies not enter it."));
  }
}
