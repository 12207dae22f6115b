package episode.data;

import static tech.tablesaw.api.ColumnType.SKIP;
import static tech.tablesaw.api.ColumnType.STRING;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.progress.Work;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A text file of cells with a heading.
 *
 * @param path as the user wrote it
 */
record DelimitedFile(Path path) {

  /**
   * What may stand in a cell that means two things: a quoted comma, or a date of numbers; not the
   * end of 2024-01-03, which means one. Looks around the separator, which is rarer than digits.
   */
  private static final Pattern UNCLEAR =
      Pattern.compile("\"|([./-])(?=\\d{1,2}\\1\\d)(?<=(?<!\\d)\\d{1,2}.)");

  Table table(String... described) {
    try (Work work = Work.begin("Reading " + path.getFileName())) {
      work.doing("");
      return read(described);
    }
  }

  private Table read(String... described) {
    FileText text = FileText.read(path);
    if (text.heading().isBlank()) {
      throw text.unreadable("has no heading in its first line");
    }
    new HeadingCheck(text).problem().map(EpisodeException::new).ifPresent(DelimitedFile::refuse);
    Description description = new Description(path, described);
    Table table = parsed(text, description);
    table.setName(String.valueOf(path.getFileName()));
    List<Problem> problems = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (column instanceof StringColumn texts && !description.texts().contains(column.name())) {
        Optional<ColumnForm> form = Optional.ofNullable(description.forms().get(column.name()));
        problems.addAll(new ColumnCheck(text, texts, form).problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return table;
  }

  private static void refuse(EpisodeException error) {
    throw error;
  }

  private static Table parsed(FileText text, Description description) {
    try {
      if (text.separator() != ','
          || UNCLEAR.matcher(text.content()).find()
          || description.isStated()) {
        description.complete(cells(text), text.separator());
      }
      Table table = Table.read().csv(options(text).columnTypesPartial(description::type));
      checkDays(text, table);
      description.forms().forEach((name, form) -> replace(table, name, form));
      return table;
    } catch (EpisodeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RowWidths(text)
          .problem()
          .map(EpisodeException::new)
          .orElseGet(() -> text.unreadable("is not a table: " + firstLine(e)));
    }
  }

  private static void checkDays(FileText text, Table table) {
    ImpossibleDates days = new ImpossibleDates(text);
    if (days.maybe(table)) {
      Table cells =
          Table.read()
              .csv(options(text).columnTypes(name -> days.isDate(table, name) ? STRING : SKIP));
      List<Problem> problems = new ArrayList<>();
      for (Column<?> column : cells.columns()) {
        Column<?> read = table.column(column.name());
        problems.addAll(days.problems(read, (StringColumn) column));
      }
      if (!problems.isEmpty()) {
        throw new EpisodeException(problems);
      }
    }
  }

  private static Table cells(FileText text) {
    return Table.read().csv(options(text).columnTypes(name -> STRING));
  }

  private static CsvReadOptions.Builder options(FileText text) {
    return CsvReadOptions.builder(new StringReader(text.content()))
        .separator(text.separator())
        .sample(false);
  }

  private static void replace(Table table, String name, ColumnForm form) {
    table.replaceColumn(name, form.read(table.stringColumn(name)));
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
