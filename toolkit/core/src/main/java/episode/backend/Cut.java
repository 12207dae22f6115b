package episode.backend;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph cut at its host nodes. A node belongs to stage s when s host nodes lie on the longest way
 * to it; a stage is one function of the program, host nodes run between the stages, and every value
 * that a later stage, a host node or the caller needs has a slot.
 */
final class Cut {
  private final Program program;
  private final List<Step> steps = new ArrayList<>();
  private final int[] inputs;
  private final int[] outputs;

  /**
   * One thing to do.
   *
   * @param function number of the program's function, or −1 for a host op
   * @param host the host op
   * @param operands slots of the host op's operands
   * @param results slots of its results
   */
  record Step(int function, Optional<HostFunction> host, int[] operands, int[] results) {}

  private Cut(Graph graph) {
    checkBodies(graph);
    Map<Node, Integer> stages = stages(graph);
    int last = stages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    Map<Node, String> names = slotNames(graph, stages);
    Program.Builder builder = Program.named(graph.name());
    names.forEach((node, name) -> builder.slot(name, node.type()));
    int functions = 0;
    for (int stage = 0; stage <= last; stage++) {
      if (addFunction(builder, graph, stage, stages, names)) {
        steps.add(new Step(functions++, Optional.empty(), new int[0], new int[0]));
      }
      addHosts(builder, graph, stage, stages, names);
    }
    inputs = slotsOf(builder, graph.inputs(), names);
    outputs = slotsOf(builder, graph.outputs(), names);
    program = builder.build();
  }

  static Cut of(Graph graph) {
    return new Cut(graph);
  }

  /** Refuses host loops where the graph cannot be cut: inside loops, branches and calls. */
  private static void checkBodies(Graph graph) {
    for (Node node : graph.nodes()) {
      for (Graph body : node.bodies()) {
        for (Node inner : body.nodes()) {
          if (inner.prim() == Prim.HOST) {
            String what = "'" + inner.host().name() + "' stands inside '" + body.name() + "'";
            throw new EpisodeException(
                Problem.of("E3118", what + ", which a " + node.prim() + " runs")
                    .remedy(
                        "A solve runs on the host and cannot stand inside a loop, a branch or a"
                            + " call: loop outside of the graph, or use a fixed-step solve."));
          }
        }
        checkBodies(body);
      }
    }
  }

  Program program() {
    return program;
  }

  List<Step> steps() {
    return steps;
  }

  int[] inputs() {
    return inputs;
  }

  int[] outputs() {
    return outputs;
  }

  /** A part of a host node is in the stage after it; the host node itself ends a stage. */
  private static Map<Node, Integer> stages(Graph graph) {
    Map<Node, Integer> stages = new HashMap<>();
    for (Node node : graph.nodes()) {
      int stage = 0;
      for (Node operand : node.inputs()) {
        int after = operand.prim() == Prim.HOST ? 1 : 0;
        stage = Math.max(stage, stages.get(operand) + after);
      }
      stages.put(node, stage);
    }
    return stages;
  }

  private static boolean isHostPart(Node node) {
    return node.prim() == Prim.PART && node.input(0).prim() == Prim.HOST;
  }

  private static Map<Node, String> slotNames(Graph graph, Map<Node, Integer> stages) {
    Set<Node> crossing = new HashSet<>(graph.inputs());
    crossing.addAll(graph.outputs());
    for (Node node : graph.nodes()) {
      for (Node operand : node.inputs()) {
        boolean later = !stages.get(operand).equals(stages.get(node));
        if (node.prim() == Prim.HOST || later && operand.prim() != Prim.CONST) {
          crossing.add(operand);
        }
      }
      if (isHostPart(node)) {
        crossing.add(node);
      }
    }
    Map<Node, String> names = new java.util.LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (crossing.contains(node) && node.prim() != Prim.HOST) {
        boolean input = node.prim() == Prim.INPUT;
        names.put(node, input ? node.name() : "value " + names.size());
      }
    }
    return names;
  }

  private boolean addFunction(
      Program.Builder builder,
      Graph graph,
      int stage,
      Map<Node, Integer> stages,
      Map<Node, String> names) {
    List<Node> results = new ArrayList<>();
    for (Node node : names.keySet()) {
      boolean computed = node.prim() != Prim.INPUT && !isHostPart(node);
      if (computed && stages.get(node) == stage) {
        results.add(node);
      }
    }
    if (results.isEmpty()) {
      return false;
    }
    builder.function(
        piece(graph.name() + (stage == 0 ? "" : "_" + stage), graph, results, stage, stages, names),
        results.stream().map(names::get).toList());
    return true;
  }

  private static Graph piece(
      String name,
      Graph graph,
      List<Node> results,
      int stage,
      Map<Node, Integer> stages,
      Map<Node, String> names) {
    GraphBuilder builder = new GraphBuilder();
    Map<Node, Node> copies = new HashMap<>();
    Set<Node> needed = new HashSet<>(new Graph(name, graph.inputs(), results).nodes());
    for (Node node : graph.nodes()) {
      boolean given = node.prim() == Prim.INPUT || isHostPart(node) || stages.get(node) < stage;
      if (node.prim() == Prim.HOST || !needed.contains(node) && !names.containsKey(node)) {
        continue;
      }
      if (given && names.containsKey(node)) {
        copies.put(node, builder.input(names.get(node), node.type()));
      } else if (node.prim() == Prim.CONST || stages.get(node) == stage && needed.contains(node)) {
        List<Node> operands = node.inputs().stream().map(copies::get).toList();
        copies.put(node, builder.make(node.prim(), node.attribute(), operands));
      }
    }
    Graph full = builder.build(name, results.stream().map(copies::get).toList());
    Set<Node> used = new HashSet<>(full.outputs());
    full.nodes().forEach(node -> used.addAll(node.inputs()));
    return new Graph(name, full.inputs().stream().filter(used::contains).toList(), full.outputs());
  }

  private void addHosts(
      Program.Builder builder,
      Graph graph,
      int stage,
      Map<Node, Integer> stages,
      Map<Node, String> names) {
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.HOST || stages.get(node) != stage) {
        continue;
      }
      int[] results = new int[((Type.TupleOf) node.type()).parts().size()];
      java.util.Arrays.fill(results, -1);
      for (Node part : names.keySet()) {
        if (isHostPart(part) && part.input(0) == node) {
          results[part.index()] = builder.slot(names.get(part), part.type());
        }
      }
      int[] operands = slotsOf(builder, node.inputs(), names);
      HostFunction host = (HostFunction) node.host();
      steps.add(new Step(-1, Optional.of(host), operands, results));
    }
  }

  private static int[] slotsOf(Program.Builder builder, List<Node> nodes, Map<Node, String> names) {
    return nodes.stream().mapToInt(n -> builder.slot(names.get(n), n.type())).toArray();
  }
}
