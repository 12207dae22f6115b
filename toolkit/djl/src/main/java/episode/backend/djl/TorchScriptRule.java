package episode.backend.djl;

import episode.backend.OpRule;
import episode.expr.Op;
import java.util.List;

/** An op written as TorchScript: how backend "pytorch" computes it as a part of its script. */
@FunctionalInterface
public interface TorchScriptRule extends OpRule {
  /**
   * Returns one expression per result, of the types that the op promises. An operand's text may
   * stand anywhere in an expression; nothing changes it.
   *
   * @param op the op with its parameters
   * @param script the method that is being written
   * @throws episode.expr.EpisodeException E3204 for a variant that the rule does not cover, made
   *     with {@link episode.backend.Refusal}
   */
  List<String> apply(Op op, TorchScript script, List<TorchScript.Operand> operands);
}
