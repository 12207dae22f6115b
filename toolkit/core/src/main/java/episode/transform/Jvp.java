package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
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
 * The forward derivative of a graph: its outputs and their tangents, for given operands and
 * tangents of these.
 *
 * <pre>tangent of f(x) = Σᵢ ∂f/∂xᵢ · tangent of xᵢ</pre>
 *
 * <p>What is structurally zero stays empty and is never stored. A called sub-graph becomes a call
 * of its derivative, an op without a rule of its own is lowered first, a host loop brings its own
 * derivative. At a kink the derivative of |x| is 0, and ties of minima and maxima share equally.
 * Integer and BOOL values have no tangents. For one thread.
 */
public final class Jvp {
  private final GraphBuilder b;
  private final Derived derived;
  private final Map<Node, Node> primals = new IdentityHashMap<>();
  private final Map<Node, Node> tangents = new IdentityHashMap<>();
  private final Map<Node, Parts> parts = new IdentityHashMap<>();
  private final List<Node> outputs = new ArrayList<>();
  private final List<Optional<Node>> outputTangents = new ArrayList<>();

  /**
   * What an operation with several results gives.
   *
   * @param tangents one per result, empty where it is zero
   */
  record Parts(List<Node> results, List<Optional<Node>> tangents) {}

  Jvp(
      GraphBuilder b,
      Derived derived,
      Graph graph,
      List<Node> args,
      List<Optional<Node>> argTangents) {
    this.b = b;
    this.derived = derived;
    for (int i = 0; i < args.size(); i++) {
      primals.put(graph.inputs().get(i), args.get(i));
      if (argTangents.get(i).isPresent()) {
        Node given = argTangents.get(i).get();
        Wanted.checkTangent(graph.inputs().get(i), given);
        tangents.put(graph.inputs().get(i), given);
      }
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        push(node);
      }
    }
    for (Node output : graph.outputs()) {
      outputs.add(primals.get(output));
      outputTangents.add(Optional.ofNullable(tangents.get(output)));
    }
  }

  /**
   * Returns the derivative of a graph as nodes of a builder.
   *
   * @param args one node of the builder per input of the graph
   * @param tangents one per input, of the input's type; empty where it is zero
   * @throws episode.expr.EpisodeException E3111 where an integer or BOOL input is given a tangent
   */
  public static Jvp of(
      GraphBuilder b, Graph graph, List<Node> args, List<Optional<Node>> tangents) {
    return new Jvp(b, new Derived(), graph, args, tangents);
  }

  /** Returns the outputs of the graph for the operands, nodes of the builder. */
  public List<Node> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  /** Returns the tangent of each output; empty where it is zero whatever the operands are. */
  public List<Optional<Node>> tangents() {
    return Collections.unmodifiableList(outputTangents);
  }

  private void push(Node node) {
    if (node.prim() == Prim.PART && parts.containsKey(node.input(0))) {
      Parts tuple = parts.get(node.input(0));
      primals.put(node, tuple.results().get(node.index()));
      keep(node, tuple.tangents().get(node.index()));
      return;
    }
    List<Node> operands = Substitute.mapped(node, primals);
    boolean active = false;
    for (Node operand : node.inputs()) {
      active |= tangents.containsKey(operand);
    }
    if (!active) {
      primals.put(node, b.make(node.prim(), node.attribute(), operands));
      return;
    }
    List<Optional<Node>> t = new ArrayList<>(operands.size());
    for (Node operand : node.inputs()) {
      t.add(Optional.ofNullable(tangents.get(operand)));
    }
    switch (node.prim()) {
      case CALL -> parts.put(node, call(node.callee(), operands, t));
      case OP -> parts.put(node, op(node, operands, t));
      case SCAN, IF, WHILE -> parts.put(node, new ForwardBodies(b, derived).of(node, operands, t));
      case HOST -> parts.put(node, both(node, node.host().jvp(b, operands, t)));
      default -> {
        Node f = b.make(node.prim(), node.attribute(), operands);
        primals.put(node, f);
        if (f.dtype().isFloating()) {
          keep(node, JvpRules.tangent(b, f, t));
        }
      }
    }
  }

  private void keep(Node node, Optional<Node> tangent) {
    if (tangent.isPresent()) {
      tangents.put(node, tangent.get());
    }
  }

  private Parts call(Graph callee, List<Node> operands, List<Optional<Node>> t) {
    Derived.Forward forward = derived.forward(callee, t);
    List<Node> all = new ArrayList<>(operands);
    all.addAll(Derived.there(t));
    List<Node> results = b.call(forward.graph(), all);
    int n = callee.outputs().size();
    return new Parts(
        results.subList(0, n),
        Derived.spread(forward.tangents(), results.subList(n, results.size())));
  }

  private Parts op(Node node, List<Node> operands, List<Optional<Node>> t) {
    Optional<List<Node>> own = node.op().jvp(b, operands, t);
    if (own.isPresent()) {
      return both(node, own.get());
    }
    Graph definition = Derived.differentiable(node, "forward", "jvp");
    Jvp inner = new Jvp(b, derived, definition, operands, t);
    return new Parts(inner.outputs(), inner.tangents());
  }

  /** Takes apart what an operation with a derivative of its own gives: results, then tangents. */
  private static Parts both(Node node, List<Node> both) {
    List<Type> types = ((Type.TupleOf) node.type()).parts();
    if (node.prim() == Prim.OP) {
      Perform.checkedNodes(node.op(), twice(types, both), both);
    }
    List<Optional<Node>> results = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      results.add(
          !isDiscrete(types.get(i)) ? Optional.of(both.get(types.size() + i)) : Optional.empty());
    }
    return new Parts(both.subList(0, types.size()), results);
  }

  private static boolean isDiscrete(Type type) {
    return type instanceof Type.ArrayOf a && !a.dtype().isFloating();
  }

  /** Returns the types of results and tangents; any will do for a tangent that is ignored. */
  private static List<Type> twice(List<Type> types, List<Node> both) {
    List<Type> twice = new ArrayList<>(types);
    for (Type type : types) {
      int place = twice.size();
      boolean ignored = isDiscrete(type) && both != null && place < both.size();
      twice.add(ignored && both.get(place) != null ? both.get(place).type() : type);
    }
    return twice;
  }
}
