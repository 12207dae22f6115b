package episode.expr;

import java.util.List;
import java.util.Optional;

/**
 * A loop that the host runs over compiled functions, such as the solve of a differential equation:
 * the one primitive that no backend translates. It brings its own derivatives. How it is executed
 * is told by {@code episode.backend.HostFunction}.
 */
public interface HostOp {

  /** Returns the name that a printed graph shows. */
  String name();

  /** Returns the types of the results for operands of the given types. */
  List<Type> types(List<Type> operands);

  /**
   * Returns results and their tangents, results first: twice as many nodes as {@link #types}.
   *
   * @param tangents one per operand; empty where it is zero
   */
  List<Node> jvp(GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents);

  /**
   * Returns the forward half of the reverse derivative.
   *
   * @param active for each operand, whether its cotangent is wanted
   */
  Pullback vjp(GraphBuilder builder, List<Node> operands, List<Boolean> active);

  /** What is kept between the forward and the reverse sweep. */
  interface Pullback {
    /** Returns the results, as {@link HostOp#types} lists them. */
    List<Node> results();

    /**
     * Returns the cotangent of each operand; empty where it is zero or was not asked for.
     *
     * @param cotangents one per result; empty where it is zero
     */
    List<Optional<Node>> cotangents(GraphBuilder builder, List<Optional<Node>> cotangents);
  }
}
