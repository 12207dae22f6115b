package episode.backend;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an op stands for on a backend, as a graph. */
public final class OpGraph {
  private OpGraph() {}

  /**
   * Returns the graph of an OP, by the backend's rule or else by the op's lowering; empty where
   * there is neither.
   *
   * @throws episode.expr.EpisodeException E3116 where the results are of other types than promised
   */
  public static Optional<Graph> of(Node node, Optional<NodeRule> rule) {
    return of(node, rule.orElse(null), Op::lower);
  }

  /**
   * Returns the graph of an OP for a library of arrays that cannot perform it: by the backend's
   * rule, or else by {@link Op#lowerForArrays}; empty where there is neither.
   *
   * @throws episode.expr.EpisodeException E3116 as {@link #of}
   */
  public static Optional<Graph> forArrays(Node node, Optional<NodeRule> rule) {
    return of(node, rule.orElse(null), Op::lowerForArrays);
  }

  /** One of the ways in which an op says itself in nodes. */
  private interface Lowering {
    Optional<List<Node>> of(Op op, GraphBuilder builder, List<Node> operands);
  }

  private static Optional<Graph> of(Node node, NodeRule rule, Lowering lowering) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    for (Node operand : node.inputs()) {
      operands.add(b.input("x".concat(Integer.toString(operands.size())), operand.type()));
    }
    Optional<List<Node>> results =
        rule != null
            ? Optional.of(checked(node, rule.apply(node.op(), b, operands)))
            : lowering.of(node.op(), b, operands);
    if (results.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(b.build(node.op().name(), checked(node, results.get())));
  }

  private static List<Node> checked(Node node, List<Node> results) {
    return Perform.checkedNodes(node.op(), ((Type.TupleOf) node.type()).parts(), results);
  }
}
