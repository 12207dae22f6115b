package episode.system;

import episode.draw.SvgCanvas;
import episode.system.Diagram.Arrow;
import episode.system.Diagram.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws the flows back to an earlier state as arcs, and those from a state to itself as loops. */
final class DiagramArcs {
  private final Diagram diagram;
  private final DiagramLayout layout;
  private final SvgCanvas canvas;
  private final DiagramLabels labels;
  private final Map<Integer, Integer> arcEnds = new HashMap<>();

  DiagramArcs(Diagram diagram, DiagramLayout layout, SvgCanvas canvas, DiagramLabels labels) {
    this.diagram = diagram;
    this.layout = layout;
    this.canvas = canvas;
    this.labels = labels;
  }

  /** Draws arrows whose ends stand in one row. */
  void draw(List<Arrow> arrows) {
    List<Arrow> arcs = new ArrayList<>(arrows);
    arcs.sort(Comparator.comparingInt(this::span));
    List<Arrow> over = new ArrayList<>();
    List<Arrow> under = new ArrayList<>();
    for (Arrow arc : arcs) {
      if (arc.from() == arc.to()) {
        loop(arc);
      } else {
        boolean above = isBetterAbove(arc);
        arc(arc, lane(arc, above, above ? over : under), above);
        (above ? over : under).add(arc);
      }
    }
  }

  private boolean isBetterAbove(Arrow arc) {
    boolean covered = layout.isCovered(arc.from(), true) || layout.isCovered(arc.to(), true);
    boolean beneath = layout.isCovered(arc.from(), false) || layout.isCovered(arc.to(), false);
    return !covered || beneath;
  }

  /** Returns the height at which an arc passes everything between its ends and earlier arcs. */
  private double lane(Arrow arc, boolean above, List<Arrow> drawn) {
    int first = Math.min(layer(arc.from()), layer(arc.to()));
    int last = Math.max(layer(arc.from()), layer(arc.to()));
    double distance = 30;
    for (Arrow other : drawn) {
      boolean apart =
          Math.max(layer(other.from()), layer(other.to())) <= first
              || Math.min(layer(other.from()), layer(other.to())) >= last;
      distance += apart ? 0 : 26 + 16 * other.labels().size();
    }
    return above ? layout.highest(first, last) - distance : layout.lowest(first, last) + distance;
  }

  private int layer(int box) {
    return diagram.boxes().get(box).layer();
  }

  private int span(Arrow arrow) {
    return layer(arrow.from()) - layer(arrow.to());
  }

  private void arc(Arrow arc, double lane, boolean above) {
    double x = layout.middle(arc.from()) - nextEnd(arc.from());
    double endX = layout.middle(arc.to()) + nextEnd(arc.to());
    double y = end(arc.from(), above);
    double endY = end(arc.to(), above);
    int down = above ? 1 : -1;
    double control = (lane - 0.125 * (y + endY)) / 0.75;
    String path =
        SvgCanvas.point("M", x, y)
            + SvgCanvas.point("C", x, control)
            + SvgCanvas.point("", endX, control);
    canvas.path(path + SvgCanvas.point("", endX, endY - 8 * down), DiagramLabels.tooltip(arc));
    canvas.head(endX, endY - down, 0, down);
    for (double part = 0; part <= 1; part += 0.1) {
      canvas.reach(cubic(part, x, x, endX, endX), cubic(part, y, control, control, endY));
    }
    double peak = cubic(0.5, y, control, control, endY);
    labels.around(arc, (x + endX) / 2, peak);
  }

  /** Returns a coordinate of a Bézier curve of the third degree. */
  private static double cubic(double part, double a, double b, double c, double d) {
    double rest = 1 - part;
    return rest * rest * rest * a
        + 3 * rest * rest * part * b
        + 3 * rest * part * part * c
        + part * part * part * d;
  }

  private double end(int box, boolean above) {
    return above ? layout.top(box) - strata(box) : layout.bottom(box);
  }

  /** Arcs at one box leave and arrive side by side. */
  private double nextEnd(int box) {
    int count = arcEnds.merge(box, 1, Integer::sum);
    return 5 + 9 * ((count - 1) / 2) * (count % 2 == 0 ? 1 : -1);
  }

  private double strata(int box) {
    return DiagramLayout.strata(diagram.boxes().get(box));
  }

  private void loop(Arrow arrow) {
    int box = arrow.from();
    double middle = layout.middle(box);
    double top = layout.top(box) - strata(box);
    double x = middle - 12;
    double endX = middle + 12;
    String path = SvgCanvas.point("M", x, top) + SvgCanvas.point("C", x - 16, top - 36);
    path += SvgCanvas.point("", endX + 16, top - 36) + SvgCanvas.point("", endX, top - 7);
    canvas.path(path, DiagramLabels.tooltip(arrow));
    canvas.head(endX, top - 1, -0.25, 0.97);
    List<Label> flows = arrow.labels();
    boolean one = flows.size() == 1 && !flows.get(0).name().isEmpty();
    if (one) {
      canvas.text(flows.get(0).name(), middle, top - 48, DiagramLabels.NAME);
      canvas.text(flows.get(0).rate(), middle, top - 33, DiagramLabels.RATE);
    } else {
      labels.upwards(arrow, middle, top - 33, DiagramLabels.RATE);
    }
  }
}
