package episode.data;

import episode.expr.Given;
import episode.plot.Columns;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Objects;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw's tables from files and from {@link Columns}, and back. Safe to share. */
public final class Tables {

  private Tables() {}

  /**
   * Returns the table in a text file with a heading, separated by comma, semicolon or tab.
   *
   * <p>The text is in UTF-8, in UTF-16 with a byte order mark, or in Latin-1. A first line {@code
   * sep=;} says what stands between cells, and is skipped.
   *
   * <p>Numbers, dates and texts are told apart by looking at all cells. Empty cells, NA, NaN, null
   * and * are missing. A column of numbers in which some cell is neither a number nor missing is an
   * error and not a column of texts.
   *
   * <p>A comma inside a number is a decimal sign between semicolons, and elsewhere unless it parts
   * thousands, as in "1,234". Dates are written 2024-03-01 or 01.03.2024, day first. With slashes
   * or hyphens, 01/03/2024, they are dates only if some number above 12 shows which is the day, and
   * texts if not: {@code table("ward.csv", "date: dd/MM/yyyy")} says how they are written.
   *
   * @param path relative to the working directory, which is that of the notebook
   * @param columns names of columns that stay texts, whatever is in them, and columns of dates with
   *     the way they are written, {@code "date: dd/MM/yyyy"}
   * @throws episode.expr.EpisodeException E6101 if there is no such file, E6102 if it is no table,
   *     E6103 if a cell does not fit its column or is a day that its month does not have, E6104 if
   *     a column is not there, E6120 if a way to write dates is none
   */
  public static Table read(String path, String... columns) {
    NearbyFiles.checkNoAddress(Given.argument(path, "path", "table"));
    return new DelimitedFile(Path.of(path)).table(Given.arguments(columns, "columns", "table"));
  }

  /** Returns the columns as a Tablesaw table with the same names; whole numbers as integers. */
  public static Table of(Columns columns) {
    Table table = Table.create();
    for (String name : Given.argument(columns, "columns", "table").names()) {
      table.addColumns(column(columns, name));
    }
    return table;
  }

  private static Column<?> column(Columns columns, String name) {
    return switch (columns.kind(name)) {
      case NUMBERS -> numbers(name, columns.numbers(name));
      case TEXTS -> StringColumn.create(name, columns.texts(name));
      case DATES -> DateColumn.create(name, columns.dates(name));
    };
  }

  /** Whole numbers are written without a decimal point: {@code chain} and {@code draw} of a fit. */
  private static Column<?> numbers(String name, double[] numbers) {
    if (!Arrays.stream(numbers).allMatch(x -> x == (int) x || Double.isNaN(x))) {
      return DoubleColumn.create(name, numbers);
    }
    IntColumn whole = IntColumn.create(name);
    for (double x : numbers) {
      if (Double.isNaN(x)) {
        whole.appendMissing();
      } else {
        whole.append((int) x);
      }
    }
    return whole;
  }

  /**
   * Returns a Tablesaw table as columns with the same names; missing cells are NaN or null.
   *
   * <p>Truth values become 1 and 0. Points in time become dates if all of them are at midnight, and
   * texts if not, as all other types do.
   */
  public static Columns columns(Table table) {
    Columns columns = Columns.of();
    for (Column<?> column : Given.argument(table, "table", "columns").columns()) {
      columns = with(columns, column);
    }
    return columns;
  }

  private static Columns with(Columns columns, Column<?> column) {
    String name = column.name();
    if (column instanceof BooleanColumn flags) {
      double[] numbers = new double[flags.size()];
      Arrays.setAll(numbers, i -> flags.isMissing(i) ? Double.NaN : flags.getByte(i));
      return columns.with(name, numbers);
    }
    if (column instanceof NumericColumn<?> numeric) {
      double[] numbers = new double[numeric.size()];
      Arrays.setAll(numbers, i -> numeric.isMissing(i) ? Double.NaN : numeric.getDouble(i));
      return columns.with(name, numbers);
    }
    if (column instanceof DateColumn dates) {
      return columns.with(name, dates.asObjectArray());
    }
    if (column instanceof DateTimeColumn moments && daily(moments)) {
      return columns.with(name, dates(moments));
    }
    String[] texts = new String[column.size()];
    Arrays.setAll(texts, i -> column.isMissing(i) ? null : column.getString(i));
    return columns.with(name, texts);
  }

  private static boolean daily(DateTimeColumn moments) {
    return moments.asList().stream()
        .filter(Objects::nonNull)
        .map(LocalDateTime::toLocalTime)
        .allMatch(LocalTime.MIDNIGHT::equals);
  }

  private static LocalDate[] dates(DateTimeColumn moments) {
    LocalDate[] dates = new LocalDate[moments.size()];
    Arrays.setAll(dates, i -> moments.isMissing(i) ? null : moments.get(i).toLocalDate());
    return dates;
  }
}
