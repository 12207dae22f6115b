package episode.data;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.progress.Work;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
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

  private static final String SEPARATORS = ",;\t";

  /** What may stand in a cell that means two things: a quoted comma, or a date of numbers. */
  private static final Pattern UNCLEAR = Pattern.compile("\"|\\d{1,2}([./-])\\d{1,2}\\1\\d");

  Table table(String... described) {
    try (Work work = Work.begin("Reading " + path.getFileName())) {
      work.doing("");
      return read(described);
    }
  }

  private Table read(String... described) {
    String content = content();
    Description description = new Description(path, described);
    Table table = parsed(content, description);
    table.setName(String.valueOf(path.getFileName()));
    List<Problem> problems = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (column instanceof StringColumn texts && !description.texts().contains(column.name())) {
        Optional<ColumnForm> form = Optional.ofNullable(description.forms().get(column.name()));
        problems.addAll(new ColumnCheck(path, content, texts, form).problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return table;
  }

  private String content() {
    if (!Files.isRegularFile(path)) {
      throw new EpisodeException(NearbyFiles.missing(path));
    }
    try {
      byte[] bytes = Files.readAllBytes(path);
      String text = decoded(bytes);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw unreadable("cannot be read: " + e.getMessage());
    }
  }

  private static String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private Table parsed(String content, Description description) {
    String heading = content.lines().findFirst().orElse("");
    if (heading.isBlank()) {
      throw unreadable("has no heading in its first line");
    }
    char separator = separator(heading);
    try {
      if (separator != ',' || UNCLEAR.matcher(content).find() || description.isStated()) {
        Table cells = csv(content, separator, name -> Optional.of(ColumnType.STRING));
        description.complete(cells, separator);
      }
      Table table = csv(content, separator, description::type);
      description.forms().forEach((name, form) -> replace(table, name, form));
      return table;
    } catch (EpisodeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RowWidths(path, content, separator)
          .problem()
          .map(EpisodeException::new)
          .orElseGet(() -> unreadable("is not a table: " + firstLine(e)));
    }
  }

  private static Table csv(
      String content, char separator, Function<String, Optional<ColumnType>> types) {
    return Table.read()
        .csv(
            CsvReadOptions.builder(new StringReader(content))
                .separator(separator)
                .sample(false)
                .columnTypesPartial(types));
  }

  private static void replace(Table table, String name, ColumnForm form) {
    table.replaceColumn(name, form.read(table.stringColumn(name)));
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static char separator(String heading) {
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS.toCharArray()) {
      long count = heading.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private EpisodeException unreadable(String why) {
    return new EpisodeException(
        Problem.of("E6102", "'" + path + "' " + why)
            .remedy(
                "A table is a text file whose first line names the columns,"
                    + " with commas, semicolons or tabs between the cells."));
  }
}
