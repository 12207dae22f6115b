package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds cells of one name, such as those of {@code S[a]} with an element z and of {@code S__a_z}.
 */
final class CellNames {
  private CellNames() {}

  /** Adds a problem where two cells are called alike. */
  static void check(List<Template> states, List<Problem> problems) {
    for (Template state : states) {
      if (isDoubtful(state, state)) {
        unlike(List.of(state), state, problems);
      }
      for (Template other : states) {
        if (state != other && isDoubtful(state, other)) {
          unlike(List.of(state, other), other, problems);
        }
      }
    }
  }

  /** Returns whether names may meet, without looking at cells: few systems need more. */
  private static boolean isDoubtful(Template state, Template other) {
    if (state.axes().isEmpty()) {
      return false;
    }
    String start = "__" + state.axes().get(0).name() + "_";
    boolean longer = other.name().startsWith(state.name() + start);
    return state == other ? labelsLookLikeAxes(state) : longer;
  }

  private static boolean labelsLookLikeAxes(Template state) {
    for (NamedAxis axis : state.axes().subList(1, state.axes().size())) {
      String sign = "__" + axis.name() + "_";
      for (NamedAxis each : state.axes()) {
        if (each.elements().stream().anyMatch(label -> label.contains(sign))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void unlike(List<Template> states, Template last, List<Problem> problems) {
    Set<String> seen = new HashSet<>();
    for (Template state : states) {
      for (String cell : state.cellNames()) {
        if (!seen.add(cell)) {
          String text = last.toString();
          String context = "state(\"" + text + "\")";
          problems.add(
              Problem.of("E2101", "Two cells are called '" + cell + "'")
                  .at(new Problem.Where(context, text, 0, text.length()))
                  .remedy("Rename elements or states."));
          return;
        }
      }
    }
  }
}
