package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every round of a loop would compute alike. */
final class Invariants {
  private Invariants() {}

  /**
   * Returns a body that is given what every round would compute alike.
   *
   * @param operands of the body; what is computed before the loop is added
   * @param from the first operand that is a constant of the loop
   * @param same for each carry, whether no round changes it
   */
  static Graph hoisted(Simplifier s, Graph body, List<Node> operands, int from, boolean[] same) {
    Set<Node> fixed = new HashSet<>();
    for (int i = 0; i < operands.size(); i++) {
      if (i >= from || i < same.length && same[i]) {
        fixed.add(body.inputs().get(i));
      }
    }
    Map<Node, Node> replacements = new LinkedHashMap<>();
    List<Node> inputs = new ArrayList<>(body.inputs());
    GraphBuilder b = new GraphBuilder();
    Set<String> names = new HashSet<>();
    for (Node input : inputs) {
      names.add(input.name());
    }
    for (Node node : found(body, fixed)) {
      Node input = b.input(Derived.fresh("alike", names), node.type());
      replacements.put(node, input);
      inputs.add(input);
    }
    if (replacements.isEmpty()) {
      return body;
    }
    operands.addAll(computed(s, body, operands, new ArrayList<>(replacements.keySet())));
    return Substitute.of(body, replacements, inputs);
  }

  /** Returns the last nodes that depend on fixed inputs alone; views of them stay in the body. */
  private static List<Node> found(Graph body, Set<Node> fixed) {
    Set<Node> last = new HashSet<>();
    for (Node node : body.nodes()) {
      boolean alike = isSafe(node.prim());
      for (Node operand : node.inputs()) {
        alike &= fixed.contains(operand) || Folding.isConstant(operand);
      }
      if (alike) {
        fixed.add(node);
      }
      for (Node operand : node.inputs()) {
        addSource(last, alike ? null : operand, fixed);
      }
    }
    for (Node output : body.outputs()) {
      addSource(last, output, fixed);
    }
    List<Node> ordered = new ArrayList<>();
    for (Node node : body.nodes()) {
      if (last.contains(node)) {
        ordered.add(node);
      }
    }
    return ordered;
  }

  /** Adds what a node is a view of, where that is fixed and takes work. */
  private static void addSource(Set<Node> last, Node node, Set<Node> fixed) {
    Node source = node;
    while (source != null && source.prim().family() == Prim.Family.VIEW) {
      source = source.input(0);
    }
    if (source != null && fixed.contains(source) && source.prim() != Prim.INPUT) {
      last.add(source);
    }
  }

  /** Nothing that might be refused is done before it is known that there is a round. */
  private static boolean isSafe(Prim prim) {
    return switch (prim.family()) {
      case UNARY, BINARY, COMPARE, LOGIC, SELECT, REDUCE, VIEW, LINALG -> true;
      case MOVE -> prim != Prim.GATHER && prim != Prim.SCATTER_ADD;
      case LEAF, CONTROL -> false;
    };
  }

  private static List<Node> computed(
      Simplifier s, Graph body, List<Node> operands, List<Node> wanted) {
    Map<Node, Node> copies = new HashMap<>();
    for (int i = 0; i < body.inputs().size(); i++) {
      copies.put(body.inputs().get(i), operands.get(i));
    }
    Graph part = body.withOutputs(wanted);
    for (Node node : part.nodes()) {
      if (node.prim() != Prim.INPUT) {
        copies.put(node, s.make(node.prim(), node.attribute(), Substitute.mapped(node, copies)));
      }
    }
    List<Node> made = new ArrayList<>();
    for (Node node : wanted) {
      made.add(copies.get(node));
    }
    return made;
  }
}
