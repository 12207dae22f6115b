package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reverse derivative of a graph: its outputs for given operands, and from cotangents of the
 * outputs those of the operands.
 *
 * <pre>cotangent of xᵢ = Σⱼ ∂fⱼ/∂xᵢ · cotangent of fⱼ</pre>
 *
 * <p>Conventions are those of {@link Jvp}. The reverse of a called sub-graph is a call of its
 * derivative, which computes anew what it needs. For one thread.
 */
public final class Vjp {
  private final GraphBuilder b;
  private final Derived derived;
  private final Graph graph;
  private final Map<Node, Node> primals = new IdentityHashMap<>();
  private final Map<Node, List<Boolean>> active = new IdentityHashMap<>();
  private final Map<Node, List<Node>> parts = new IdentityHashMap<>();
  private final Map<Node, Vjp> lowered = new IdentityHashMap<>();
  private final Map<Node, HostOp.Pullback> pullbacks = new IdentityHashMap<>();
  private final List<Boolean> wanted;
  private final List<Node> outputs = new ArrayList<>();

  Vjp(GraphBuilder b, Derived derived, Graph graph, List<Node> args, List<Boolean> wanted) {
    this.b = b;
    this.derived = derived;
    this.graph = graph;
    this.wanted = wanted;
    for (int i = 0; i < args.size(); i++) {
      Node input = graph.inputs().get(i);
      primals.put(input, args.get(i));
      if (wanted.get(i)) {
        Wanted.checkFloating(input);
        active.put(input, List.of());
      }
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        forward(node);
      }
    }
    for (Node output : graph.outputs()) {
      outputs.add(primals.get(output));
    }
  }

  /**
   * Returns the forward half as nodes of a builder.
   *
   * @param args one node of the builder per input of the graph
   * @param active per input, whether its cotangent is wanted
   * @throws episode.expr.EpisodeException E3111 where that of an integer or BOOL input is wanted
   */
  public static Vjp of(GraphBuilder b, Graph graph, List<Node> args, List<Boolean> active) {
    return new Vjp(b, new Derived(), graph, args, active);
  }

  /** Returns the outputs of the graph for the operands, nodes of the builder. */
  public List<Node> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  private void forward(Node node) {
    if (node.prim() == Prim.PART && parts.containsKey(node.input(0))) {
      primals.put(node, parts.get(node.input(0)).get(node.index()));
      markActive(node, List.of(true));
      return;
    }
    List<Node> operands = Substitute.mapped(node, primals);
    List<Boolean> flags = new ArrayList<>(operands.size());
    boolean any = false;
    for (int k = 0; k < operands.size(); k++) {
      boolean passes = active.containsKey(node.input(k)) && VjpRules.passes(node, k);
      flags.add(passes);
      any |= passes;
    }
    if (!any) {
      primals.put(node, b.make(node.prim(), node.attribute(), operands));
      return;
    }
    switch (node.prim()) {
      case CALL -> parts.put(node, b.call(node.callee(), operands));
      case OP -> op(node, operands, flags);
      case SCAN -> keep(node, ReverseScan.of(b, derived, node.scan(), operands, flags));
      case WHILE -> keep(node, ReverseScan.of(b, derived, node.loop(), operands, flags));
      case IF -> keep(node, ReverseBranches.of(b, derived, node.branches(), operands, flags));
      case HOST -> keep(node, node.host().vjp(b, operands, flags));
      default -> primals.put(node, b.make(node.prim(), node.attribute(), operands));
    }
    markActive(node, flags);
  }

  private void op(Node node, List<Node> operands, List<Boolean> flags) {
    Optional<HostOp.Pullback> own = node.op().vjp(b, operands, flags);
    if (own.isPresent()) {
      List<Type> types = ((Type.TupleOf) node.type()).parts();
      Perform.checkedNodes(node.op(), types, own.get().results());
      keep(node, own.get());
      return;
    }
    Graph definition = Derived.differentiable(node, "reverse", "vjp");
    Vjp inner = new Vjp(b, derived, definition, operands, flags);
    lowered.put(node, inner);
    parts.put(node, inner.outputs());
  }

  private void keep(Node node, HostOp.Pullback pullback) {
    pullbacks.put(node, pullback);
    parts.put(node, pullback.results());
  }

  private void markActive(Node node, List<Boolean> flags) {
    if (!node.isArray() && node.type() instanceof Type.TupleOf
        || node.isArray() && node.dtype().isFloating()) {
      active.put(node, flags);
    }
  }

  /**
   * Returns the cotangent of each operand, nodes of the builder; empty where it is zero or was not
   * wanted. May be called more than once.
   *
   * @param cotangents one per output, of the output's type; empty where it is zero
   */
  public List<Optional<Node>> pull(List<Optional<Node>> cotangents) {
    Cotangents sums = new Cotangents(b);
    for (int i = 0; i < cotangents.size(); i++) {
      Node output = graph.outputs().get(i);
      if (cotangents.get(i).isPresent() && active.containsKey(output)) {
        sums.add(output, cotangents.get(i).get());
      }
    }
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= graph.inputs().size(); i--) {
      if (active.containsKey(nodes.get(i))) {
        backward(nodes.get(i), sums);
      }
    }
    List<Optional<Node>> pulled = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      pulled.add(wanted.get(i) ? sums.of(graph.inputs().get(i)) : Optional.empty());
    }
    return pulled;
  }

  private void backward(Node node, Cotangents sums) {
    if (parts.containsKey(node)) {
      if (sums.hasParts(node)) {
        List<Optional<Node>> back = backwardTuple(node, sums.ofParts(node, parts.get(node).size()));
        for (int k = 0; k < back.size(); k++) {
          if (back.get(k).isPresent() && active.get(node).get(k)) {
            sums.add(node.input(k), back.get(k).get());
          }
        }
      }
      return;
    }
    Optional<Node> found = sums.of(node);
    if (found.isEmpty()) {
      return;
    }
    if (node.prim() == Prim.PART) {
      sums.addPart(node.input(0), node.index(), found.get());
      return;
    }
    List<Boolean> flags = active.get(node);
    for (int k = 0; k < flags.size(); k++) {
      if (flags.get(k)) {
        sums.add(node.input(k), VjpRules.cotangent(b, primals.get(node), k, found.get()));
      }
    }
  }

  private List<Optional<Node>> backwardTuple(Node node, List<Optional<Node>> c) {
    if (lowered.containsKey(node)) {
      return lowered.get(node).pull(c);
    }
    if (pullbacks.containsKey(node)) {
      return pullbacks.get(node).cotangents(b, c);
    }
    Derived.Reverse reverse = derived.reverse(node.callee(), active.get(node), c);
    List<Node> operands = Substitute.mapped(node, primals);
    operands.addAll(Derived.there(c));
    return Derived.spread(reverse.cotangents(), b.call(reverse.graph(), operands));
  }
}
