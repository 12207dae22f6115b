package episode.system;

import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the operators that a spec describes for engines. For one spec and one thread. */
final class SpecOperators {
  private static final List<String> KEYS =
      List.of("name", "kind", "axis", "bc", "apply_to", "velocity", "rate", "kernel", "direction");

  private final SpecNames names;
  private final Set<String> axes = new LinkedHashSet<>();

  SpecOperators(SpecNames names) {
    this.names = names;
  }

  /** Returns the axes that operators act along. */
  Set<String> axes() {
    return axes;
  }

  /** Checks a list of operators; a mapping is an engine's own matter. */
  void check(SpecNode node) {
    for (SpecNode entry : node.isMap() ? List.<SpecNode>of() : node.list()) {
      Map<String, SpecNode> keys = entry.isMap() ? entry.map() : entry.map(KEYS);
      List<String> missing = new ArrayList<>(List.of("kind", "axis"));
      missing.removeAll(keys.keySet());
      if (entry.isMap() && !missing.isEmpty()) {
        entry.missing(missing.get(0), "Write kind: advection, axis: x.");
      } else if (entry.isMap()) {
        operator(entry, keys);
      }
    }
  }

  private void operator(SpecNode node, Map<String, SpecNode> keys) {
    names.axisOf(keys.get("axis")).ifPresent(axes::add);
    for (String key : List.of("name", "bc")) {
      if (SpecNode.isThere(keys.get(key))) {
        keys.get(key).text();
      }
    }
    if (SpecNode.isThere(keys.get("apply_to"))) {
      applied(keys.get("apply_to"));
    }
    String kind = keys.get("kind").text().orElse("").strip().toLowerCase(Locale.ROOT);
    switch (kind) {
      case "advection", "transport" -> {
        node.map(KEYS);
        formula(node, keys, kind, "velocity");
      }
      case "jump_integral" -> {
        node.map(KEYS);
        formula(node, keys, kind, "rate");
        jump(node, keys);
      }
      default -> {}
    }
  }

  private static void formula(
      SpecNode node, Map<String, SpecNode> keys, String kind, String needed) {
    if (SpecNode.isThere(keys.get(needed))) {
      keys.get(needed).formula();
    } else {
      node.missing(needed, "An operator '" + kind + "' has a " + needed + ", as in 1.5 or v.");
    }
  }

  private static void jump(SpecNode node, Map<String, SpecNode> keys) {
    if (!SpecNode.isThere(keys.get("kernel"))) {
      node.missing("kernel", "Write kernel: {form: gaussian, params: {…}}.");
      return;
    }
    Map<String, SpecNode> kernel = keys.get("kernel").map();
    if (kernel.containsKey("form")) {
      kernel.get("form").text();
    } else if (keys.get("kernel").isMap()) {
      keys.get("kernel").missing("form", "Write kernel: {form: gaussian, params: {…}}.");
    }
    if (SpecNode.isThere(kernel.get("params"))) {
      kernel.get("params").map();
    }
    if (SpecNode.isThere(keys.get("direction"))) {
      direction(keys.get("direction"));
    }
  }

  private static void direction(SpecNode node) {
    Optional<String> written = node.text();
    String direction = written.orElse("up").strip().toLowerCase(Locale.ROOT);
    if (!List.of("up", "down", "both").contains(direction)) {
      node.problem("E2510", "Unknown direction '" + direction + "'", "Directions: up, down, both.");
    }
  }

  private void applied(SpecNode node) {
    List<SpecNode> entries = node.list();
    if (node.isList() && entries.isEmpty()) {
      node.problem("E2510", "The operator applies to no state", "List states, or leave it out.");
    }
    for (SpecNode entry : entries) {
      Optional<String> text = entry.text();
      Optional<Selector> state = text.flatMap(Selector::of);
      boolean known = state.isPresent() && names.isState(state.get().name());
      if (text.isPresent() && !known) {
        String remedy = Suggestion.remedy(text.get(), names.states().keySet(), "States");
        entry.problem("E2103", "Unknown state '" + text.get() + "'", remedy);
      }
    }
  }
}
