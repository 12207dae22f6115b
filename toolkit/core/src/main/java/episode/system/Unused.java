package episode.system;

import episode.expr.Formula;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds aliases that nothing uses. */
final class Unused {
  private Unused() {}

  /**
   * Returns a system without the aliases that nothing uses, save those that nothing used before.
   */
  static Definitions withoutNew(Definitions before, Definitions after) {
    Set<String> kept = new HashSet<>();
    Set<String> used = used(before);
    for (Definition alias : before.aliases()) {
      String name = alias.target().template().name();
      if (!used.contains(name)) {
        kept.add(name);
      }
    }
    Definitions result = after;
    int fewer;
    do {
      fewer = result.aliases().size();
      Set<String> now = used(result);
      List<Definition> left = new ArrayList<>();
      for (Definition alias : result.aliases()) {
        String name = alias.target().template().name();
        if (now.contains(name) || kept.contains(name)) {
          left.add(alias);
        }
      }
      result = result.withAliases(left);
    } while (result.aliases().size() < fewer);
    return result;
  }

  private static Set<String> used(Definitions system) {
    Set<String> used = new HashSet<>();
    for (Formula formula : StrataNames.formulas(system)) {
      used.addAll(formula.names());
    }
    return used;
  }
}
