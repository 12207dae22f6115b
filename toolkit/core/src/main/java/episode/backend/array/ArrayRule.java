package episode.backend.array;

import episode.backend.OpRule;
import episode.expr.Op;
import java.util.List;

/**
 * How a library of arrays computes an op in its own way.
 *
 * @param <A> the library's array
 */
@FunctionalInterface
public interface ArrayRule<A> extends OpRule {
  /**
   * Returns the results, arrays of their own.
   *
   * @param op the op with its parameters
   * @throws episode.expr.EpisodeException E3204 for a variant that the library cannot do
   */
  List<A> apply(Op op, List<A> operands);
}
