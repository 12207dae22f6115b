package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loops and branches without what they do in vain: outputs that nobody reads, carries that only
 * feed themselves or never change, operands that no body needs. What is constant outside is
 * constant inside, and what each round would compute alike is computed before the loop. A branch
 * whose condition is known takes the branch's place. For one node.
 */
final class LeanBodies {
  private final Simplify simplify;
  private final Simplifier s;
  private final boolean[] used;
  private final Node[] results;

  /**
   * Makes it.
   *
   * @param used for each result, whether anybody reads it
   */
  LeanBodies(Simplify simplify, Simplifier s, boolean[] used) {
    this.simplify = simplify;
    this.s = s;
    this.used = used;
    results = new Node[used.length];
  }

  /** Returns the results; null where nobody reads one. */
  Node[] of(Node node, List<Node> operands) {
    switch (node.prim()) {
      case SCAN -> scan(node, operands);
      case IF -> branches(node.branches(), operands);
      case WHILE -> loop(node.loop(), operands);
      default -> throw new IllegalArgumentException(node.prim() + " has no body");
    }
    return results;
  }

  private void scan(Node node, List<Node> given) {
    Attr.Scan scan = node.scan();
    if (scan.length() == 0) {
      without(((Type.TupleOf) node.type()).parts(), given, scan.carries());
      return;
    }
    int fixed = scan.carries() + scan.rows();
    List<Node> operands = new ArrayList<>(given);
    Graph body = simplify.callee(Bound.of(List.of(scan.body()), operands, fixed).get(0));
    boolean[] same = unchanged(body, given, scan.carries());
    body = Invariants.hoisted(s, body, operands, fixed, same);
    List<Boolean> outputs = flags(used, body.outputs().size());
    Dependence.carryNeeded(body, scan.carries(), outputs);
    List<Boolean> inputs = Dependence.needed(body, outputs);
    Kept in = new Kept(body, operands);
    Kept late = new Kept(body, operands);
    List<Node> kept = new ArrayList<>();
    int[] places = new int[used.length];
    for (int i = 0; i < outputs.size(); i++) {
      boolean carried = i < scan.carries();
      if (carried && same[i]) {
        late.keep(i, inputs.get(i));
      } else if (outputs.get(i)) {
        in.keep(i, carried);
        places[i] = kept.size();
        kept.add(body.outputs().get(i));
      }
    }
    int carries = in.operands.size();
    for (int i = scan.carries(); i < fixed; i++) {
      in.keep(i, inputs.get(i));
    }
    int rows = in.operands.size() - carries;
    in.keepAll(late);
    for (int i = fixed; i < operands.size(); i++) {
      in.keep(i, inputs.get(i));
    }
    Graph lean = new Graph(body.name(), in.inputs, kept);
    Attr.Scan attribute = new Attr.Scan(lean, scan.length(), carries, rows, scan.reverse());
    take(Prim.SCAN, attribute, in.operands, places);
  }

  /** The operands of a new node, and the inputs of its body that stand for them. */
  private static final class Kept {
    private final Graph body;
    private final List<Node> given;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> operands = new ArrayList<>();

    Kept(Graph body, List<Node> given) {
      this.body = body;
      this.given = given;
    }

    void keep(int i, boolean wanted) {
      if (wanted) {
        inputs.add(body.inputs().get(i));
        operands.add(given.get(i));
      }
    }

    void keepAll(Kept other) {
      inputs.addAll(other.inputs);
      operands.addAll(other.operands);
    }
  }

  private void without(List<Type> types, List<Node> operands, int carries) {
    for (int i = 0; i < used.length; i++) {
      if (used[i] && i < carries) {
        results[i] = operands.get(i);
      } else if (used[i]) {
        Type.ArrayOf type = (Type.ArrayOf) types.get(i);
        results[i] = s.constant(Tensor.filled(type.dtype(), type.shape(), 0));
      }
    }
  }

  /** Finds the carries that no round changes; as results they are their operands. */
  private boolean[] unchanged(Graph body, List<Node> operands, int carries) {
    boolean[] same = new boolean[carries];
    for (int i = 0; i < carries; i++) {
      same[i] = body.outputs().get(i) == body.inputs().get(i);
      if (same[i] && used[i]) {
        results[i] = operands.get(i);
        used[i] = false;
      }
    }
    return same;
  }

  private static List<Boolean> flags(boolean[] used, int count) {
    List<Boolean> flags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      flags.add(used[i]);
    }
    return flags;
  }

  /** Makes the node where any of its results is read, and takes these from their places. */
  private void take(Prim prim, Object attribute, List<Node> operands, int[] places) {
    Node tuple = null;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        tuple = tuple == null ? s.make(prim, attribute, operands) : tuple;
        results[i] = s.make(Prim.PART, places[i], List.of(tuple));
      }
    }
  }

  private void branches(Attr.Branches branches, List<Node> given) {
    Node condition = given.get(0);
    if (Folding.isConstant(condition)) {
      boolean holds = Folding.is(condition, 1);
      Graph taken = holds ? branches.then() : branches.otherwise();
      replace(simplify.callee(taken), given.subList(1, given.size()));
      return;
    }
    List<Node> operands = new ArrayList<>(given.subList(1, given.size()));
    List<Graph> both = List.of(branches.then(), branches.otherwise());
    both = Bound.of(both, operands, 0);
    Graph then = simplify.callee(both.get(0));
    Graph otherwise = simplify.callee(both.get(1));
    List<Node> thenOutputs = new ArrayList<>();
    List<Node> otherwiseOutputs = new ArrayList<>();
    int[] places = new int[used.length];
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        places[i] = thenOutputs.size();
        thenOutputs.add(then.outputs().get(i));
        otherwiseOutputs.add(otherwise.outputs().get(i));
      }
    }
    List<Boolean> outputs = flags(used, used.length);
    List<Boolean> inputs =
        ForwardBodies.either(
            Dependence.needed(then, outputs), Dependence.needed(otherwise, outputs));
    Kept thenIn = new Kept(then, operands);
    Kept otherwiseIn = new Kept(otherwise, operands);
    for (int i = 0; i < operands.size(); i++) {
      thenIn.keep(i, inputs.get(i));
      otherwiseIn.keep(i, inputs.get(i));
    }
    List<Node> all = new ArrayList<>(List.of(condition));
    all.addAll(thenIn.operands);
    Attr.Branches lean =
        new Attr.Branches(
            new Graph(then.name(), thenIn.inputs, thenOutputs),
            new Graph(otherwise.name(), otherwiseIn.inputs, otherwiseOutputs));
    take(Prim.IF, lean, all, places);
  }

  /** Puts a graph's nodes in place of the node. */
  private void replace(Graph graph, List<Node> operands) {
    Map<Node, Node> copies = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      copies.put(graph.inputs().get(i), operands.get(i));
    }
    for (Node node : graph.nodes()) {
      if (node.prim() != Prim.INPUT) {
        copies.put(node, s.make(node.prim(), node.attribute(), Substitute.mapped(node, copies)));
      }
    }
    for (int i = 0; i < used.length; i++) {
      results[i] = used[i] ? copies.get(graph.outputs().get(i)) : null;
    }
  }

  private void loop(Attr.Loop loop, List<Node> given) {
    int carries = loop.carries();
    List<Node> operands = new ArrayList<>(given);
    List<Graph> both = Bound.of(List.of(loop.condition(), loop.body()), operands, carries);
    Graph condition = simplify.callee(both.get(0));
    Graph body = simplify.callee(both.get(1));
    boolean[] same = unchanged(body, given, carries);
    List<Boolean> asked = Dependence.needed(condition, List.of(true));
    List<Boolean> outputs = flags(used, carries);
    for (int i = 0; i < carries; i++) {
      outputs.set(i, outputs.get(i) || asked.get(i));
    }
    Dependence.carryNeeded(body, carries, outputs);
    List<Boolean> inputs = ForwardBodies.either(asked, Dependence.needed(body, outputs));
    Kept bodyIn = new Kept(body, operands);
    Kept conditionIn = new Kept(condition, operands);
    List<Node> kept = new ArrayList<>();
    int[] places = new int[used.length];
    for (int i = 0; i < carries; i++) {
      boolean carried = outputs.get(i) && !same[i];
      bodyIn.keep(i, carried);
      conditionIn.keep(i, carried);
      if (carried) {
        places[i] = kept.size();
        kept.add(body.outputs().get(i));
      }
    }
    places[carries] = kept.size();
    for (int i = 0; i < operands.size(); i++) {
      boolean fixed = inputs.get(i) && (i >= carries || same[i]);
      bodyIn.keep(i, fixed);
      conditionIn.keep(i, fixed);
    }
    Attr.Loop lean =
        new Attr.Loop(
            new Graph(condition.name(), conditionIn.inputs, condition.outputs()),
            new Graph(body.name(), bodyIn.inputs, kept),
            loop.bound(),
            kept.size());
    take(Prim.WHILE, lean, bodyIn.operands, places);
  }
}
