package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reverse derivative of a branch: the same branch of reverse derivatives, each of which
 * computes anew what it needs. For one thread.
 *
 * @param operands the condition, then the arguments
 * @param active for each operand, whether its cotangent is wanted
 */
record ReverseBranches(
    Derived derived,
    Attr.Branches branches,
    List<Node> operands,
    List<Boolean> active,
    List<Node> results)
    implements HostOp.Pullback {

  static ReverseBranches of(
      GraphBuilder b,
      Derived derived,
      Attr.Branches branches,
      List<Node> operands,
      List<Boolean> active) {
    List<Node> arguments = operands.subList(1, operands.size());
    List<Node> results =
        b.ifElse(operands.get(0), branches.then(), branches.otherwise(), arguments);
    return new ReverseBranches(derived, branches, operands, active, results);
  }

  @Override
  public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> cotangents) {
    List<Boolean> given = Derived.present(cotangents);
    Inner then = inner(branches.then(), given);
    Inner otherwise = inner(branches.otherwise(), given);
    List<Boolean> either =
        ForwardBodies.either(Derived.present(then.pulled), Derived.present(otherwise.pulled));
    List<Node> arguments = new ArrayList<>(operands.subList(1, operands.size()));
    arguments.addAll(Derived.there(cotangents));
    List<Node> results =
        b.ifElse(
            operands.get(0),
            then.build(branches.then(), either),
            otherwise.build(branches.otherwise(), either),
            arguments);
    List<Optional<Node>> pulled = new ArrayList<>();
    pulled.add(Optional.empty());
    pulled.addAll(Derived.spread(either, results));
    return pulled;
  }

  private record Inner(GraphBuilder b, List<Node> inputs, List<Optional<Node>> pulled) {
    Graph build(Graph branch, List<Boolean> present) {
      List<Node> outputs = new ArrayList<>();
      for (int i = 0; i < present.size(); i++) {
        if (present.get(i)) {
          outputs.add(pulled.get(i).orElse(Terms.zeros(b, inputs.get(i))));
        }
      }
      return b.build(branch.name().concat("_vjp"), outputs);
    }
  }

  private Inner inner(Graph branch, List<Boolean> given) {
    GraphBuilder inner = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = Derived.copyInputs(inner, branch, names);
    List<Optional<Node>> seeds = Derived.seeds(inner, "cotangent ", branch.outputs(), given, names);
    List<Boolean> wanted = active.subList(1, active.size());
    return new Inner(inner, inputs, new Vjp(inner, derived, branch, inputs, wanted).pull(seeds));
  }
}
