package episode.data;

import episode.expr.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tech.tablesaw.api.StringColumn;

/**
 * Finds the cells that made a column of numbers, or of dates, one of texts.
 *
 * @param text the text of the file
 * @param column a column that was read as texts
 * @param form how its cells are written, where that was found or stated
 */
record ColumnCheck(FileText text, StringColumn column, Optional<ColumnForm> form) {

  private static final int REPORTED = 3;

  List<Problem> problems() {
    if (form.isPresent()) {
      return problems(form.get().kind(), form.get()::fits, form.get().isStated());
    }
    List<Problem> problems = problems("number", ColumnCheck::isNumber, false);
    return problems.isEmpty() ? problems("date", ColumnCheck::isDate, false) : problems;
  }

  /** If more than half of the cells fit or must fit, those that do not are mistakes. */
  private List<Problem> problems(String kind, Predicate<String> fits, boolean must) {
    List<Integer> odd = new ArrayList<>();
    int fitting = 0;
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        if (fits.test(column.get(row))) {
          fitting++;
        } else {
          odd.add(row);
        }
      }
    }
    if (fitting <= odd.size() && !must) {
      return List.of();
    }
    String others = must ? "" : ", as the other cells are";
    return odd.stream().limit(REPORTED).map(row -> problem(row, kind + others)).toList();
  }

  /** Returns what is wrong with a cell that is no such thing. */
  Problem problem(int row, String kind) {
    String cell = column.get(row);
    Problem problem =
        Problem.of(
                "E6103",
                String.format(
                    "'%s' in row %d of column '%s' is no %s", cell, row + 1, column.name(), kind))
            .remedy(
                "Mend the cell, leave it empty if the value is missing, or read the column as"
                    + " text: table(\""
                    + text.path()
                    + "\", \""
                    + column.name()
                    + "\").");
    List<String> lines = text.content().lines().toList();
    int line = row + 1;
    int start = line < lines.size() ? lines.get(line).indexOf(cell) : -1;
    boolean plain = lines.size() - column.size() == 1 && start >= 0;
    return plain
        ? problem.at(text.at(line, lines.get(line), start, start + cell.length()))
        : problem;
  }

  private static boolean isNumber(String cell) {
    if (!begins(cell, "0123456789+-.,NI")) {
      return false;
    }
    try {
      Double.parseDouble(cell.strip().replace(",", ""));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDate(String cell) {
    if (!begins(cell, "0123456789+-")) {
      return false;
    }
    try {
      LocalDate.parse(cell.strip());
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** An exception for every cell of a long column of texts would take most of the time. */
  private static boolean begins(String cell, String with) {
    String text = cell.strip();
    return !text.isEmpty() && with.indexOf(text.charAt(0)) >= 0;
  }
}
