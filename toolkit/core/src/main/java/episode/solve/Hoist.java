package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Splits rhs, initial values and observations into what varies along a solve and what does not. */
final class Hoist {
  private final GraphBuilder builder = new GraphBuilder();
  private final Map<String, Node> varying = new HashMap<>();
  private final Map<String, Node> parameters = new HashMap<>();
  private final int states;

  private Hoist(Graph rhs) {
    states = rhs.outputs().size();
    for (Node input : rhs.inputs().subList(0, states + 1)) {
      varying.put(input.name(), builder.input("varying " + input.name(), input.type()));
    }
  }

  static OdeProblem problem(Graph rhs, Graph initial, Graph observe, Optional<StepTimes> breaks) {
    return new Hoist(rhs).split(rhs, initial, observe, breaks);
  }

  private OdeProblem split(Graph rhs, Graph initial, Graph observe, Optional<StepTimes> breaks) {
    List<Node> outputs = new ArrayList<>(inline(rhs, varying));
    outputs.addAll(inline(observe, varying));
    outputs.addAll(inline(initial, Map.of()));
    breaks.ifPresent(times -> inline(times.graph(), Map.of()));
    Graph written = Simplify.of(builder.build("whole", outputs));
    Graph plain = Simplify.of(Invariants.replace(written, states));
    Graph whole = Simplify.of(Products.regroup(plain, changing(plain, states)));
    List<Node> varyingInputs = whole.inputs().subList(0, states + 1);
    List<Node> given = whole.inputs().subList(states + 1, whole.inputs().size());
    int observed = states + observe.outputs().size();
    List<Node> derivatives = whole.outputs().subList(0, states);
    List<Node> observations = whole.outputs().subList(states, observed);
    List<Node> starts = whole.outputs().subList(observed, whole.outputs().size());
    Set<Node> changing = changing(whole, states);
    Set<Node> constants = constants(whole, changing, whole.outputs().subList(0, observed));
    List<Node> prepared = new ArrayList<>(starts);
    prepared.addAll(constants);
    boolean[] inNorm = new boolean[states];
    Arrays.fill(inNorm, true);
    return new OdeProblem(
        new Graph("prelude", given, prepared),
        piece("rhs", whole, varyingInputs, constants, derivatives),
        piece("observe", whole, varyingInputs, constants, observations),
        breaks,
        false,
        inNorm);
  }

  /**
   * Inputs are varying values or parameters; a state's name in the initial values is a parameter.
   */
  private List<Node> inline(Graph graph, Map<String, Node> along) {
    List<Node> operands = new ArrayList<>();
    for (Node input : graph.inputs()) {
      Node operand = along.get(input.name());
      if (operand == null) {
        operand = parameters.get(input.name());
      }
      if (operand == null) {
        operand = builder.input(input.name(), input.type());
        parameters.put(input.name(), operand);
      }
      operands.add(operand);
    }
    return builder.inline(graph, operands);
  }

  /** The nodes that depend on t or on a state. */
  private static Set<Node> changing(Graph whole, int states) {
    Set<Node> varying = new HashSet<>(whole.inputs().subList(0, states + 1));
    for (Node node : whole.nodes()) {
      for (Node operand : node.inputs()) {
        if (varying.contains(operand)) {
          varying.add(node);
        }
      }
    }
    return varying;
  }

  /**
   * The values that the varying part takes from the other, all of them floating, for derivatives
   * pass through them; broadcasts and conditions are left to their users.
   */
  private static Set<Node> constants(Graph whole, Set<Node> varying, List<Node> outputs) {
    Set<Node> constants = new LinkedHashSet<>();
    for (Node node : whole.nodes()) {
      if (varying.contains(node)) {
        for (Node operand : node.inputs()) {
          addConstant(operand, varying, constants);
        }
      }
    }
    for (Node output : outputs) {
      addConstant(output, varying, constants);
    }
    return constants;
  }

  private static void addConstant(Node node, Set<Node> varying, Set<Node> constants) {
    Node value = node;
    while (value.prim() == Prim.BROADCAST) {
      value = value.input(0);
    }
    if (varying.contains(value) || value.prim() == Prim.CONST) {
      return;
    }
    if (value.dtype().isFloating()) {
      constants.add(value);
    } else {
      value.inputs().forEach(operand -> addConstant(operand, varying, constants));
    }
  }

  /** Copies what the outputs need, with the constants as inputs. */
  private static Graph piece(
      String name, Graph whole, List<Node> varying, Set<Node> constants, List<Node> outputs) {
    GraphBuilder builder = new GraphBuilder();
    Map<Node, Node> copies = new HashMap<>();
    for (Node input : varying) {
      copies.put(input, builder.input(input.name(), input.type()));
    }
    int next = 0;
    for (Node constant : constants) {
      copies.put(constant, builder.input("q" + next++ + " ", constant.type()));
    }
    for (Node node : whole.nodes()) {
      if (!copies.containsKey(node) && copies.keySet().containsAll(node.inputs())) {
        if (node.prim() != Prim.INPUT) {
          copies.put(node, copy(builder, node, copies));
        }
      }
    }
    List<Node> results = new ArrayList<>();
    for (Node output : outputs) {
      results.add(copies.get(output));
    }
    return builder.build(name, results);
  }

  private static Node copy(GraphBuilder builder, Node node, Map<Node, Node> copies) {
    List<Node> operands = new ArrayList<>();
    for (Node operand : node.inputs()) {
      operands.add(copies.get(operand));
    }
    return builder.make(node.prim(), node.attribute(), operands);
  }
}
