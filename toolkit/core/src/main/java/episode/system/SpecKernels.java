package episode.system;

import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the kernels that a spec describes for engines. For one spec and one thread. */
final class SpecKernels {
  private static final List<String> KEYS =
      List.of("name", "axes", "form", "params", "value", "kind");

  /** The forms of kernels, and the parameters that each must have. */
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
  private final Set<String> seen = new HashSet<>();

  SpecKernels(SpecNames names) {
    this.names = names;
  }

  /** Returns what the parameters of a form are called; none for an unknown one. */
  static List<String> parameters(String form) {
    return FORMS.getOrDefault(form, List.of());
  }

  void check(SpecNode node) {
    for (SpecNode entry : node.list()) {
      Map<String, SpecNode> keys = entry.map(KEYS);
      if (keys.containsKey("name")) {
        kernel(entry, keys);
      } else if (entry.isMap()) {
        entry.missing("name", "Write name: K.");
      }
    }
  }

  private void kernel(SpecNode node, Map<String, SpecNode> keys) {
    Optional<String> name = keys.get("name").text().map(String::strip);
    if (name.isPresent() && !seen.add(name.get())) {
      keys.get("name").problem("E2510", "Kernel '" + name.get() + "' is there twice", "Rename it.");
    }
    if (SpecNode.isThere(keys.get("axes"))) {
      names.axesOrSame(keys.get("axes"));
    }
    boolean hasValue = SpecNode.isThere(keys.get("value"));
    Map<String, SpecNode> params = new LinkedHashMap<>();
    if (SpecNode.isThere(keys.get("params"))) {
      params.putAll(keys.get("params").map());
    }
    if (SpecNode.isThere(keys.get("form"))) {
      keys.get("form").text().ifPresent(form -> form(node, keys, form, params, hasValue));
    } else if (!hasValue) {
      node.missing("form", "Write form: gaussian and params, or give the kernel's value.");
    }
  }

  private static void form(
      SpecNode node,
      Map<String, SpecNode> keys,
      String written,
      Map<String, SpecNode> params,
      boolean hasValue) {
    String form = written.strip().toLowerCase(Locale.ROOT);
    if (!FORMS.containsKey(form)) {
      String remedy = Suggestion.remedy(form, FORMS.keySet(), "Forms");
      keys.get("form").problem("E2510", "Unknown form of kernel '" + form + "'", remedy);
      return;
    }
    if (hasValue) {
      return;
    }
    List<String> missing = new ArrayList<>(FORMS.get(form));
    missing.removeAll(params.keySet());
    if (!missing.isEmpty()) {
      String remedy = "A kernel '" + form + "' has " + FORMS.get(form) + ".";
      node.missing("params." + missing.get(0), remedy);
    } else if (!keys.containsKey("params")) {
      node.missing("value", "Give the kernel's array.");
    }
  }
}
