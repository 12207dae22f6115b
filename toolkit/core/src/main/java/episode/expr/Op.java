package episode.expr;

import java.util.List;
import java.util.Optional;

/**
 * A named operation that users may add. One with a {@link #lower lowering} works on every backend
 * and has all derivatives; one without works where {@link #perform} can run (the backends {@code
 * jvm} and {@code interpreter}) and where a backend holds a rule under its name, and brings its
 * derivatives itself. Two ops that are equal are one op, so override {@code equals} where an op has
 * parameters (a record does).
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

  /**
   * Returns nodes that compute the results from primitives and simpler ops; empty (the default)
   * where there is no sensible way, as for a sort.
   */
  default Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
    return Optional.empty();
  }

  /**
   * Returns nodes that compute the results where {@link #perform} cannot run, because the values
   * are a library's own arrays: loops over rows for a factorization, counts of comparisons for a
   * sort. Backends that can perform the op do that instead. The {@link #lower lowering} (the
   * default), for an op that has one.
   */
  default Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
    return lower(builder, operands);
  }

  /**
   * Returns results and their tangents, results first: twice as many nodes as {@link #types}; empty
   * (the default) to differentiate the lowering. What stands for the tangent of an integer or BOOL
   * result is ignored.
   *
   * @param tangents one per operand; empty where it is zero
   */
  default Optional<List<Node>> jvp(
      GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    return Optional.empty();
  }

  /**
   * Returns the forward half of the reverse derivative; empty (the default) to differentiate the
   * lowering.
   *
   * @param active for each operand, whether its cotangent is wanted
   */
  default Optional<HostOp.Pullback> vjp(
      GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    return Optional.empty();
  }

  /**
   * Returns the results of many members at once, each with a leading axis over the members; empty
   * (the default) to batch the lowering or, where there is none, to go from member to member.
   *
   * @param batched for each operand, whether it has a leading axis over the members
   */
  default Optional<List<Node>> vmap(
      GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
    return Optional.empty();
  }
}
