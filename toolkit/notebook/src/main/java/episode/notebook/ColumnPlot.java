package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.plot.Columns;
import episode.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws columns over another one, after a look at the names. */
final class ColumnPlot {
  private ColumnPlot() {}

  /**
   * Returns the plot.
   *
   * @throws EpisodeException E6201 for every name that is no column, or none of numbers
   */
  static Plot of(Columns columns, String x, String... y) {
    List<Problem> problems = new ArrayList<>();
    Given.arguments(y, "y", "plot");
    if (!Given.argument(columns, "columns", "plot").has(x)) {
      problems.add(noColumn(columns, x));
    }
    for (String name : y) {
      if (!columns.has(name)) {
        problems.add(noColumn(columns, name));
      } else if (!fits(columns, name, y)) {
        problems.add(
            Problem.of("E6201", "Column '" + name + "' holds no numbers")
                .remedy("What is drawn upwards is a number per row."));
      }
    }
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return Plot.of(columns, x, y);
  }

  /** Numbers are drawn, and texts beside them say which rows belong together. */
  private static boolean fits(Columns columns, String name, String... y) {
    return switch (columns.kind(name)) {
      case NUMBERS -> true;
      case DATES -> false;
      case TEXTS ->
          Arrays.stream(y).anyMatch(n -> columns.has(n) && columns.kind(n) == Columns.Kind.NUMBERS);
    };
  }

  private static Problem noColumn(Columns columns, String name) {
    return Problem.of("E6201", "The data have no column '" + name + "'")
        .remedy(Suggestion.remedy(String.valueOf(name), columns.names(), "Columns"));
  }
}
