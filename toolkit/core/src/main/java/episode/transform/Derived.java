package episode.transform;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The derivatives of called sub-graphs, made once per sub-graph and pattern of zeros: a sub-graph
 * that is called seven times has a derivative that is called seven times.
 */
final class Derived {
  private final Map<Graph, Map<List<Boolean>, Forward>> forward = new HashMap<>();
  private final Map<Graph, Map<List<Boolean>, Reverse>> reverse = new HashMap<>();

  /**
   * The forward derivative of a sub-graph. Inputs: those of the sub-graph, then the tangents that
   * are there; outputs: those of the sub-graph, then the tangents that are there.
   *
   * @param tangents for each output, whether it has a tangent
   */
  record Forward(Graph graph, List<Boolean> tangents) {}

  /**
   * The reverse derivative of a sub-graph. Inputs: those of the sub-graph, then the cotangents that
   * are there; outputs: the cotangents of inputs that are there.
   *
   * @param cotangents for each input, whether it has a cotangent
   */
  record Reverse(Graph graph, List<Boolean> cotangents) {}

  Forward forward(Graph callee, List<Optional<Node>> tangents) {
    List<Boolean> mask = present(tangents);
    Map<List<Boolean>, Forward> known = forward.get(callee);
    if (known == null) {
      known = new HashMap<>();
      forward.put(callee, known);
    }
    Forward made = known.get(mask);
    if (made == null) {
      made = makeForward(callee, mask);
      known.put(mask, made);
    }
    return made;
  }

  private Forward makeForward(Graph callee, List<Boolean> mask) {
    GraphBuilder b = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = copyInputs(b, callee, names);
    List<Optional<Node>> tangents = seeds(b, "tangent ", callee.inputs(), mask, names);
    Jvp jvp = new Jvp(b, this, callee, inputs, tangents);
    List<Node> outputs = new ArrayList<>(jvp.outputs());
    outputs.addAll(there(jvp.tangents()));
    return new Forward(b.build(callee.name().concat("_jvp"), outputs), present(jvp.tangents()));
  }

  Reverse reverse(Graph callee, List<Boolean> active, List<Optional<Node>> cotangents) {
    List<Boolean> mask = present(cotangents);
    List<Boolean> key = new ArrayList<>(active);
    key.addAll(mask);
    Map<List<Boolean>, Reverse> known = reverse.get(callee);
    if (known == null) {
      known = new HashMap<>();
      reverse.put(callee, known);
    }
    Reverse made = known.get(key);
    if (made == null) {
      made = makeReverse(callee, active, mask);
      known.put(key, made);
    }
    return made;
  }

  private Reverse makeReverse(Graph callee, List<Boolean> active, List<Boolean> mask) {
    GraphBuilder b = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = copyInputs(b, callee, names);
    List<Optional<Node>> seeds = seeds(b, "cotangent ", callee.outputs(), mask, names);
    List<Optional<Node>> pulled = new Vjp(b, this, callee, inputs, active).pull(seeds);
    Graph graph = b.build(callee.name().concat("_vjp"), there(pulled));
    return new Reverse(graph, present(pulled));
  }

  static List<Node> copyInputs(GraphBuilder b, Graph callee, Set<String> names) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : callee.inputs()) {
      names.add(input.name());
      inputs.add(b.input(input.name(), input.type()));
    }
    return inputs;
  }

  static List<Optional<Node>> seeds(
      GraphBuilder b, String kind, List<Node> like, List<Boolean> mask, Set<String> names) {
    List<Optional<Node>> seeds = new ArrayList<>();
    for (int i = 0; i < like.size(); i++) {
      if (mask.get(i)) {
        String name = fresh(kind.concat(Integer.toString(i)), names);
        seeds.add(Optional.of(b.input(name, like.get(i).type())));
      } else {
        seeds.add(Optional.empty());
      }
    }
    return seeds;
  }

  /** Returns a name that is not among others, and adds it to them. */
  static String fresh(String kind, Set<String> names) {
    String name = kind;
    while (!names.add(name)) {
      name = "another ".concat(name);
    }
    return name;
  }

  /** Returns for each place whether something is there. */
  static List<Boolean> present(List<Optional<Node>> nodes) {
    List<Boolean> mask = new ArrayList<>(nodes.size());
    for (Optional<Node> node : nodes) {
      mask.add(node.isPresent());
    }
    return mask;
  }

  /** Returns what is there, in order. */
  static List<Node> there(List<Optional<Node>> nodes) {
    List<Node> found = new ArrayList<>(nodes.size());
    for (Optional<Node> node : nodes) {
      if (node.isPresent()) {
        found.add(node.get());
      }
    }
    return found;
  }

  /** Returns the results that a mask has places for, in its places. */
  static List<Optional<Node>> spread(List<Boolean> mask, List<Node> found) {
    List<Optional<Node>> nodes = new ArrayList<>(mask.size());
    int next = 0;
    for (boolean holds : mask) {
      nodes.add(holds ? Optional.of(found.get(next++)) : Optional.empty());
    }
    return nodes;
  }

  /** Returns an op's definition as a sub-graph, where it has one. */
  static Optional<Graph> lowered(Node op) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Node operand : op.inputs()) {
      inputs.add(b.input("operand ".concat(Integer.toString(inputs.size())), operand.type()));
    }
    Optional<List<Node>> outputs = op.op().lower(b, inputs);
    return outputs.isPresent() ? Optional.of(b.build("lowered", outputs.get())) : Optional.empty();
  }

  /**
   * Returns an op's definition as a sub-graph that is to be differentiated.
   *
   * @param kind "forward" or "reverse"
   * @param method the method by which the op would bring its own derivative
   * @throws EpisodeException E3115 where it has no definition
   */
  static Graph differentiable(Node op, String kind, String method) {
    Optional<Graph> lowered = lowered(op);
    if (lowered.isPresent()) {
      return lowered.get();
    }
    String what = "No " + kind + " derivative of op '" + op.op().name() + "'";
    throw new EpisodeException(
        Problem.of("E3115", what)
            .remedy(
                "It has neither a lowering nor a derivative of its own; give it '"
                    + method
                    + "' or 'lower'."));
  }
}
