package episode.backend.djl;

import episode.expr.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ops that PyTorch computes by functions of its own. */
final class OwnRules {
  private static final Map<String, TorchScriptRule> RULES = all();

  private OwnRules() {}

  private static Map<String, TorchScriptRule> all() {
    Map<String, TorchScriptRule> rules = new HashMap<>();
    rules.putAll(AlgebraRules.all());
    rules.putAll(OrderRules.all());
    return Map.copyOf(rules);
  }

  /** Returns how an op is written as TorchScript; empty for lowering. */
  static Optional<TorchScriptRule> of(Op op) {
    return Optional.ofNullable(RULES.get(op.name()));
  }
}
