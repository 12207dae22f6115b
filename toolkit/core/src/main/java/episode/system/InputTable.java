package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.plot.Columns;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows of an input from a table; problems are kept until the system is built. */
final class InputTable {
  private final String name;
  private final Columns columns;
  private final List<Problem> problems = new ArrayList<>();
  private boolean isInDays;

  private InputTable(String name, Columns columns) {
    this.name = name;
    this.columns = columns;
  }

  /**
   * Returns the rows.
   *
   * @param at the column of times: numbers in the system's unit, or dates counted from an origin,
   *     that of the first row where none is given
   * @param values the column of values
   */
  static InputReading.Source source(
      String name, Curve curve, Columns columns, At at, String values) {
    InputTable table = new InputTable(name, columns);
    double[] times = table.times(at);
    double[] numbers = table.numbers(values);
    return new InputReading.Source(name, curve, times, numbers, table.isInDays, table.problems);
  }

  private double[] numbers(String column) {
    if (!isThere(column)) {
      return new double[0];
    }
    if (columns.kind(column) != Columns.Kind.NUMBERS) {
      List<String> numbers = new ArrayList<>(columns.names());
      numbers.removeIf(other -> columns.kind(other) != Columns.Kind.NUMBERS);
      String remedy = "Columns of numbers: " + Suggestion.list(numbers) + ".";
      problem("E6201", "Column '" + column + "' holds no numbers", column, remedy);
      return new double[0];
    }
    return columns.numbers(column);
  }

  private boolean isThere(String column) {
    if (!columns.has(column)) {
      String remedy = Suggestion.remedy(column, columns.names(), "Columns");
      problem("E6201", "The data have no column '" + column + "'", column, remedy);
    }
    return columns.has(column);
  }

  private double[] times(At at) {
    if (!isThere(at.column())) {
      return new double[0];
    }
    boolean plain = columns.kind(at.column()) == Columns.Kind.NUMBERS;
    if (plain && at.origin().isPresent()) {
      String what = "Column '" + at.column() + "' holds numbers, not dates";
      String remedy = "Leave from(…) away: the numbers are in the system's unit of time.";
      problem("E6206", what, at.column(), remedy);
    }
    if (plain) {
      return columns.numbers(at.column());
    }
    isInDays = true;
    return days(at);
  }

  private double[] days(At at) {
    double[] days = new double[columns.rows()];
    LocalDate origin = at.origin().orElse(null);
    for (int row = 0; row < days.length; row++) {
      Optional<LocalDate> date = date(at.column(), row);
      if (date.isEmpty()) {
        days[row] = Double.NaN;
        continue;
      }
      origin = origin == null ? date.get() : origin;
      days[row] = ChronoUnit.DAYS.between(origin, date.get());
    }
    return days;
  }

  private Optional<LocalDate> date(String column, int row) {
    Object cell = columns.cell(column, row);
    if (!(cell instanceof String text)) {
      return Optional.ofNullable((LocalDate) cell);
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      if (problems.isEmpty()) {
        String what = "'" + text + "' in row " + (row + 1) + " is not a date";
        String remedy =
            "Dates are written year-month-day: 1978-01-22. For a file with others, say which:"
                + " table(path, \""
                + column
                + ": dd/MM/yyyy\").";
        problem("E6206", what, column, remedy);
      }
      return Optional.empty();
    }
  }

  private void problem(String code, String what, String column, String remedy) {
    Problem.Where where =
        new Problem.Where("input(\"" + name + "\")", column, 0, Math.max(1, column.length()));
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
