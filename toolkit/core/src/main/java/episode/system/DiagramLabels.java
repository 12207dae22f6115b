package episode.system;

import episode.draw.SvgCanvas;
import episode.draw.SvgCanvas.Style;
import episode.system.Diagram.Arrow;
import episode.system.Diagram.Label;
import java.util.ArrayList;
import java.util.List;

/** Writes what the arrows of a diagram say. */
final class DiagramLabels {
  static final Style RATE = new Style(12.5, SvgCanvas.FAINT_INK, "middle", "");
  static final Style NAME = new Style(12.5, SvgCanvas.INK, "middle", " font-weight=\"bold\"");

  private final SvgCanvas canvas;

  DiagramLabels(SvgCanvas canvas) {
    this.canvas = canvas;
  }

  /** Returns all that an arrow says, for a tooltip. */
  static String tooltip(Arrow arrow) {
    List<String> lines = new ArrayList<>();
    arrow.labels().forEach(label -> lines.add(label.whole()));
    return String.join("\n", lines);
  }

  /** Writes what an arrow says around a point on it: the name above, the rate below. */
  void around(Arrow arrow, double x, double y) {
    if (arrow.labels().size() == 1) {
      Label label = arrow.labels().get(0);
      boolean named = !label.name().isEmpty();
      if (named) {
        canvas.text(label.name(), x, y - 7, NAME);
      }
      canvas.text(label.rate(), x, named ? y + 17 : y - 7, RATE);
      return;
    }
    upwards(arrow, x, y - 7, RATE);
  }

  /** Writes several flows, one line each, upwards from a base line. */
  void upwards(Arrow arrow, double x, double base, Style style) {
    for (int i = 0; i < arrow.labels().size(); i++) {
      Label label = arrow.labels().get(arrow.labels().size() - 1 - i);
      String line = label.name().isEmpty() ? label.rate() : label.name() + ": " + label.rate();
      canvas.text(line, x, base - 16 * i, style);
    }
  }
}
