package episode.backend;

import episode.expr.Op;
import episode.expr.Tensor;
import java.util.List;

/** An op computed by the host, in place of its {@code perform}: for jvm and interpreter. */
@FunctionalInterface
public interface HostRule extends OpRule {
  /**
   * Returns the results, of the types that the op promises. Safe to call from several threads.
   *
   * @param op the op with its parameters
   * @throws episode.expr.EpisodeException E3204 for a variant that the rule does not cover, made
   *     with {@link Refusal}
   */
  List<Tensor> apply(Op op, List<Tensor> operands);
}
