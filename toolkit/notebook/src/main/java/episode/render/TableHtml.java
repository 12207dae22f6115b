package episode.render;

import episode.expr.Printable;
import episode.plot.Grid;

/**
 * A grid as an HTML table that is readable on light and dark pages: it takes the page's colours and
 * only draws thin lines in a grey that shows on both. Styles are in the elements themselves,
 * because notebooks that are not trusted lose style sheets.
 */
final class TableHtml {

  private static final String TABLE =
      "border-collapse:collapse;border:none;font-size:0.9em;font-variant-numeric:tabular-nums;"
          + "margin:0.4em 0";
  private static final String LINE = "rgba(128,128,128,";
  private static final String CELL =
      ";border:none;border-bottom:1px solid " + LINE + "0.25);text-align:";
  private static final String HEAD =
      ";border:none;border-bottom:1.5px solid " + LINE + "0.7);text-align:";
  private static final String MARK = ";background-color:rgba(213,94,0,0.22);font-weight:bold";
  private static final String NOTE =
      "text-align:left;caption-side:top;padding:0.2em 0.8em;opacity:0.8";

  private TableHtml() {}

  static String of(Grid grid) {
    Cells cells = Cells.of(grid);
    StringBuilder html = new StringBuilder("<table style=\"" + TABLE + "\">");
    if (!grid.caption().isEmpty()) {
      html.append("<caption style=\"").append(NOTE).append("\">");
      html.append(shown(grid.caption())).append("</caption>");
    }
    head(html, cells);
    html.append("<tbody>");
    for (int r = 0; r < grid.rows().size(); r++) {
      row(html, cells, r);
    }
    if (!cells.more().isEmpty()) {
      html.append("<tr><td colspan=\"").append(grid.names().size()).append("\" style=\"");
      html.append(room(cells))
          .append(CELL)
          .append("left;opacity:0.8\">")
          .append(cells.more())
          .append("</td></tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static void head(StringBuilder html, Cells cells) {
    html.append("<thead><tr>");
    for (int c = 0; c < cells.grid().names().size(); c++) {
      html.append("<th style=\"")
          .append(room(cells))
          .append(HEAD)
          .append(side(cells, c))
          .append(cells.grid().names().get(c).contains("_") ? "" : ";white-space:nowrap")
          .append("\">");
      html.append(breakable(cells.grid().names().get(c))).append("</th>");
    }
    html.append("</tr></thead>");
  }

  private static void row(StringBuilder html, Cells cells, int row) {
    html.append("<tr>");
    for (int c = 0; c < cells.grid().names().size(); c++) {
      String reason = cells.reason(row, c);
      html.append("<td style=\"").append(room(cells)).append(CELL).append(side(cells, c));
      html.append(reason.isEmpty() ? "" : MARK + "\" title=\"" + Printable.markup(reason));
      html.append("\">").append(shown(cells.text(row, c))).append("</td>");
    }
    html.append("</tr>");
  }

  /** Many columns move closer together, so that a summary fits a narrow page. */
  private static String room(Cells cells) {
    return cells.grid().names().size() > 8 ? "padding:0.22em 0.25em" : "padding:0.22em 0.8em";
  }

  private static String side(Cells cells, int column) {
    return cells.numeric().get(column) ? "right" : "left";
  }

  /** Returns a heading that may be broken after an underscore, where a page is narrow. */
  private static String breakable(String name) {
    return shown(name).replace("_", "_<wbr>");
  }

  /** Returns a text as content; dollars stand apart, so that no page takes it for a formula. */
  private static String shown(String text) {
    return Printable.markup(text).replace("$", "<span>$</span>");
  }
}
