package episode.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** A small table as an output: aligned text, and HTML with every cell escaped. */
final class Listing {

  private final List<List<String>> rows = new ArrayList<>();

  private Listing() {}

  static Listing of(String... heads) {
    return new Listing().row(heads);
  }

  Listing row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  DisplayData shown() {
    DisplayData data = new DisplayData(text());
    data.putHTML(html());
    return data;
  }

  private String text() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private String html() {
    String body =
        rows.stream().skip(1).map(row -> line(row, "td")).collect(Collectors.joining("\n"));
    return "<table>\n<thead>"
        + line(rows.get(0), "th")
        + "</thead>\n<tbody>\n"
        + body
        + "\n</tbody>\n</table>";
  }

  private static String line(List<String> row, String tag) {
    String open = "<" + tag + " style=\"text-align: left\">";
    return row.stream()
        .map(cell -> open + HtmlText.escaped(cell) + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
