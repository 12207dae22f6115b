package episode.transform;

import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import java.util.List;

/** A host loop that can run many members at once; {@link Vmap} asks it to. */
public interface Batchable extends HostOp {

  /**
   * Returns the results for all members, each with a leading axis.
   *
   * @param size how many members
   * @param operands those of the loop, with a leading axis where batched
   * @param batched per operand, whether it differs between members
   */
  List<Node> batch(GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched);
}
