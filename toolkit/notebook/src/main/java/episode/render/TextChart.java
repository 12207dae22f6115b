package episode.render;

import episode.plot.Columns;
import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plot in plain text: a few lines of Braille dots, for terminals and for people who listen. The
 * ends of its axes are those of the data.
 */
final class TextChart {

  private static final int COLUMNS = 60;
  private static final int ROWS = 12;
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final boolean[][] dots = new boolean[ROWS * 4][COLUMNS * 2];
  private final Domain x;
  private final Domain y;

  private TextChart(Panel panel) {
    this.x = Domain.x(List.of(panel), 0);
    this.y = Domain.y(List.of(panel), 0);
    panel.layers().forEach(this::draw);
  }

  /** Returns the title, the first panel and what it shows. */
  static String of(Plot plot) {
    List<String> lines = new ArrayList<>();
    if (!plot.title().isEmpty()) {
      lines.add(plot.title());
    }
    if (!plot.subtitle().isEmpty()) {
      lines.add(plot.subtitle());
    }
    Panel first =
        plot.panels().stream()
            .filter(p -> !p.layers().isEmpty())
            .findFirst()
            .orElse(plot.panels().get(0));
    if (!first.title().isEmpty()) {
      lines.add(first.title());
    }
    lines.addAll(new TextChart(first).lines());
    String names =
        first.layers().stream()
            .map(Layer::name)
            .filter(n -> !n.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      lines.add("Shown: " + names);
    }
    long more = plot.panels().stream().filter(p -> !p.layers().isEmpty()).count() - 1;
    if (more > 0) {
      lines.add("and " + more + " more panel" + (more == 1 ? "" : "s"));
    }
    return String.join("\n", lines);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!y.label().isEmpty()) {
      lines.add(y.label());
    }
    String top = end(y, y.high());
    String bottom = end(y, y.low());
    int width = Math.max(top.length(), bottom.length());
    for (int row = 0; row < ROWS; row++) {
      String tick = row == 0 ? top : row == ROWS - 1 ? bottom : "";
      lines.add(" ".repeat(width - tick.length()) + tick + " │" + braille(row));
    }
    lines.add(" ".repeat(width + 1) + "└" + "─".repeat(COLUMNS));
    String left = end(x, x.low());
    String right = end(x, x.high());
    String label = middle(x.fullLabel(), COLUMNS - left.length() - right.length());
    lines.add(" ".repeat(width + 2) + left + label + right);
    return lines;
  }

  private static String middle(String label, int room) {
    int free = Math.max(2, room - label.length());
    return " ".repeat(free / 2) + label + " ".repeat(free - free / 2);
  }

  private static String end(Domain domain, double value) {
    return switch (domain.kind()) {
      case NUMBERS -> Numbers.brief(value);
      case DATES -> LocalDate.ofEpochDay(Math.round(value)).toString();
      case TEXTS ->
          domain.names().isEmpty()
              ? ""
              : domain.names().get(value < 0 ? 0 : domain.names().size() - 1);
    };
  }

  private String braille(int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      int code = 0;
      for (int dy = 0; dy < 4; dy++) {
        for (int dx = 0; dx < 2; dx++) {
          code |= dots[4 * row + dy][2 * column + dx] ? DOTS[dy][dx] : 0;
        }
      }
      line.append(code == 0 ? ' ' : (char) (0x2800 + code));
    }
    return line.toString().stripTrailing();
  }

  private void draw(Layer layer) {
    Columns data = layer.data();
    switch (layer.mark()) {
      case LINE -> line(x.values(data, "x"), data.numbers("y"));
      case BAND -> {
        line(x.values(data, "x"), data.numbers("low"));
        line(x.values(data, "x"), data.numbers("high"));
      }
      case POINTS -> points(x.values(data, "x"), data.numbers("y"));
      case BARS -> bars(data);
      case VERTICAL -> rule(x.values(data, "x")[0], y.low(), x.values(data, "x")[0], y.high());
      case HORIZONTAL -> rule(x.low(), data.numbers("y")[0], x.high(), data.numbers("y")[0]);
      case HEAT -> points(x.values(data, "x0"), y.values(data, "y0"));
      case TEXT -> {}
    }
  }

  private void bars(Columns data) {
    double[] centre = x.values(data, data.has("x0") ? "x0" : "x");
    double[] right = data.has("x0") ? x.values(data, "x1") : centre;
    double[] height = data.numbers("y");
    for (int i = 0; i < height.length; i++) {
      double at = (centre[i] + right[i]) / 2;
      rule(at, 0, at, height[i]);
    }
  }

  private void points(double[] px, double[] py) {
    for (int i = 0; i < px.length; i++) {
      dot(x.unit(px[i]), y.unit(py[i]));
    }
  }

  private void line(double[] px, double[] py) {
    for (int i = 1; i < px.length; i++) {
      rule(px[i - 1], py[i - 1], px[i], py[i]);
    }
  }

  private void rule(double x0, double y0, double x1, double y1) {
    double fromX = x.unit(x0);
    double fromY = y.unit(y0);
    double toX = x.unit(x1);
    double toY = y.unit(y1);
    double length = Math.max(Math.abs(toX - fromX) * COLUMNS * 2, Math.abs(toY - fromY) * ROWS * 4);
    if (!Double.isFinite(length)) {
      return;
    }
    int steps = (int) Math.min(1000, Math.ceil(length)) + 1;
    for (int s = 0; s <= steps; s++) {
      double share = (double) s / steps;
      dot(fromX + share * (toX - fromX), fromY + share * (toY - fromY));
    }
  }

  private void dot(double unitX, double unitY) {
    if (unitX >= 0 && unitX <= 1 && unitY >= 0 && unitY <= 1) {
      int column = (int) Math.min(COLUMNS * 2 - 1, unitX * COLUMNS * 2);
      int row = (int) Math.min(ROWS * 4 - 1, (1 - unitY) * ROWS * 4);
      dots[row][column] = true;
    }
  }
}
