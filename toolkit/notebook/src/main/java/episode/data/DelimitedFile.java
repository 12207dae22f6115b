package episode.data;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.progress.Work;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  Table table(String... textColumns) {
    try (Work work = Work.begin("Reading " + path.getFileName())) {
      work.doing("");
      return read(textColumns);
    }
  }

  private Table read(String... textColumns) {
    String content = content();
    Table table = parsed(content, textColumns);
    table.setName(String.valueOf(path.getFileName()));
    List<Problem> problems = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (column instanceof StringColumn texts && !List.of(textColumns).contains(column.name())) {
        problems.addAll(new ColumnCheck(path, content, texts).problems());
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

  private Table parsed(String content, String... textColumns) {
    String heading = content.lines().findFirst().orElse("");
    if (heading.isBlank()) {
      throw unreadable("has no heading in its first line");
    }
    char separator = separator(heading);
    Map<String, ColumnType> types = new HashMap<>();
    for (String name : textColumns) {
      types.put(name, ColumnType.STRING);
    }
    CsvReadOptions.Builder options =
        CsvReadOptions.builder(new StringReader(content))
            .separator(separator)
            .sample(false)
            .columnTypesPartial(types);
    try {
      Table table = Table.read().csv(options);
      known(table, textColumns);
      return table;
    } catch (EpisodeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable("is not a table: " + firstLine(e));
    }
  }

  private void known(Table table, String... textColumns) {
    for (String name : textColumns) {
      if (!table.columnNames().contains(name)) {
        throw new EpisodeException(
            Problem.of("E6104", "No column '" + name + "' in '" + path + "'")
                .remedy(Suggestion.remedy(name, table.columnNames(), "Columns")));
      }
    }
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
