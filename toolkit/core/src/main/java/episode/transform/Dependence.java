package episode.transform;

import episode.expr.Graph;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which outputs of a graph depend on which inputs, by its structure alone. */
final class Dependence {
  private Dependence() {}

  /** Returns for each output whether it can differ where flagged inputs do. */
  static List<Boolean> touched(Graph graph, List<Boolean> inputs) {
    return reached(graph, inputs, false);
  }

  /** Returns for each output whether its tangent can be other than zero. */
  static List<Boolean> varied(Graph graph, List<Boolean> inputs) {
    return reached(graph, inputs, true);
  }

  private static List<Boolean> reached(Graph graph, List<Boolean> inputs, boolean tangents) {
    Set<Node> marked = marked(graph.inputs(), inputs);
    for (Node node : graph.nodes()) {
      for (int k = 0; k < node.inputs().size(); k++) {
        boolean flows = !tangents || isTuple(node.input(k)) || VjpRules.passes(node, k);
        if (flows && marked.contains(node.input(k))) {
          marked.add(node);
        }
      }
    }
    List<Boolean> outputs = new ArrayList<>();
    for (Node output : graph.outputs()) {
      boolean floats = !tangents || output.isArray() && output.dtype().isFloating();
      outputs.add(floats && marked.contains(output));
    }
    return outputs;
  }

  private static boolean isTuple(Node node) {
    return !node.isArray();
  }

  /** Returns for each input whether one of the flagged outputs needs it. */
  static List<Boolean> needed(Graph graph, List<Boolean> outputs) {
    Set<Node> marked = marked(graph.outputs(), outputs);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      if (marked.contains(graph.nodes().get(i))) {
        marked.addAll(graph.nodes().get(i).inputs());
      }
    }
    List<Boolean> inputs = new ArrayList<>();
    for (Node input : graph.inputs()) {
      inputs.add(marked.contains(input));
    }
    return inputs;
  }

  private static Set<Node> marked(List<Node> nodes, List<Boolean> flags) {
    Set<Node> marked = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (flags.get(i)) {
        marked.add(nodes.get(i));
      }
    }
    return marked;
  }

  /**
   * Flags the carries of a loop that can have tangents after any number of rounds.
   *
   * @param inputs flags of the body's inputs, carries first; changed
   */
  static void carryVaried(Graph body, int carries, List<Boolean> inputs) {
    boolean more = true;
    while (more) {
      more = spread(varied(body, inputs), inputs, carries);
    }
  }

  /** Flags the carries of a loop that can differ after any number of rounds. */
  static void carryTouched(Graph body, int carries, List<Boolean> inputs) {
    boolean more = true;
    while (more) {
      more = spread(touched(body, inputs), inputs, carries);
    }
  }

  /**
   * Flags the carries of a loop that some flagged output needs in the end.
   *
   * @param outputs flags of the body's outputs, carries first; changed
   */
  static void carryNeeded(Graph body, int carries, List<Boolean> outputs) {
    boolean more = true;
    while (more) {
      more = spread(needed(body, outputs), outputs, carries);
    }
  }

  private static boolean spread(List<Boolean> from, List<Boolean> to, int carries) {
    boolean changed = false;
    for (int i = 0; i < carries; i++) {
      if (from.get(i) && !to.get(i)) {
        to.set(i, true);
        changed = true;
      }
    }
    return changed;
  }
}
