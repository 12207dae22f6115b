package episode.backend.jvm;

import episode.backend.HostRule;
import episode.backend.NodeRule;
import episode.backend.OpRule;
import episode.expr.Graph;
import episode.expr.Op;
import episode.transform.Simplify;
import java.util.Map;
import java.util.Optional;

/**
 * What the code depends on besides the program.
 *
 * @param fma whether a product is added without rounding in between
 * @param reorder whether roundings may move: graphs are simplified, long sums are taken in parts
 * @param rules how ops are done in another way than they say themselves, by name
 */
record Options(boolean fma, boolean reorder, Map<String, OpRule> rules) {

  /** Makes options without rules. */
  Options(boolean fma, boolean reorder) {
    this(fma, reorder, Map.of());
  }

  /** Returns a graph ready to be compiled: no ops but those that are performed, few calls. */
  Graph prepared(Graph graph) {
    Graph flat = Flattening.of(graph, this);
    return reorder ? Simplify.of(flat) : flat;
  }

  /** Returns how an op is said in nodes, where that is by a rule. */
  Optional<NodeRule> nodes(Op op) {
    return rules.get(op.name()) instanceof NodeRule rule ? Optional.of(rule) : Optional.empty();
  }

  /** Returns how an op is performed, where that is by a rule. */
  Optional<HostRule> host(Op op) {
    return rules.get(op.name()) instanceof HostRule rule ? Optional.of(rule) : Optional.empty();
  }
}
