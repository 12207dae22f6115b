package episode.expr;

import java.util.List;

/**
 * A named operation that users may add: it works on every backend at once through {@link #lower},
 * and a backend may hold a faster version under its name. Two ops that are equal are one op, so
 * override {@code equals} where an op has parameters (a record does).
 */
public interface Op {

  /** Returns the name under which backends register rules, such as "CumMax". */
  String name();

  /**
   * Returns the types of the results for operands of the given types.
   *
   * @throws EpisodeException where the op does not take such operands
   */
  List<Type> types(List<Type> operands);

  /** Returns the results for given operands; the reference of every comparison. */
  List<Tensor> perform(List<Tensor> operands);

  /** Returns nodes that compute the results from primitives and simpler ops. */
  List<Node> lower(GraphBuilder builder, List<Node> operands);
}
