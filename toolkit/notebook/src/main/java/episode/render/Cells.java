package episode.render;

import episode.plot.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The cells of a grid as texts, column by column. */
record Cells(Grid grid, List<List<String>> columns, List<Boolean> numeric) {

  private static final Pattern NUMBER =
      Pattern.compile("[-−+]?[0-9][0-9,]*(\\.[0-9]+)?(e[-+]?[0-9]+)?|NaN|[-−]?∞|⋮");

  static Cells of(Grid grid) {
    List<List<String>> columns = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int c = 0; c < grid.names().size(); c++) {
      int column = c;
      List<Object> cells = new ArrayList<>();
      grid.rows().forEach(row -> cells.add(row.get(column)));
      columns.add(Numbers.column(cells));
      List<Object> full = cells.stream().map(Cells::bare).filter(x -> x != null).toList();
      numeric.add(!full.isEmpty() && full.stream().allMatch(Cells::number));
    }
    return new Cells(grid, columns, numeric);
  }

  /** A number, or the text of one that somebody has formatted already. */
  private static boolean number(Object cell) {
    return cell instanceof Number || cell instanceof String text && NUMBER.matcher(text).matches();
  }

  static Object bare(Object cell) {
    return cell instanceof Grid.Marked marked ? marked.value() : cell;
  }

  static String text(Object cell, boolean brief) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Double || cell instanceof Float) {
      double value = ((Number) cell).doubleValue();
      return brief ? Numbers.exact(value) : Numbers.significant(value);
    }
    if (cell instanceof Integer || cell instanceof Long) {
      return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
    }
    return cell.toString();
  }

  String text(int row, int column) {
    return columns.get(column).get(row);
  }

  /** Returns why a cell draws the eye, or "" if it does not. */
  String reason(int row, int column) {
    return grid.rows().get(row).get(column) instanceof Grid.Marked marked ? marked.reason() : "";
  }

  /** Returns the line about rows that are not shown, or "". */
  String more() {
    return grid.hidden() == 0
        ? ""
        : String.format(
            Locale.ROOT, "… %,d more row%s", grid.hidden(), grid.hidden() == 1 ? "" : "s");
  }
}
