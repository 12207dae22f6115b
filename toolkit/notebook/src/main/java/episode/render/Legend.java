package episode.render;

import static java.util.stream.Collectors.toSet;

import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names in a plot with their colours and marks, in lines that fit a width. */
final class Legend {

  static final double LINE_HEIGHT = 20;
  private static final double SWATCH = 20;
  private static final double GAP = 18;

  private final List<List<String>> lines = new ArrayList<>();
  private final Map<String, Set<Layer.Mark>> marks;
  private final Map<String, String> colours;

  Legend(Plot plot, Map<String, String> colours, double width, Graphics2D canvas) {
    this.marks = plot.arrangement().legend() ? entries(plot) : Map.of();
    this.colours = colours;
    canvas.setFont(Theme.LABEL);
    double used = width;
    for (String name : marks.keySet()) {
      double wide = SWATCH + 6 + Lettering.width(canvas, name) + GAP;
      if (used + wide > width) {
        lines.add(new ArrayList<>());
        used = 0;
      }
      lines.get(lines.size() - 1).add(name);
      used += wide;
    }
  }

  /** Returns the marks of every name that needs an explanation, in order. */
  static Map<String, Set<Layer.Mark>> entries(Plot plot) {
    Map<String, Set<Layer.Mark>> marks = new LinkedHashMap<>();
    for (Panel panel : plot.panels()) {
      for (Layer layer : panel.layers()) {
        if (!layer.name().isEmpty() && layer.mark() != Layer.Mark.HEAT) {
          marks
              .computeIfAbsent(layer.name(), n -> EnumSet.noneOf(Layer.Mark.class))
              .add(layer.mark());
        }
      }
    }
    boolean single = marks.size() == 1 && saidElsewhere(plot, marks.keySet().iterator().next());
    return single || isOneToAPanel(plot, marks.keySet()) ? Map.of() : marks;
  }

  /** Returns whether panels with titles or labels hold one series each: they say what it is. */
  private static boolean isOneToAPanel(Plot plot, Set<String> names) {
    Set<String> found = new HashSet<>();
    for (Panel panel : plot.panels()) {
      Set<String> here =
          panel.layers().stream().map(Layer::name).filter(names::contains).collect(toSet());
      boolean told = !panel.title().isEmpty() || !panel.y().label().isEmpty();
      if (here.size() > 1 || !told || here.stream().anyMatch(name -> !found.add(name))) {
        return false;
      }
    }
    return plot.panels().size() > 1;
  }

  private static boolean saidElsewhere(Plot plot, String name) {
    return plot.panels().stream()
        .anyMatch(
            p -> List.of(p.title(), p.x().label(), p.y().label(), plot.title()).contains(name));
  }

  double height() {
    return lines.isEmpty() ? 0 : lines.size() * LINE_HEIGHT + 4;
  }

  void paint(Graphics2D canvas, double left, double top) {
    double y = top + LINE_HEIGHT / 2;
    for (List<String> line : lines) {
      double x = left;
      for (String name : line) {
        swatch(canvas, name, x, y);
        canvas.setColor(Theme.colour(Theme.INK));
        canvas.setFont(Theme.LABEL);
        canvas.drawString(name, (float) (x + SWATCH + 6), (float) y + 4);
        x += SWATCH + 6 + Lettering.width(canvas, name) + GAP;
      }
      y += LINE_HEIGHT;
    }
  }

  private void swatch(Graphics2D canvas, String name, double x, double y) {
    String colour = colours.get(name);
    for (Layer.Mark mark : marks.get(name)) {
      switch (mark) {
        case BAND -> {
          canvas.setColor(Theme.colour(colour, 0.3));
          canvas.fill(new Rectangle2D.Double(x, y - 6, SWATCH, 12));
        }
        case BARS -> {
          canvas.setColor(Theme.colour(colour, 0.85));
          canvas.fill(new Rectangle2D.Double(x + 4, y - 6, 12, 12));
        }
        case POINTS -> {
          canvas.setColor(Theme.colour(colour));
          canvas.fill(new Ellipse2D.Double(x + SWATCH / 2 - 3.5, y - 3.5, 7, 7));
        }
        case LINE, VERTICAL, HORIZONTAL -> {
          canvas.setColor(Theme.colour(colour));
          canvas.setStroke(mark == Layer.Mark.LINE ? Theme.pen(2) : Theme.dashes(1.4));
          canvas.draw(new Line2D.Double(x, y, x + SWATCH, y));
        }
        case TEXT, HEAT -> {}
      }
    }
  }
}
