package episode.backend.array;

import episode.backend.OpGraph;
import episode.backend.Refusal;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The order in which a graph is evaluated: every value has a place, freed after its last use. */
final class Plan<A> {
  /**
   * One evaluation.
   *
   * @param node a primitive; CALL, loops, branches, OP and what is lowered have inner plans
   * @param operands the places of its operands
   * @param results the places of its results, one unless it has inner plans
   * @param done places that nothing reads afterwards
   * @param inner what a CALL or a lowered OP or primitive evaluates, or the bodies of a loop or
   *     branch; else empty
   * @param rule what computes an OP as a whole, else null
   */
  record Step<A>(
      Node node,
      int[] operands,
      int[] results,
      int[] done,
      List<Plan<A>> inner,
      ArrayRule<A> rule) {}

  /** Makes plans that share the plans of what they call. */
  private static final class Planner<A> {
    private final Map<Graph, Plan<A>> known = new HashMap<>();
    private final Rules<A> rules;

    Planner(Rules<A> rules) {
      this.rules = rules;
    }

    /** Returns the plans of what a node runs. */
    List<Plan<A>> inner(Node node) {
      return switch (node.prim()) {
        case CALL, SCAN, IF, WHILE -> all(node.bodies());
        case OP -> rule(node) == null ? List.of(planned(lowered(node))) : List.of();
        case CONST -> List.of();
        default -> rules.namespace().takes(node) ? List.of() : List.of(planned(elementary(node)));
      };
    }

    private List<Plan<A>> all(List<Graph> bodies) {
      List<Plan<A>> plans = new ArrayList<>();
      for (Graph body : bodies) {
        plans.add(planned(body));
      }
      return plans;
    }

    private Plan<A> planned(Graph graph) {
      Plan<A> plan = known.get(graph);
      if (plan == null) {
        plan = new Plan<>(graph, this);
        known.put(graph, plan);
      }
      return plan;
    }

    private Graph elementary(Node node) {
      String reason = "there is none in its library, and no way to put it together";
      return Elementary.lowered(node)
          .orElseThrow(
              () -> Refusal.of(rules.namespace().name(), Elementary.described(node), reason));
    }

    private Graph lowered(Node node) {
      return OpGraph.forArrays(node, rules.nodes(node.op()))
          .orElseThrow(() -> Refusal.of(rules.namespace().name(), node.op()));
    }

    ArrayRule<A> rule(Node node) {
      return node.prim() == Prim.OP ? rules.arrays(node.op()).orElse(null) : null;
    }
  }

  private final List<Step<A>> steps = new ArrayList<>();
  private final int[] inputs;
  private final int[] outputs;
  private final boolean[] shared;
  private int places;

  private Plan(Graph graph, Planner<A> planner) {
    Map<Node, int[]> where = new IdentityHashMap<>();
    inputs = new int[graph.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = places++;
      where.put(graph.inputs().get(i), new int[] {inputs[i]});
    }
    List<Step<A>> forward = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.prim() == Prim.PART) {
        where.put(node, new int[] {where.get(node.input(0))[node.index()]});
      } else if (node.prim() != Prim.INPUT) {
        int[] from = places(node.inputs(), where);
        int[] results = fresh(node);
        where.put(node, results);
        List<Plan<A>> inner = planner.inner(node);
        forward.add(new Step<>(node, from, results, new int[0], inner, planner.rule(node)));
      }
    }
    outputs = places(graph.outputs(), where);
    shared = new boolean[places];
    for (Step<A> step : forward) {
      boolean view = step.inner().isEmpty() && planner.rules.namespace().shares(step.node());
      for (int place : step.results()) {
        shared[place] = view;
      }
    }
    freeing(forward);
  }

  /**
   * Returns the plan of a graph without HOST nodes.
   *
   * @param rules how ops are done; those without a rule are lowered
   * @throws episode.expr.EpisodeException E3204 where an op has neither a rule nor a lowering, or a
   *     primitive can neither be computed nor lowered
   */
  static <A> Plan<A> of(Graph graph, Rules<A> rules) {
    return new Plan<>(graph, new Planner<>(rules));
  }

  private static int[] places(List<Node> nodes, Map<Node, int[]> where) {
    return nodes.stream().mapToInt(node -> where.get(node)[0]).toArray();
  }

  private int[] fresh(Node node) {
    int count = node.type() instanceof Type.TupleOf tuple ? tuple.parts().size() : 1;
    int[] results = new int[count];
    for (int i = 0; i < results.length; i++) {
      results[i] = places++;
    }
    return results;
  }

  /** Goes from the last step to the first: the first reader met is the last there is. */
  private void freeing(List<Step<A>> forward) {
    boolean[] needed = new boolean[places];
    for (int output : outputs) {
      needed[output] = true;
    }
    for (int i = forward.size() - 1; i >= 0; i--) {
      Step<A> step = forward.get(i);
      List<Integer> done = new ArrayList<>();
      for (int place : step.operands()) {
        if (!needed[place]) {
          needed[place] = true;
          done.add(place);
        }
      }
      int[] last = done.stream().mapToInt(place -> place).toArray();
      steps.add(
          new Step<>(
              step.node(), step.operands(), step.results(), last, step.inner(), step.rule()));
    }
    Collections.reverse(steps);
  }

  List<Step<A>> steps() {
    return steps;
  }

  int[] inputs() {
    return inputs;
  }

  int[] outputs() {
    return outputs;
  }

  /** Returns whether the value at a place may share its memory with others. */
  boolean isShared(int place) {
    return shared[place];
  }

  /** Returns the number of places. */
  int places() {
    return places;
  }
}
