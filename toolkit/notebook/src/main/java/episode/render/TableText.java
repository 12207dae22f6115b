package episode.render;

import episode.plot.Grid;
import java.util.ArrayList;
import java.util.List;

/** A grid in aligned columns of plain text. */
final class TableText {

  private TableText() {}

  static String of(Grid grid) {
    Cells cells = Cells.of(grid);
    List<String> lines = new ArrayList<>();
    if (!grid.caption().isEmpty()) {
      lines.add(grid.caption());
    }
    List<StringBuilder> rows = new ArrayList<>();
    for (int r = -1; r < grid.rows().size(); r++) {
      rows.add(new StringBuilder());
    }
    for (int c = 0; c < grid.names().size(); c++) {
      append(rows, cells, c);
    }
    rows.forEach(row -> lines.add(row.toString().stripTrailing()));
    if (!cells.more().isEmpty()) {
      lines.add(cells.more());
    }
    return String.join("\n", lines);
  }

  private static void append(List<StringBuilder> rows, Cells cells, int column) {
    List<String> texts = new ArrayList<>();
    texts.add(cells.grid().names().get(column));
    for (int r = 0; r < cells.grid().rows().size(); r++) {
      texts.add(cells.text(r, column) + (cells.reason(r, column).isEmpty() ? "" : " !"));
    }
    int width = texts.stream().mapToInt(TableText::width).max().orElse(0);
    for (int r = 0; r < rows.size(); r++) {
      String pad = " ".repeat(width - width(texts.get(r)));
      String gap = column == 0 ? "" : "  ";
      rows.get(r)
          .append(gap)
          .append(cells.numeric().get(column) ? pad + texts.get(r) : texts.get(r) + pad);
    }
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
