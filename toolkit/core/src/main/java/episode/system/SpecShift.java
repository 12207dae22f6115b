package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code coord_shift}: a flow between two elements of an axis, in several states. */
final class SpecShift {
  private final SpecNames names;
  private final List<Problem> problems;

  SpecShift(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /** Returns the flows of the states. */
  List<SpecFlows.Written> read(SpecNode node, Map<String, SpecNode> keys, String rate) {
    if (!keys.containsKey("coord_shift") || !keys.containsKey("apply_to")) {
      String key = keys.containsKey("coord_shift") ? "apply_to" : "coord_shift";
      node.missing(key, "Write coord_shift: {vax: \"u -> v\"}, apply_to: [S, R].");
      return List.of();
    }
    for (String key : List.of("from", "to")) {
      if (keys.containsKey(key)) {
        keys.get(key)
            .problem("E2507", "A coord_shift has no '" + key + "'", "List states in apply_to.");
        return List.of();
      }
    }
    SpecNode shifts = keys.get("coord_shift");
    Map<String, SpecNode> entries = shifts.map();
    if (entries.size() != 1) {
      if (shifts.isMap()) {
        shifts.problem(
            "E2507", "A shift is along one axis, here " + entries.size(), "Name one axis.");
      }
      return List.of();
    }
    String axisName = entries.keySet().iterator().next().strip();
    NamedAxis axis = names.axes().get(axisName);
    if (axis == null) {
      names.unknownAxis(axisName).ifPresent(problem -> shifts.problem(problem));
      return List.of();
    }
    String[] ends = ends(entries.values().iterator().next(), axis);
    return ends.length == 0 ? List.of() : flows(node, keys, axis, ends, rate);
  }

  private static String[] ends(SpecNode node, NamedAxis axis) {
    Optional<String> text = node.text();
    if (text.isEmpty()) {
      return new String[0];
    }
    String[] written = text.get().split("->", -1);
    if (written.length != 2) {
      node.problem("E2507", "A shift has one '->'", "Write \"u -> v\".");
      return new String[0];
    }
    String[] ends = new String[2];
    for (int i = 0; i < 2; i++) {
      String name = written[i].strip();
      Optional<String> element = SpecNames.element(axis, name);
      if (element.isEmpty()) {
        String what = "Axis '" + axis.name() + "' has no element '" + name + "'";
        node.problem("E2107", what, Suggestion.remedy(name, axis.elements(), "Elements"));
        return new String[0];
      }
      ends[i] = element.get();
    }
    if (ends[0].equals(ends[1])) {
      node.problem(
          "E2507", "The shift goes from '" + ends[0] + "' to itself", "Name two elements.");
      return new String[0];
    }
    return ends;
  }

  private List<SpecFlows.Written> flows(
      SpecNode node, Map<String, SpecNode> keys, NamedAxis axis, String[] ends, String rate) {
    List<SpecFlows.Written> flows = new ArrayList<>();
    List<SpecNode> states = keys.get("apply_to").list();
    if (keys.get("apply_to").isList() && states.isEmpty()) {
      keys.get("apply_to").problem("E2507", "The shift applies to no state", "List states.");
    }
    String name = keys.containsKey("name") ? keys.get("name").text().orElse("") : "";
    for (SpecNode entry : states) {
      Optional<Template> state = entry.text().flatMap(text -> state(entry, text.strip(), axis));
      if (state.isPresent()) {
        String from = cells(state.get(), axis, ends[0]);
        String to = cells(state.get(), axis, ends[1]);
        String path = keys.get("rate").path();
        flows.add(new SpecFlows.Written(node.path(), from, to, rate, path, name.strip()));
      }
    }
    return flows;
  }

  private Optional<Template> state(SpecNode entry, String text, NamedAxis axis) {
    Optional<Selector> selector = Selector.of(text);
    String name = selector.map(Selector::name).orElse(text);
    Template state = names.states().get(name);
    boolean bare = selector.isEmpty() || selector.get().places().isEmpty();
    if (!bare
        && state != null
        && !state.toString().replace(" ", "").equals(selector.get().toString())) {
      String what = "'" + text + "' does not have the axes of '" + state + "'";
      entry.problem("E2106", what, "Write " + name + " or " + state + ".");
      return Optional.empty();
    }
    if (state == null) {
      String remedy = Suggestion.remedy(name, names.states().keySet(), "States");
      entry.problem("E2103", "Unknown state '" + name + "'", remedy);
    } else if (!state.axes().contains(axis)) {
      String what = "'" + state + "' has no axis '" + axis.name() + "'";
      entry.problem("E2106", what, "Shift states that have it.");
      return Optional.empty();
    }
    return Optional.ofNullable(state);
  }

  private static String cells(Template state, NamedAxis axis, String element) {
    List<String> places = new ArrayList<>();
    for (NamedAxis one : state.axes()) {
      places.add(one.equals(axis) ? one.name() + "=" + element : one.name());
    }
    return state.name() + "[" + String.join(",", places) + "]";
  }
}
