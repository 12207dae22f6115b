package episode.backend;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import java.util.List;

/** An op said in primitives and other ops, in place of its lowering: works on every backend. */
@FunctionalInterface
public interface NodeRule extends OpRule {
  /**
   * Returns nodes of the results' types.
   *
   * @param op the op with its parameters
   * @throws episode.expr.EpisodeException E3204 for a variant that the rule does not cover, made
   *     with {@link Refusal}
   */
  List<Node> apply(Op op, GraphBuilder builder, List<Node> operands);
}
