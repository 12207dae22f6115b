package episode.data;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong with the rows of a file that could not be read.
 *
 * @param text the text of the file
 */
record RowWidths(FileText text) {

  /** Returns the first row that is wider or narrower than the heading, or a name given twice. */
  Optional<Problem> problem() {
    List<String> lines = text.content().lines().toList();
    List<String> names = cells(lines.get(0));
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        return Optional.of(twice(lines.get(0), names, i));
      }
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean severalLines = line.chars().filter(c -> c == '"').count() % 2 == 1;
      if (severalLines) {
        return Optional.empty();
      }
      int width = cells(line).size();
      if (!line.isBlank() && width != names.size()) {
        return Optional.of(width(i, line, width, names.size()));
      }
    }
    return Optional.empty();
  }

  /** Returns the cells of a line without their quotes. */
  List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == text.separator() && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  private Problem width(int index, String line, int width, int expected) {
    String number = width == 1 ? "1 cell" : width + " cells";
    String what = "Line " + text.number(index) + " of '" + text.path() + "' has " + number;
    String remedy =
        width > expected && text.separator() == ','
            ? " A decimal comma or a comma in a text needs quotes, as in \"0,5\"."
            : "";
    return Problem.of("E6102", what + ", the heading names " + expected)
        .at(text.at(index, line, 0, line.length()))
        .remedy(
            "Give every line one cell for each column, empty where a value is missing." + remedy);
  }

  private Problem twice(String heading, List<String> names, int second) {
    String name = names.get(second);
    String what = "Columns " + (names.indexOf(name) + 1) + " and " + (second + 1);
    int start = Math.max(0, heading.lastIndexOf(name));
    return Problem.of("E6102", what + " of '" + text.path() + "' are both called '" + name + "'")
        .at(text.at(0, heading, start, start + name.length()))
        .remedy("Give every column a name of its own in the first line.");
  }
}
