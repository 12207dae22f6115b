package episode.explore;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One number among values: a parameter, a state at the start, or one cell of such an array.
 *
 * @param template the parameter or state
 * @param cell its place in row-major order
 * @param label what the user calls it: {@code beta}, {@code N[0-17]}
 */
record Knob(Template template, int cell, String label) {

  /**
   * Returns the number that a label means.
   *
   * @throws EpisodeException E4021 where there is none, E4023 for an array or an unknown element
   */
  static Knob of(OpSystem system, Values values, String label) {
    String written = Given.argument(label, "name", "explore").strip();
    int bracket = written.indexOf('[');
    String name = bracket < 0 ? written : written.substring(0, bracket).strip();
    Template template =
        Stream.concat(system.parameters().stream(), system.states().stream())
            .filter(t -> t.name().equals(name) && values.tensor(name).isPresent())
            .findFirst()
            .orElseThrow(() -> unknown(system, values, name));
    List<String> cells = template.cellLabels();
    String wanted = bracket < 0 ? name : name + spaced(written.substring(bracket));
    int cell = cells.indexOf(wanted);
    if (cell < 0) {
      throw element(template, written);
    }
    return new Knob(template, cell, wanted);
  }

  /** Returns elements spaced as in labels of cells. */
  private static String spaced(String elements) {
    return elements.replaceAll("\\s*,\\s*", ", ").replaceAll("\\s*([\\[\\]])\\s*", "$1");
  }

  private static EpisodeException unknown(OpSystem system, Values values, String name) {
    Set<String> known = new LinkedHashSet<>();
    system.parameters().forEach(p -> known.add(p.name()));
    system.states().forEach(s -> known.add(s.name()));
    if (known.contains(name)) {
      return new EpisodeException(
          Problem.of("E4021", "'" + name + "' has no value to start the slider at")
              .remedy("Give it one: guess.with(\"" + name + "\", 1.0)."));
    }
    known.retainAll(values.names());
    return new EpisodeException(
        Problem.of("E4021", "There is no '" + name + "' to move a slider along")
            .remedy(Suggestion.remedy(name, known, "Parameters and states with a value")));
  }

  private static EpisodeException element(Template template, String written) {
    List<String> cells = template.cellLabels();
    String what =
        template.axes().isEmpty()
            ? "'" + template.name() + "' is one number, and has no element '" + written + "'"
            : "'" + written + "' is not one number: '" + template + "' has " + cells.size();
    return new EpisodeException(
        Problem.of("E4023", what).remedy("A slider moves one of " + Suggestion.list(cells) + "."));
  }

  double value(Values values) {
    return values.tensor(template.name()).orElseThrow().at(cell);
  }

  /** Returns the values with another number in this place. */
  Values moved(Values values, double number) {
    Tensor tensor = values.tensor(template.name()).orElseThrow();
    double[] cells = tensor.toDoubles().clone();
    cells[cell] = number;
    return values.with(template.name(), Tensor.of(tensor.shape(), cells));
  }
}
