package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Loops and branches over many members. Carries that differ between members get a leading axis, and
 * so do those that depend on them. Members that do not agree about a condition are done together by
 * {@link Undecided}. For one thread.
 */
final class BatchedBodies {
  private final GraphBuilder b;
  private final Vmap.Sizes sizes;

  BatchedBodies(GraphBuilder b, Vmap.Sizes sizes) {
    this.b = b;
    this.sizes = sizes;
  }

  /**
   * The results of all members.
   *
   * @param batched for each result, whether it has a leading axis over the members
   */
  record Batch(List<Node> results, List<Boolean> batched) {}

  Batch of(Node node, List<Node> operands, List<Boolean> flags) {
    return switch (node.prim()) {
      case SCAN -> scan(node.scan(), operands, flags);
      case IF -> branches(node.branches(), operands, flags);
      case WHILE -> loop(node.loop(), operands, flags);
      default -> throw new IllegalArgumentException(node.prim() + " has no body");
    };
  }

  private Batch scan(Attr.Scan scan, List<Node> operands, List<Boolean> given) {
    Graph body = scan.body();
    int carries = scan.carries();
    List<Boolean> flags = new ArrayList<>(given);
    Dependence.carryTouched(body, carries, flags);
    List<Boolean> outputs = Dependence.touched(body, flags);
    for (int i = 0; i < carries; i++) {
      outputs.set(i, flags.get(i));
    }
    List<Node> all = spread(operands, given, flags);
    for (int i = carries; i < carries + scan.rows(); i++) {
      all.set(i, flags.get(i) ? swapped(operands.get(i)) : operands.get(i));
    }
    Graph many = sizes.graph(body, flags, outputs);
    List<Node> results = new ArrayList<>(b.scan(scan.with(many), all));
    for (int i = carries; i < results.size(); i++) {
      results.set(i, outputs.get(i) ? swapped(results.get(i)) : results.get(i));
    }
    return new Batch(results, outputs);
  }

  /** Exchanges the axis of the members and that of the rounds. */
  private Node swapped(Node x) {
    return b.transpose(x, Terms.moving(x.shape().rank(), 1, 0));
  }

  private List<Node> spread(List<Node> operands, List<Boolean> given, List<Boolean> flags) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean repeat = flags.get(i) && !given.get(i);
      all.add(repeat ? Vmap.repeated(b, operands.get(i), sizes.size()) : operands.get(i));
    }
    return all;
  }

  private Batch branches(Attr.Branches branches, List<Node> operands, List<Boolean> given) {
    List<Boolean> flags = given.subList(1, given.size());
    List<Node> arguments = operands.subList(1, operands.size());
    Graph then = branches.then();
    Graph otherwise = branches.otherwise();
    if (given.get(0)) {
      List<Node> results =
          new Undecided(b, sizes).branches(branches, operands.get(0), arguments, flags);
      return new Batch(results, all(results.size()));
    }
    List<Boolean> outputs =
        ForwardBodies.either(Dependence.touched(then, flags), Dependence.touched(otherwise, flags));
    Graph thenMany = sizes.graph(then, flags, outputs);
    Graph otherwiseMany = sizes.graph(otherwise, flags, outputs);
    return new Batch(b.ifElse(operands.get(0), thenMany, otherwiseMany, arguments), outputs);
  }

  private Batch loop(Attr.Loop loop, List<Node> operands, List<Boolean> given) {
    List<Boolean> flags = new ArrayList<>(given);
    Dependence.carryTouched(loop.body(), loop.carries(), flags);
    List<Boolean> asked = Dependence.touched(loop.condition(), flags);
    if (asked.get(0)) {
      for (int i = 0; i < loop.carries(); i++) {
        flags.set(i, true);
      }
      List<Node> all = spread(operands, given, flags);
      List<Node> results = new Undecided(b, sizes).loop(loop, all, flags);
      return new Batch(results, all(results.size()));
    }
    List<Boolean> outputs = new ArrayList<>(flags.subList(0, loop.carries()));
    Graph condition = sizes.graph(loop.condition(), flags, asked);
    Graph body = sizes.graph(loop.body(), flags, outputs);
    outputs.add(false);
    List<Node> all = spread(operands, given, flags);
    return new Batch(b.whileLoop(loop.with(condition, body), all), outputs);
  }

  private static List<Boolean> all(int count) {
    return Collections.nCopies(count, true);
  }
}
