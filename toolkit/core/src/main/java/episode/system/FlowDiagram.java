package episode.system;

import episode.draw.SvgCanvas;
import episode.draw.SvgCanvas.Style;
import episode.system.Diagram.Arrow;
import episode.system.Diagram.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws the states and flows of a system as SVG: boxes from left to right, in several rows where
 * they are many, flows back to an earlier state as arcs above them, people who enter or leave as
 * arrows from and to nowhere.
 */
final class FlowDiagram {
  private static final int MOST_STATES = 60;
  private static final String[] PALETTE = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F"
  };
  private final OpSystem system;
  private final Diagram diagram;
  private final DiagramLayout layout;
  private final DiagramRows rows;
  private final SvgCanvas canvas = new SvgCanvas();
  private final DiagramLabels labels = new DiagramLabels(canvas);

  private FlowDiagram(OpSystem system) {
    this.system = system;
    diagram = new Diagram(system);
    layout = new DiagramLayout(diagram);
    rows = new DiagramRows(diagram, layout);
  }

  /** Returns the drawing; empty for a system without transitions or with too many states. */
  static Optional<String> svg(OpSystem system) {
    int states = Checks.compartments(system.transitions()).size();
    if (states == 0 || states > MOST_STATES) {
      return Optional.empty();
    }
    return Optional.of(new FlowDiagram(system).draw());
  }

  private String draw() {
    diagram.forward().stream().filter(arrow -> !rows.turns(arrow)).forEach(this::forward);
    List<Arrow> arcs = diagram.back().stream().filter(arrow -> !rows.turns(arrow)).toList();
    new DiagramArcs(diagram, layout, canvas, labels).draw(arcs);
    new DiagramTurns(diagram, layout, rows, canvas, labels).draw();
    diagram.outside().forEach(this::outside);
    diagram.boxes().stream().filter(box -> !box.isBend()).forEach(this::box);
    return canvas.document("Flow diagram of " + system.name());
  }

  private void box(Box box) {
    int id = box.id();
    double width = layout.right(id) - layout.left(id);
    int place = 0;
    for (int i = 0; i < system.states().size(); i++) {
      place = system.states().get(i).name().equals(box.state()) ? i : place;
    }
    String colour = PALETTE[place % PALETTE.length];
    boolean strata = !box.badge().isEmpty();
    String paint = "fill=\"" + tint(colour) + "\" stroke=\"" + colour + "\" stroke-width=\"1.8\"";
    if (strata) {
      for (int depth = 2; depth > 0; depth--) {
        double d = 3.5 * depth;
        canvas.box(layout.left(id) + d, layout.top(id) - d, width, DiagramLayout.BOX_HEIGHT, paint);
      }
    }
    canvas.box(layout.left(id), layout.top(id), width, DiagramLayout.BOX_HEIGHT, paint);
    double middle = layout.middle(id);
    String plain = " font-weight=\"bold\" stroke-opacity=\"0\"";
    Style name = new Style(17, SvgCanvas.INK, "middle", plain);
    canvas.text(FormulaLabel.name(box.state()), middle, layout.centre(id) + (strata ? 0 : 6), name);
    if (strata) {
      Style badge = new Style(11, SvgCanvas.FAINT_INK, "middle", " stroke-opacity=\"0\"");
      canvas.text(box.badge(), middle, layout.centre(id) + 15, badge);
    }
  }

  /** Returns a colour mixed with six parts of white. */
  private static String tint(String colour) {
    StringBuilder tint = new StringBuilder("#");
    for (int i = 1; i < 7; i += 2) {
      int part = Integer.parseInt(colour.substring(i, i + 2), 16);
      tint.append(String.format(Locale.ROOT, "%02X", 255 - (255 - part) / 7));
    }
    return tint.toString();
  }

  private void forward(Arrow arrow) {
    double x = layout.right(arrow.from());
    double y = layout.centre(arrow.from()) + port(arrow, true);
    double endX = layout.left(arrow.to());
    double endY = layout.centre(arrow.to()) + port(arrow, false);
    StringBuilder path = new StringBuilder(SvgCanvas.point("M", x, y));
    boolean late = !layout.branches(arrow.from()) && layout.joins(arrow.to());
    double shift = Math.abs(endY - y) < 0.5 ? 0 : DiagramLayout.BEND / 2;
    double labelX = (x + endX) / 2 + (late ? -shift : shift);
    double labelY = late ? y : endY;
    for (int i = 0; i < arrow.bends().size(); i++) {
      int bend = arrow.bends().get(i);
      bend(path, x, y, layout.left(bend), layout.centre(bend), false);
      path.append(SvgCanvas.point("L", layout.right(bend), layout.centre(bend)));
      canvas.reach(layout.left(bend), layout.centre(bend));
      x = layout.right(bend);
      y = layout.centre(bend);
      if (i == arrow.bends().size() / 2) {
        labelX = layout.middle(bend);
        labelY = y;
      }
    }
    bend(path, x, y, endX - 8, endY, late || !arrow.bends().isEmpty());
    canvas.path(path.toString(), DiagramLabels.tooltip(arrow));
    canvas.head(endX - 1, endY, 1, 0);
    labels.around(arrow, labelX, labelY);
  }

  /** Goes to a point with one change of height, right at the start or right before the end. */
  private static void bend(
      StringBuilder path, double x, double y, double endX, double endY, boolean late) {
    if (Math.abs(endY - y) >= 0.5) {
      double from = late ? endX - DiagramLayout.BEND : x;
      double middle = from + DiagramLayout.BEND / 2;
      path.append(SvgCanvas.point("L", from, y))
          .append(SvgCanvas.point("C", middle, y))
          .append(SvgCanvas.point("", middle, endY))
          .append(SvgCanvas.point("", from + DiagramLayout.BEND, endY));
    }
    path.append(SvgCanvas.point("L", endX, endY));
  }

  /** Returns how far from the middle of a side an arrow starts or ends: each has its own place. */
  private double port(Arrow arrow, boolean leaving) {
    int box = leaving ? arrow.from() : arrow.to();
    List<Arrow> beside = new ArrayList<>();
    for (Arrow other : diagram.forward()) {
      if ((leaving ? other.from() : other.to()) == box) {
        beside.add(other);
      }
    }
    beside.sort(Comparator.comparingDouble(other -> layout.centre(next(other, leaving))));
    double step = Math.min(13, (DiagramLayout.BOX_HEIGHT - 14) / beside.size());
    return (beside.indexOf(arrow) - (beside.size() - 1) / 2.0) * step;
  }

  private static int next(Arrow arrow, boolean leaving) {
    List<Integer> bends = arrow.bends();
    if (bends.isEmpty()) {
      return leaving ? arrow.to() : arrow.from();
    }
    return leaving ? bends.get(0) : bends.get(bends.size() - 1);
  }

  private void outside(Arrow arrow) {
    double reach = DiagramLayout.labelWidth(arrow.labels()) + 26;
    if (arrow.from() < 0) {
      enter(arrow, Math.max(46, reach));
    } else {
      leave(arrow, Math.max(46, reach));
    }
  }

  private void enter(Arrow arrow, double length) {
    int box = arrow.to();
    if (layout.entersSideways(box)) {
      double x = layout.left(box);
      double y = layout.centre(box);
      dot(x - length, y);
      canvas.path(
          SvgCanvas.point("M", x - length + 4, y) + SvgCanvas.point("L", x - 8, y),
          DiagramLabels.tooltip(arrow));
      canvas.head(x - 1, y, 1, 0);
      labels.around(arrow, x - length / 2, y);
      return;
    }
    double x = layout.left(box) + 14;
    double top = layout.top(box) - DiagramLayout.strata(diagram.boxes().get(box));
    double start = top - 22 - 16 * arrow.labels().size();
    dot(x, start);
    canvas.path(
        SvgCanvas.point("M", x, start + 4) + SvgCanvas.point("L", x, top - 8),
        DiagramLabels.tooltip(arrow));
    canvas.head(x, top - 1, 0, 1);
    Style beside = new Style(12.5, SvgCanvas.FAINT_INK, "end", "");
    labels.upwards(arrow, x - 7, top - 16, beside);
  }

  private void dot(double x, double y) {
    canvas.reach(x - 4, y - 4);
    canvas.add(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
            x,
            y,
            SvgCanvas.LINE));
  }

  private void leave(Arrow arrow, double length) {
    int box = arrow.from();
    if (layout.leavesSideways(box)) {
      double x = layout.right(box) + DiagramLayout.strata(diagram.boxes().get(box));
      double y = layout.centre(box);
      canvas.path(
          SvgCanvas.point("M", x, y) + SvgCanvas.point("L", x + length - 8, y),
          DiagramLabels.tooltip(arrow));
      canvas.head(x + length, y, 1, 0);
      labels.around(arrow, x + length / 2 - 4, y);
      return;
    }
    double x = layout.middle(box);
    double y = layout.bottom(box);
    double end = y + 24 + 16 * arrow.labels().size();
    canvas.path(
        SvgCanvas.point("M", x, y) + SvgCanvas.point("L", x, end - 8),
        DiagramLabels.tooltip(arrow));
    canvas.head(x, end, 0, 1);
    Style beside = new Style(12.5, SvgCanvas.FAINT_INK, "start", "");
    labels.upwards(arrow, x + 9, end - 12, beside);
  }
}
