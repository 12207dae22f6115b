package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  private final SpecNames names;
  private final List<Problem> problems;
  private final SpecOperators operators;
  private final Map<String, Object> read = new LinkedHashMap<>();

  SpecMetadata(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
    operators = new SpecOperators(names);
  }

  /** Returns a warning that a system made of another one lacks what is said for engines. */
  static List<Problem> dropped(String system, Map<String, Object> metadata) {
    if (metadata.isEmpty()) {
      return List.of();
    }
    String keys = Suggestion.list(new ArrayList<>(metadata.keySet()));
    return List.of(
        Problem.of(
                "E2172", "What the spec of '" + system + "' says for engines is left out: " + keys)
            .remedy("It is about other states and axes: say it in the spec of the new system."));
  }

  /** Returns the axes that operators act along. */
  Set<String> operatorAxes() {
    return operators.axes();
  }

  /** Returns the metadata by key. */
  Map<String, Object> read(Map<String, SpecNode> keys) {
    Map<String, SpecNode> meta = new LinkedHashMap<>();
    if (SpecNode.isThere(keys.get("meta"))) {
      meta.putAll(keys.get("meta").map());
      read.put("meta", keys.get("meta").value());
    }
    for (Map<String, SpecNode> from : List.of(meta, keys)) {
      if (SpecNode.isThere(from.get("kernels"))) {
        new SpecKernels(names).check(from.get("kernels"));
        read.put("kernels", from.get("kernels").value());
      }
      if (SpecNode.isThere(from.get("operators"))) {
        operators.check(from.get("operators"));
        read.put("operators", from.get("operators").value());
      }
    }
    if (SpecNode.isThere(keys.get("initial_state"))) {
      new SpecInitial(names, problems).check(keys.get("initial_state"));
      read.put("initial_state", keys.get("initial_state").value());
    }
    if (SpecNode.isThere(keys.get("state_axes"))) {
      stateAxes(keys.get("state_axes"));
    }
    for (String key : List.of("sources", "couplings", "constraints")) {
      if (SpecNode.isThere(keys.get(key))) {
        read.put(key, keys.get(key).value());
      }
    }
    return Collections.unmodifiableMap(read);
  }

  private void stateAxes(SpecNode node) {
    Set<String> states = new LinkedHashSet<>();
    names.states().values().forEach(state -> states.add(state.toString().replace(" ", "")));
    for (Map.Entry<String, SpecNode> entry : node.map().entrySet()) {
      if (!states.contains(entry.getKey().replace(" ", ""))) {
        String remedy = Suggestion.remedy(entry.getKey(), states, "States");
        entry.getValue().problem("E2510", "'" + entry.getKey() + "' is not a state", remedy);
      }
      names.axesOf(entry.getValue());
    }
    read.put("state_axes", node.value());
  }
}
