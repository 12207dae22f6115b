package episode.system;

import episode.expr.Formula;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds aliases that nothing uses. */
final class Unused {
  private Unused() {}

  /**
   * Returns a system without the aliases that nothing uses, save those that nothing used before.
   */
  static Definitions withoutNew(Definitions before, Definitions after) {
    Map<String, Integer> usedBefore = uses(before);
    Map<String, Integer> uses = uses(after);
    Map<String, Definition> aliases = new LinkedHashMap<>();
    after.aliases().forEach(alias -> aliases.put(name(alias), alias));
    Set<String> kept = new HashSet<>();
    before.aliases().forEach(alias -> kept.add(name(alias)));
    kept.removeAll(usedBefore.keySet());
    Deque<String> idle = new ArrayDeque<>(aliases.keySet());
    while (!idle.isEmpty()) {
      String name = idle.remove();
      if (aliases.containsKey(name) && !uses.containsKey(name) && !kept.contains(name)) {
        for (String used : aliases.remove(name).formula().names()) {
          if (uses.computeIfPresent(used, (key, n) -> n == 1 ? null : n - 1) == null) {
            idle.add(used);
          }
        }
      }
    }
    return after.withAliases(List.copyOf(aliases.values()));
  }

  private static String name(Definition alias) {
    return alias.target().template().name();
  }

  /** Returns in how many formulas each name stands. */
  private static Map<String, Integer> uses(Definitions system) {
    Map<String, Integer> uses = new HashMap<>();
    for (Formula formula : StrataNames.formulas(system)) {
      formula.names().forEach(name -> uses.merge(name, 1, Integer::sum));
    }
    return uses;
  }
}
