package episode.backend;

/**
 * A backend's own way to do an op: a {@link NodeRule} (any backend), a {@link HostRule} (the
 * backends that run on the host), or what a backend's package offers. Registered under the op's
 * name with {@link Backend#with(String, OpRule)}; it does not change the op's derivatives.
 */
public interface OpRule {

  /** Returns a rule that says the op in nodes; for a lambda. */
  static OpRule nodes(NodeRule rule) {
    return rule;
  }

  /** Returns a rule that computes the op on the host; for a lambda. */
  static OpRule host(HostRule rule) {
    return rule;
  }
}
