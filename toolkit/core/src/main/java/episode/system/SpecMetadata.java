package episode.system;

import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a spec says for engines: initial states, kernels, operators, axes that separate. It
 * never touches the right-hand side. For one spec and one thread.
 */
final class SpecMetadata {
  /** The keys that this class reads. */
  static final List<String> KEYS =
      List.of(
          "initial_state",
          "kernels",
          "operators",
          "state_axes",
          "factorize_axes",
          "sources",
          "couplings",
          "constraints",
          "meta");

  private static final List<String> KERNEL_KEYS =
      List.of("name", "axes", "form", "params", "value", "kind");
  private static final List<String> OPERATOR_KEYS =
      List.of("name", "kind", "axis", "bc", "apply_to", "velocity", "rate", "kernel", "direction");
  private static final Map<String, List<String>> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("erfc", List.of("scale", "sigma"));
    FORMS.put("gaussian", List.of("scale", "sigma"));
    FORMS.put("exponential", List.of("scale", "lambda"));
    FORMS.put("gamma", List.of("scale", "k", "theta"));
    FORMS.put("power_law", List.of("scale", "sigma", "p"));
    FORMS.put("custom_value", List.of());
  }

  private final SpecNames names;
  private final List<episode.expr.Problem> problems;
  private final Map<String, Object> read = new LinkedHashMap<>();
  private final Set<String> operatorAxes = new LinkedHashSet<>();

  SpecMetadata(SpecNames names, List<episode.expr.Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /** Returns the axes that operators act along. */
  Set<String> operatorAxes() {
    return operatorAxes;
  }

  /** Returns the metadata by key. */
  Map<String, Object> read(Map<String, SpecNode> keys) {
    Map<String, SpecNode> meta = new LinkedHashMap<>();
    if (isThere(keys.get("meta"))) {
      meta.putAll(keys.get("meta").map());
      read.put("meta", keys.get("meta").value());
    }
    for (Map<String, SpecNode> from : List.of(meta, keys)) {
      if (isThere(from.get("kernels"))) {
        kernels(from.get("kernels"));
      }
      if (isThere(from.get("operators"))) {
        operators(from.get("operators"));
      }
    }
    if (isThere(keys.get("initial_state"))) {
      initial(keys.get("initial_state"));
    }
    if (isThere(keys.get("state_axes"))) {
      stateAxes(keys.get("state_axes"));
    }
    for (String key : List.of("sources", "couplings", "constraints")) {
      if (isThere(keys.get(key))) {
        read.put(key, keys.get(key).value());
      }
    }
    return Collections.unmodifiableMap(read);
  }

  private static boolean isThere(SpecNode node) {
    return node != null && !node.isNull();
  }

  private void initial(SpecNode node) {
    for (Map.Entry<String, SpecNode> entry : node.map().entrySet()) {
      SpecNode value = entry.getValue();
      String key = entry.getKey();
      var where = new episode.expr.Problem.Where(node.path(), key, 0, key.length());
      names.target(where, key, problems);
      if (value.isMap()) {
        Map<String, SpecNode> parts = value.map(List.of("shaped", "axes"));
        if (!parts.containsKey("shaped") || !parts.containsKey("axes")) {
          value.missing("shaped and axes", "Write {shaped: s0, axes: [age]}.");
        } else {
          parts.get("shaped").text();
          parts.get("axes").list().forEach(this::axis);
        }
      } else {
        value.formula();
      }
    }
    read.put("initial_state", node.value());
  }

  private void stateAxes(SpecNode node) {
    Set<String> states = new LinkedHashSet<>();
    names.states().values().forEach(state -> states.add(state.toString().replace(" ", "")));
    for (Map.Entry<String, SpecNode> entry : node.map().entrySet()) {
      if (!states.contains(entry.getKey().replace(" ", ""))) {
        String remedy = Suggestion.remedy(entry.getKey(), states, "States");
        entry.getValue().problem("E2510", "'" + entry.getKey() + "' is not a state", remedy);
      }
    }
    read.put("state_axes", node.value());
  }

  private Optional<String> axis(SpecNode node) {
    Optional<String> axis = node.text().map(String::strip);
    if (axis.isPresent()
        && !names.axes().containsKey(axis.get())
        && !axis.get().equals("subgroup")) {
      String remedy = Suggestion.remedy(axis.get(), names.axes().keySet(), "Axes");
      node.problem("E2104", "Unknown axis '" + axis.get() + "'", remedy);
    }
    return axis;
  }

  private void kernels(SpecNode node) {
    Set<String> seen = new LinkedHashSet<>();
    for (SpecNode entry : node.list()) {
      Map<String, SpecNode> keys = entry.map(KERNEL_KEYS);
      if (!keys.containsKey("name")) {
        if (entry.isMap()) {
          entry.missing("name", "Write name: K.");
        }
        continue;
      }
      Optional<String> name = keys.get("name").text();
      if (name.isPresent() && !seen.add(name.get())) {
        keys.get("name")
            .problem("E2510", "Kernel '" + name.get() + "' is there twice", "Rename it.");
      }
      if (keys.containsKey("axes")) {
        keys.get("axes").list().forEach(this::axis);
      }
      form(entry, keys);
    }
    read.put("kernels", node.value());
  }

  private static void form(SpecNode node, Map<String, SpecNode> keys) {
    if (!keys.containsKey("form")) {
      return;
    }
    Optional<String> written = keys.get("form").text();
    if (written.isEmpty()) {
      return;
    }
    String form = written.get().strip().toLowerCase(Locale.ROOT);
    if (!FORMS.containsKey(form)) {
      String remedy = Suggestion.remedy(form, FORMS.keySet(), "Forms");
      keys.get("form").problem("E2510", "Unknown form of kernel '" + form + "'", remedy);
      return;
    }
    if (form.equals("custom_value") && !keys.containsKey("value")) {
      node.missing("value", "Give the kernel's array.");
    }
    Map<String, SpecNode> given = new LinkedHashMap<>();
    if (keys.containsKey("params") && !keys.get("params").isNull()) {
      given.putAll(keys.get("params").map());
    }
    List<String> missing = new ArrayList<>(FORMS.get(form));
    missing.removeAll(given.keySet());
    if (!missing.isEmpty()) {
      node.missing(
          "params." + missing.get(0), "A kernel '" + form + "' has " + FORMS.get(form) + ".");
    }
  }

  private void operators(SpecNode node) {
    for (SpecNode entry : node.list()) {
      Map<String, SpecNode> keys = entry.map(OPERATOR_KEYS);
      if (!keys.containsKey("kind") || !keys.containsKey("axis")) {
        if (entry.isMap()) {
          entry.missing(
              keys.containsKey("kind") ? "axis" : "kind", "Write kind: advection, axis: x.");
        }
        continue;
      }
      axis(keys.get("axis")).ifPresent(operatorAxes::add);
      Optional<String> kind = keys.get("kind").text();
      if (kind.isPresent()) {
        operator(entry, keys, kind.get().strip().toLowerCase(Locale.ROOT));
      }
      if (keys.containsKey("apply_to")) {
        applied(keys.get("apply_to"));
      }
    }
    read.put("operators", node.value());
  }

  private void applied(SpecNode node) {
    for (SpecNode entry : node.isList() ? node.list() : List.of(node)) {
      Optional<String> text = entry.text();
      boolean known =
          text.isEmpty()
              || Selector.of(text.get())
                  .filter(s -> names.states().containsKey(s.name()))
                  .isPresent();
      if (!known) {
        String remedy = Suggestion.remedy(text.get(), names.states().keySet(), "States");
        entry.problem("E2103", "Unknown state '" + text.get() + "'", remedy);
      }
    }
  }

  private static void operator(SpecNode node, Map<String, SpecNode> keys, String kind) {
    List<String> needed =
        switch (kind) {
          case "advection", "transport" -> List.of("velocity");
          case "jump_integral" -> List.of("rate", "kernel", "direction");
          default -> List.of();
        };
    for (String key : needed) {
      if (!keys.containsKey(key)) {
        node.missing(key, "An operator '" + kind + "' has: " + String.join(", ", needed) + ".");
      }
    }
    if (!kind.equals("jump_integral") || !keys.keySet().containsAll(needed)) {
      return;
    }
    Map<String, SpecNode> kernel = keys.get("kernel").map(List.of("form", "params"));
    if (keys.get("kernel").isMap() && !kernel.containsKey("form")) {
      keys.get("kernel").missing("form", "Write kernel: {form: gaussian, params: {…}}.");
    }
    String direction = keys.get("direction").text().orElse("up").strip();
    if (!List.of("up", "down", "both").contains(direction)) {
      String what = "Unknown direction '" + direction + "'";
      keys.get("direction").problem("E2510", what, "Directions: up, down, both.");
    }
  }
}
