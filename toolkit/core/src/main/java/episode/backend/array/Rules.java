package episode.backend.array;

import episode.backend.HostRule;
import episode.backend.NodeRule;
import episode.backend.OpRule;
import episode.backend.Refusal;
import episode.expr.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a backend does ops: by the rules that it was given, else by those of its library. Immutable.
 *
 * @param given rules of nodes and of arrays, by the op's name
 */
record Rules<A>(ArrayNamespace<A> namespace, Map<String, OpRule> given) {

  /** Copies the map. */
  Rules {
    given = Map.copyOf(given);
  }

  /** Returns the rules with one more; a rule of the host has to be one that the library takes. */
  Rules<A> with(String op, OpRule rule) {
    OpRule own = rule;
    if (rule instanceof HostRule host) {
      own = namespace.host(host).orElseThrow(() -> refused(op));
    } else if (!(rule instanceof NodeRule) && !(rule instanceof ArrayRule)) {
      throw refused(op);
    }
    Refusal.checkName(op);
    Map<String, OpRule> more = new HashMap<>(given);
    more.put(op, own);
    return new Rules<>(namespace, more);
  }

  private RuntimeException refused(String op) {
    return Refusal.ofRule(namespace.name(), op, "NodeRule, and ArrayRule over its own arrays");
  }

  /** Returns how an op is said in nodes, where that is by a rule. */
  Optional<NodeRule> nodes(Op op) {
    return given.get(op.name()) instanceof NodeRule rule ? Optional.of(rule) : Optional.empty();
  }

  /** Returns how an op is done as a whole, where it is. */
  @SuppressWarnings("unchecked")
  Optional<ArrayRule<A>> arrays(Op op) {
    OpRule rule = given.get(op.name());
    if (rule == null) {
      return namespace.rule(op);
    }
    return rule instanceof ArrayRule ? Optional.of((ArrayRule<A>) rule) : Optional.empty();
  }
}
