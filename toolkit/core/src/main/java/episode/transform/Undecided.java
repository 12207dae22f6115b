package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Branches and loops of members that do not agree about the condition. A branch that no member
 * takes is not run. One that some take is run for all, with the arguments of the first of these in
 * place of the arguments of members that do not take it: nothing arises from arguments that the
 * branch was not made for, neither in the values nor, as NaN · 0, in the derivatives. A loop goes
 * on while any member does; members that are done keep their carries. For one thread.
 */
final class Undecided {
  private final GraphBuilder b;
  private final Vmap.Sizes sizes;

  Undecided(GraphBuilder b, Vmap.Sizes sizes) {
    this.b = b;
    this.sizes = sizes;
  }

  private Type.ArrayOf perMember(DType dtype) {
    return Type.array(dtype, Shape.of(sizes.size()));
  }

  /** Returns whether any member is flagged. */
  private static Node any(GraphBuilder b, Node members) {
    return b.reduce(Prim.REDUCE_MAX, members, Ints.of(0));
  }

  private static Node where(GraphBuilder b, Node members, Node x, Node y) {
    return Terms.where(b, b.broadcast(members, x.shape(), Ints.of(0)), x, y);
  }

  /**
   * Returns the arguments, those of members that are not flagged replaced by those of one that is.
   */
  private List<Node> masked(
      GraphBuilder b, Node members, List<Node> arguments, List<Boolean> flags) {
    Node first = b.make(Prim.ARGMAX, 0, List.of(members));
    List<Node> masked = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Node x = arguments.get(i);
      if (flags.get(i)) {
        Node one = b.make(Prim.GATHER, 0, List.of(x, first));
        x = where(b, members, x, Vmap.repeated(b, one, sizes.size()));
      }
      masked.add(x);
    }
    return masked;
  }

  /** Returns the results of all members; the condition has an axis over the members. */
  List<Node> branches(
      Attr.Branches branches, Node condition, List<Node> arguments, List<Boolean> flags) {
    List<Node> then = some(branches.then(), condition, arguments, flags);
    Node others = Terms.unary(b, Prim.NOT, condition);
    List<Node> otherwise = some(branches.otherwise(), others, arguments, flags);
    List<Node> results = new ArrayList<>();
    for (int i = 0; i < then.size(); i++) {
      results.add(where(b, condition, then.get(i), otherwise.get(i)));
    }
    return results;
  }

  /**
   * Returns a branch's results where flagged, any others elsewhere; zeros where none is flagged.
   */
  private List<Node> some(Graph branch, Node members, List<Node> arguments, List<Boolean> flags) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> inputs = inputs(inner, branch, arguments);
    Node chosen = inner.input(fresh(inputs, "members"), perMember(DType.BOOL));
    List<Node> outputs = sizes.inline(inner, branch, masked(inner, chosen, inputs, flags), flags);
    List<Node> zeros = new ArrayList<>();
    for (Node output : outputs) {
      zeros.add(Terms.zeros(inner, output));
    }
    List<Node> all = new ArrayList<>(arguments);
    all.add(members);
    Graph none = inner.build("none", zeros);
    return b.ifElse(any(b, members), inner.build(branch.name(), outputs), none, all);
  }

  private static List<Node> inputs(GraphBuilder inner, Graph like, List<Node> arguments) {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      inputs.add(inner.input(like.inputs().get(i).name(), arguments.get(i).type()));
    }
    return inputs;
  }

  private static String fresh(List<Node> inputs, String kind) {
    Set<String> names = new HashSet<>();
    for (Node input : inputs) {
      names.add(input.name());
    }
    return Derived.fresh(kind, names);
  }

  /**
   * Returns the carries of all members, then each one's number of rounds.
   *
   * @param operands carries, all with an axis over the members, and constants
   */
  List<Node> loop(Attr.Loop loop, List<Node> operands, List<Boolean> flags) {
    int carries = loop.carries();
    Node goesOn = sizes.inline(b, loop.condition(), operands, flags).get(0);
    Node zero = b.constant(Tensor.filled(DType.INT64, Shape.SCALAR, 0));
    List<Node> starts = new ArrayList<>(operands.subList(0, carries));
    starts.add(goesOn);
    starts.add(b.broadcastTo(zero, perMember(DType.INT64).shape()));
    List<Node> constants = operands.subList(carries, operands.size());
    List<Node> results =
        new ArrayList<>(
            b.whileLoop(
                condition(loop, operands),
                round(loop, operands, flags),
                loop.bound(),
                starts,
                constants));
    results.remove(carries + 2);
    results.remove(carries);
    return results;
  }

  /** Inputs: carries, whether each member goes on, its rounds; constants. */
  private List<Node> ordered(List<Node> inputs, Node goesOn, Node rounds, int carries) {
    List<Node> ordered = new ArrayList<>(inputs.subList(0, carries));
    ordered.add(goesOn);
    ordered.add(rounds);
    ordered.addAll(inputs.subList(carries, inputs.size()));
    return ordered;
  }

  private Graph condition(Attr.Loop loop, List<Node> operands) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> inputs = inputs(inner, loop.condition(), operands);
    Node goesOn = inner.input(fresh(inputs, "goes on"), perMember(DType.BOOL));
    Node rounds = inner.input(fresh(inputs, "rounds"), perMember(DType.INT64));
    return new Graph(
        loop.condition().name(),
        ordered(inputs, goesOn, rounds, loop.carries()),
        List.of(any(inner, goesOn)));
  }

  private Graph round(Attr.Loop loop, List<Node> operands, List<Boolean> flags) {
    GraphBuilder inner = new GraphBuilder();
    int carries = loop.carries();
    List<Node> inputs = inputs(inner, loop.body(), operands);
    Node goesOn = inner.input(fresh(inputs, "goes on"), perMember(DType.BOOL));
    Node rounds = inner.input(fresh(inputs, "rounds"), perMember(DType.INT64));
    List<Node> arguments = masked(inner, goesOn, inputs, flags);
    List<Node> stepped = sizes.inline(inner, loop.body(), arguments, flags);
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < carries; i++) {
      outputs.add(where(inner, goesOn, stepped.get(i), inputs.get(i)));
    }
    List<Node> next = new ArrayList<>(outputs);
    next.addAll(inputs.subList(carries, inputs.size()));
    outputs.add(sizes.inline(inner, loop.condition(), next, flags).get(0));
    outputs.add(Terms.add(inner, rounds, inner.cast(goesOn, DType.INT64)));
    return new Graph(loop.body().name(), ordered(inputs, goesOn, rounds, carries), outputs);
  }
}
