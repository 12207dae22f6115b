package episode.model;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts priors and aliases in an order in which each needs earlier ones only. */
final class Ordering {
  private final Map<String, Sampled> sampled;
  private final Map<String, Statement> aliases;
  private final List<Problem> problems;

  Ordering(Map<String, Sampled> sampled, Map<String, Statement> aliases, List<Problem> problems) {
    this.sampled = sampled;
    this.aliases = aliases;
    this.problems = problems;
  }

  /** Returns the names in order; those that need themselves are left out and reported. */
  List<String> names() {
    List<String> order = new ArrayList<>();
    Set<String> open = new LinkedHashSet<>(sampled.keySet());
    open.addAll(aliases.keySet());
    boolean found = true;
    while (found) {
      found = false;
      for (String name : new ArrayList<>(open)) {
        Set<String> needs = needs(name);
        needs.retainAll(open);
        if (needs.isEmpty()) {
          order.add(name);
          open.remove(name);
          found = true;
        }
      }
    }
    if (!open.isEmpty()) {
      problems.add(circle(open));
    }
    return order;
  }

  private Problem circle(Set<String> names) {
    String first = names.iterator().next();
    Statement statement =
        aliases.containsKey(first) ? aliases.get(first) : sampled.get(first).statement();
    String what = "'" + first + "' is defined by itself: " + String.join(", ", names);
    return Problem.of("E5113", what)
        .at(statement.rightWhere())
        .remedy("Break the cycle: one of them must not use the next.");
  }

  private Set<String> needs(String name) {
    if (aliases.containsKey(name)) {
      return new HashSet<>(aliases.get(name).right().names());
    }
    Set<String> needs = new HashSet<>();
    sampled.get(name).call().arguments().forEach(formula -> needs.addAll(formula.names()));
    return needs;
  }
}
