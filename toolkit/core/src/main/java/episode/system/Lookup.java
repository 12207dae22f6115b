package episode.system;

import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what a system has by its name, or says which names there are. */
final class Lookup {
  private Lookup() {}

  static Template state(Definitions system, String name) {
    List<String> names = new ArrayList<>();
    for (Template state : system.states()) {
      if (state.name().equals(name)) {
        return state;
      }
      names.add(state.name());
    }
    throw unknown("E2103", "state", name, names, "Known names");
  }

  static Definition output(Definitions system, String name) {
    List<String> names = new ArrayList<>();
    for (Definition output : system.outputs()) {
      if (output.target().template().name().equals(name)) {
        return output;
      }
      names.add(output.target().template().name());
    }
    throw unknown("E2120", "output", name, names, "Outputs");
  }

  /** Returns the first transition of a label. */
  static Transition transition(Definitions system, String label) {
    List<String> labels = new ArrayList<>();
    for (Transition transition : system.transitions()) {
      if (transition.label().equals(label)) {
        return transition;
      }
      labels.add(transition.label());
    }
    throw unknown("E2118", "flow", label, labels, "Flows");
  }

  /** Returns the label of each flow and the axes that all transitions of that label have. */
  static List<Template> flows(Definitions system) {
    Map<String, List<NamedAxis>> axes = new LinkedHashMap<>();
    for (Transition transition : system.transitions()) {
      axes.computeIfAbsent(transition.label(), label -> new ArrayList<>(transition.axes()))
          .retainAll(transition.axes());
    }
    List<Template> flows = new ArrayList<>();
    axes.forEach((label, common) -> flows.add(new Template(label, common)));
    return flows;
  }

  static Template flow(Definitions system, String label) {
    transition(system, label);
    return flows(system).stream()
        .filter(flow -> flow.name().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static EpisodeException unknown(
      String code, String kind, String name, List<String> known, String they) {
    return new EpisodeException(
        Problem.of(code, "Unknown " + kind + " '" + name + "'")
            .remedy(Suggestion.remedy(name, known, they)));
  }
}
