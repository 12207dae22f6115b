package episode.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A small table of cells to be shown: a summary, a gradient check, the first rows of data.
 *
 * <p>A cell is a {@link Number} (shown with four significant digits if it is a double), a text, a
 * date, anything with a {@code toString}, {@code null} for an empty cell, or a {@link Marked} one.
 * Columns whose cells are numbers are aligned to the right.
 *
 * <pre>{@code
 * Grid.of("name", "mean", "sd").row("beta", 1.734, 0.054).row("gamma", 0.543, 0.045)
 * }</pre>
 *
 * @param caption a line above the table, or ""
 * @param names the heads of the columns
 * @param rows the cells, row by row, each row as long as {@code names}
 * @param hidden how many further rows there are that are not shown
 */
public record Grid(String caption, List<String> names, List<List<Object>> rows, long hidden)
    implements Part {

  /**
   * Returns a checked table.
   *
   * @throws PlotException E6123 if a row is not as long as {@code names}
   */
  public Grid {
    PlotException.given(caption, "caption", "a table");
    names = names.stream().map(name -> PlotException.given(name, "name", "a table")).toList();
    List<List<Object>> copies = new ArrayList<>(rows.size());
    for (List<Object> row : rows) {
      if (row.size() != names.size()) {
        throw new PlotException(
            "E6123",
            "A row of " + row.size() + " cells in a table of " + names.size() + " columns",
            "Give a cell per column, null for an empty one. Columns: "
                + String.join(", ", names)
                + ".");
      }
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }

  /** Returns a table without rows. */
  public static Grid of(String... names) {
    return new Grid(
        "", Arrays.asList(PlotException.given(names, "names", "Grid.of")), List.of(), 0);
  }

  /** Returns this table with one more row. */
  public Grid row(Object... cells) {
    List<List<Object>> more = new ArrayList<>(rows);
    more.add(cells == null ? Collections.singletonList(null) : Arrays.asList(cells));
    return new Grid(caption, names, more, hidden);
  }

  /** Returns this table with a line above it. */
  public Grid caption(String line) {
    return new Grid(line, names, rows, hidden);
  }

  /** Returns this table with a last line that says how many rows are not shown. */
  public Grid hidden(long count) {
    return new Grid(caption, names, rows, count);
  }

  /** Returns a cell that draws the eye, because of {@code reason}. */
  public static Marked marked(Object value, String reason) {
    return new Marked(value, reason);
  }

  /**
   * A cell that draws the eye: a failed check, a poor R-hat.
   *
   * @param value the cell itself
   * @param reason what is wrong with it
   */
  public record Marked(Object value, String reason) {}
}
