package episode.data;

import episode.expr.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at a text before it is parsed: whether its first line has names, and whether every quote is
 * closed.
 *
 * @param text the text of the file
 */
record HeadingCheck(FileText text) {

  /** A number or a date, and so no name. */
  private static final Pattern VALUE =
      Pattern.compile(
          "[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d+)?|\\d{1,4}([./-])\\d{1,2}\\4\\d{1,4}");

  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

  /** Returns what is wrong, if anything is. */
  Optional<Problem> problem() {
    return unclosed().or(this::nameless);
  }

  private Optional<Problem> nameless() {
    List<String> cells = new RowWidths(text).cells(text.heading());
    boolean years = cells.stream().allMatch(cell -> YEAR.matcher(cell).matches());
    if (years || !cells.stream().allMatch(cell -> VALUE.matcher(cell).matches())) {
      return Optional.empty();
    }
    String heading = text.heading();
    return Optional.of(
        Problem.of("E6102", "The first line of '" + text.path() + "' names no columns")
            .at(text.at(0, heading, 0, heading.length()))
            .remedy(
                "It would be lost as a row. Put a line of names above it, such as "
                    + String.join(String.valueOf(text.separator()), names(cells.size()))
                    + "."));
  }

  private static List<String> names(int count) {
    List<String> names = List.of("date", "cases", "age", "region");
    return count <= names.size() ? names.subList(0, count) : List.of("date", "cases", "…");
  }

  /** A quote that begins a cell and has no other one after it holds the rest of the file. */
  private Optional<Problem> unclosed() {
    String content = text.content();
    int open = -1;
    boolean begins = true;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (open >= 0) {
        open = c == '"' ? -1 : open;
        begins = c == '"' && i + 1 < content.length() && content.charAt(i + 1) == '"';
      } else if (c == '"') {
        open = begins ? i : -1;
      } else {
        begins = c == text.separator() || c == '\n' || c == '\r' || begins && c == ' ';
      }
    }
    return open < 0 ? Optional.empty() : Optional.of(unclosed(open));
  }

  private Problem unclosed(int open) {
    String before = text.content().substring(0, open);
    int index = (int) before.chars().filter(c -> c == '\n').count();
    int start = open - before.lastIndexOf('\n') - 1;
    String line = text.content().substring(open - start).lines().findFirst().orElse("");
    return Problem.of(
            "E6102",
            "The quote in line " + text.number(index) + " of '" + text.path() + "' is not closed")
        .at(text.at(index, line, start, start + 1))
        .remedy("Write a second one behind the cell, or delete this one.");
  }
}
