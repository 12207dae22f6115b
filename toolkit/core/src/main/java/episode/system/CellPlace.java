package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;

/** Finds the cell of a template by the names of elements. */
final class CellPlace {
  private CellPlace() {}

  /**
   * Returns the cell's place in row-major order.
   *
   * @param accessor what the user called, for the message
   * @throws EpisodeException E2209 where there is not one element per axis, E2107 for an unknown
   *     one
   */
  static int of(Template template, String[] elements, String accessor) {
    if (Given.arguments(elements, "elements", accessor).length != template.axes().size()) {
      throw new EpisodeException(count(template, elements, accessor));
    }
    int place = 0;
    for (int i = 0; i < elements.length; i++) {
      NamedAxis axis = template.axes().get(i);
      int element = axis.place(elements[i]);
      if (element < 0) {
        String what = "Axis '" + axis.name() + "' has no element '" + elements[i] + "'";
        throw new EpisodeException(
            Problem.of("E2107", what)
                .remedy(Suggestion.remedy(elements[i], axis.elements(), "Elements")));
      }
      place = place * axis.size() + element;
    }
    return place;
  }

  private static Problem count(Template template, String[] elements, String accessor) {
    String named = accessor + "(\"" + template.name() + "\"";
    StringBuilder example = new StringBuilder(named);
    template.axes().forEach(a -> example.append(", \"").append(a.elements().get(0)).append('"'));
    int wanted = template.axes().size();
    String noun = wanted == 1 ? " element" : " elements";
    String what = "'" + template + "' takes " + wanted + noun + ", here " + elements.length;
    boolean state = accessor.equals("state") && elements.length == 0;
    String all =
        state
            ? ", total(\"" + template.name() + "\") or stateArray(\"" + template.name() + "\")"
            : "";
    return Problem.of("E2209", what).remedy("Write " + example + ")" + all + ".");
  }
}
