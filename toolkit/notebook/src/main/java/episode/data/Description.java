package episode.data;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is known of the columns of a file: what the user said, and what all cells together show. */
final class Description {
  private final Path path;
  private final List<String> described;
  private final Set<String> texts = new HashSet<>();
  private final Map<String, ColumnForm> forms = new LinkedHashMap<>();

  /**
   * @param described names of columns of texts, and columns of dates as {@code date: dd/MM/yyyy}
   */
  Description(Path path, String... described) {
    this.path = path;
    this.described = List.of(described);
  }

  /** Returns whether the user said anything. */
  boolean isStated() {
    return !described.isEmpty();
  }

  /** Takes up what the user said and what the cells show, all of them read as texts. */
  void complete(Table cells, char separator) {
    described.forEach(each -> take(each, cells.columnNames()));
    for (String name : cells.columnNames()) {
      if (!texts.contains(name) && !forms.containsKey(name)) {
        StringColumn column = cells.stringColumn(name);
        ColumnForm.of(column.asList(), separator).ifPresent(form -> forms.put(name, form));
      }
    }
  }

  private void take(String described, List<String> names) {
    int colon = described.lastIndexOf(':');
    if (names.contains(described) || colon < 0) {
      known(described, names);
      texts.add(described);
      return;
    }
    String name = described.substring(0, colon).strip();
    String pattern = described.substring(colon + 1).strip();
    int start = described.length() - described.substring(colon + 1).stripLeading().length();
    known(name, names);
    try {
      forms.put(name, ColumnForm.dates(pattern, true));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new EpisodeException(
          Problem.of("E6120", "'" + pattern + "' does not say how dates are written")
              .at(new Problem.Where("table", described, start, described.length()))
              .remedy("Write d or dd, M or MM, and yyyy, as in \"" + name + ": dd/MM/yyyy\"."));
    }
  }

  private void known(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new EpisodeException(
          Problem.of("E6104", "No column '" + name + "' in '" + path + "'")
              .remedy(Suggestion.remedy(name, names, "Columns")));
    }
  }

  /** Returns the columns that stay texts. */
  Set<String> texts() {
    return texts;
  }

  /** Returns how cells are written, by column, where one alone may mean two things. */
  Map<String, ColumnForm> forms() {
    return forms;
  }

  /** Returns the type to read a column with; empty where that is to be found out. */
  Optional<ColumnType> type(String column) {
    boolean text = texts.contains(column) || forms.containsKey(column);
    return text ? Optional.of(ColumnType.STRING) : Optional.empty();
  }
}
