package episode.data;

import episode.expr.Problem;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Finds days that no month has: 2024-02-30, which Tablesaw reads as the 29th.
 *
 * @param text the text of the file
 */
record ImpossibleDates(FileText text) {

  /** Whatever may be such a day, and much that is none. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "(?i)\\d{4}[-/. ]?(02[-/. ]?(29|30|31)|(04|06|09|11)[-/. ]?31)"
              + "|\\b(0?2|feb\\w*)[-/. ]+(29|30|31)\\b|\\b(29|30|31)[-/. ]+(0?2\\b|feb)"
              + "|\\b(0?[469]|11|apr\\w*|jun\\w*|sep\\w*|nov\\w*)[-/. ]+31\\b"
              + "|\\b31[-/. ]+((0?[469]|11)\\b|apr|jun|sep|nov)");

  private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
  private static final int REPORTED = 3;

  /** Returns whether it is worth reading the cells of a table's dates once more, as texts. */
  boolean maybe(Table table) {
    return table.columns().stream().anyMatch(ImpossibleDates::hasLastDay)
        && SUSPECT.matcher(text.content()).find();
  }

  /** An impossible day was read as the last one of its month, which has less than 31. */
  private static boolean hasLastDay(Column<?> read) {
    return isDate(read)
        && IntStream.range(0, read.size())
            .mapToObj(row -> date(read, row))
            .flatMap(Optional::stream)
            .anyMatch(
                day -> day.getDayOfMonth() == day.lengthOfMonth() && day.lengthOfMonth() < 31);
  }

  /** Returns whether a column of a table was read as dates. */
  boolean isDate(Table table, String name) {
    return table.containsColumn(name) && isDate(table.column(name));
  }

  private static boolean isDate(Column<?> read) {
    return read instanceof DateColumn || read instanceof DateTimeColumn;
  }

  /**
   * Returns the cells of a column that hold another day than what was read.
   *
   * @param read the column as dates
   * @param cells the same column as texts
   */
  List<Problem> problems(Column<?> read, StringColumn cells) {
    return IntStream.range(0, cells.size())
        .boxed()
        .flatMap(row -> date(read, row).flatMap(date -> problem(row, date, cells)).stream())
        .limit(REPORTED)
        .toList();
  }

  private static Optional<LocalDate> date(Column<?> read, int row) {
    if (read.isMissing(row)) {
      return Optional.empty();
    }
    if (read instanceof DateColumn dates) {
      return Optional.of(dates.get(row));
    }
    return read instanceof DateTimeColumn moments
        ? Optional.of(moments.get(row).toLocalDate())
        : Optional.empty();
  }

  private Optional<Problem> problem(int row, LocalDate date, StringColumn cells) {
    String cell = cells.get(row);
    if (date.getDayOfMonth() < date.lengthOfMonth() || says(cell, date.getDayOfMonth())) {
      return Optional.empty();
    }
    String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    String days = ": " + month + " " + date.getYear() + " has " + date.lengthOfMonth() + " days";
    return Optional.of(new ColumnCheck(text, cells, Optional.empty()).problem(row, "date" + days));
  }

  private static boolean says(String cell, int day) {
    return NO_DIGIT
        .splitAsStream(cell)
        .anyMatch(
            digits ->
                digits.equals(Integer.toString(day))
                    || digits.length() == 8 && digits.endsWith(Integer.toString(day)));
  }
}
