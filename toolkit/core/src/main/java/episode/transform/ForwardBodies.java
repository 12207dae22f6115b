package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The forward derivatives of loops and branches: the same loop over the derivative of its body,
 * with a tangent beside each carry that can have one, and the same branch of derivatives. For one
 * thread.
 */
final class ForwardBodies {
  private final GraphBuilder b;
  private final Derived derived;

  ForwardBodies(GraphBuilder b, Derived derived) {
    this.b = b;
    this.derived = derived;
  }

  /** Returns results and tangents. */
  Jvp.Parts of(Node node, List<Node> operands, List<Optional<Node>> tangents) {
    return switch (node.prim()) {
      case SCAN -> scan(node.scan(), operands, tangents);
      case IF -> branches(node.branches(), operands, tangents);
      case WHILE -> loop(node.loop(), operands, tangents);
      default -> throw new IllegalArgumentException(node.prim() + " has no body");
    };
  }

  /**
   * A body over inputs and tangents.
   *
   * @param seeds the tangents of inputs
   * @param outputs its results and their tangents
   */
  private record Inner(
      GraphBuilder b, List<Node> inputs, List<Optional<Node>> seeds, Jvp outputs) {}

  private Inner inner(Graph body, List<Boolean> flags) {
    GraphBuilder inner = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = Derived.copyInputs(inner, body, names);
    List<Optional<Node>> seeds = Derived.seeds(inner, "tangent ", body.inputs(), flags, names);
    return new Inner(inner, inputs, seeds, new Jvp(inner, derived, body, inputs, seeds));
  }

  /**
   * A loop over values and tangents.
   *
   * @param flags for each operand, whether a tangent stands beside it
   * @param tangents for each output of the old body, its tangent
   */
  private record Both(
      Graph body, List<Node> operands, List<Boolean> flags, List<Optional<Node>> tangents) {}

  private Both both(
      Graph body, Interleaved order, List<Node> operands, List<Optional<Node>> given) {
    int carries = order.carries();
    List<Boolean> flags = Derived.present(given);
    Dependence.carryVaried(body, carries, flags);
    Inner inner = inner(body, flags);
    List<Optional<Node>> tangents = new ArrayList<>(inner.outputs.tangents());
    fill(inner.b, tangents, flags, inner.outputs.outputs(), carries);
    List<Node> outputs = new Interleaved(carries, 0).of(inner.outputs.outputs(), tangents);
    Graph made = new Graph(named(body), order.of(inner.inputs, inner.seeds), outputs);
    List<Optional<Node>> starts = new ArrayList<>(given);
    fill(b, starts, flags, operands, carries);
    return new Both(made, order.of(operands, starts), flags, tangents);
  }

  private Jvp.Parts scan(Attr.Scan scan, List<Node> operands, List<Optional<Node>> given) {
    Interleaved order = new Interleaved(scan.carries(), scan.rows());
    Both both = both(scan.body(), order, operands, given);
    int carries = scan.carries() + order.carried(both.flags);
    int rows = scan.rows() + order.taken(both.flags);
    Attr.Scan made = new Attr.Scan(both.body, scan.length(), carries, rows, scan.reverse());
    return parts(b.scan(made, both.operands), both.tangents, scan.carries());
  }

  private Jvp.Parts loop(Attr.Loop loop, List<Node> operands, List<Optional<Node>> given) {
    Interleaved order = new Interleaved(loop.carries(), 0);
    Both both = both(loop.body(), order, operands, given);
    Graph condition = widened(loop.condition(), both.flags, order);
    int carries = loop.carries() + order.carried(both.flags);
    Attr.Loop made = new Attr.Loop(condition, both.body, loop.bound(), carries);
    both.tangents.add(Optional.empty()); // of the number of rounds
    return parts(b.whileLoop(made, both.operands), both.tangents, loop.carries());
  }

  private static String named(Graph body) {
    return body.name().concat("_jvp");
  }

  /** Returns a condition that takes tangents too, and leaves them alone. */
  private static Graph widened(Graph condition, List<Boolean> flags, Interleaved order) {
    GraphBuilder wide = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = Derived.copyInputs(wide, condition, names);
    List<Optional<Node>> seeds = Derived.seeds(wide, "tangent ", condition.inputs(), flags, names);
    List<Node> outputs = wide.inline(condition, inputs);
    return new Graph(condition.name(), order.of(inputs, seeds), outputs);
  }

  /** Puts zeros in place of the tangents of carries that are flagged and have none. */
  private static void fill(
      GraphBuilder b,
      List<Optional<Node>> tangents,
      List<Boolean> flags,
      List<Node> like,
      int carries) {
    for (int i = 0; i < carries; i++) {
      if (flags.get(i) && tangents.get(i).isEmpty()) {
        tangents.set(i, Optional.of(Terms.zeros(b, like.get(i))));
      }
    }
  }

  /** Takes apart carries, their tangents, other results, their tangents. */
  private static Jvp.Parts parts(List<Node> results, List<Optional<Node>> present, int carries) {
    List<Node> values = new ArrayList<>();
    List<Optional<Node>> tangents = new ArrayList<>();
    int next = 0;
    int from = 0;
    for (int to : new int[] {carries, present.size()}) {
      values.addAll(results.subList(next, next + to - from));
      next += to - from;
      for (Optional<Node> one : present.subList(from, to)) {
        tangents.add(one.isPresent() ? Optional.of(results.get(next++)) : one);
      }
      from = to;
    }
    return new Jvp.Parts(values, tangents);
  }

  private Jvp.Parts branches(
      Attr.Branches branches, List<Node> operands, List<Optional<Node>> given) {
    List<Boolean> flags = Derived.present(given.subList(1, given.size()));
    Inner then = inner(branches.then(), flags);
    Inner otherwise = inner(branches.otherwise(), flags);
    List<Boolean> either =
        either(
            Derived.present(then.outputs.tangents()),
            Derived.present(otherwise.outputs.tangents()));
    List<Node> arguments = new ArrayList<>(operands.subList(1, operands.size()));
    arguments.addAll(Derived.there(given.subList(1, given.size())));
    List<Node> results =
        b.ifElse(
            operands.get(0),
            branch(branches.then(), then, either),
            branch(branches.otherwise(), otherwise, either),
            arguments);
    int n = either.size();
    return new Jvp.Parts(
        results.subList(0, n), Derived.spread(either, results.subList(n, results.size())));
  }

  /** Returns for each place whether it is flagged in one of two lists. */
  static List<Boolean> either(List<Boolean> left, List<Boolean> right) {
    List<Boolean> either = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      either.add(left.get(i) || right.get(i));
    }
    return either;
  }

  private static Graph branch(Graph branch, Inner inner, List<Boolean> present) {
    List<Optional<Node>> tangents = new ArrayList<>(inner.outputs.tangents());
    fill(inner.b, tangents, present, inner.outputs.outputs(), present.size());
    List<Node> outputs = new ArrayList<>(inner.outputs.outputs());
    outputs.addAll(Derived.there(tangents));
    return inner.b.build(named(branch), outputs);
  }
}
