package episode.system;

import episode.system.Diagram.Arrow;
import episode.system.Diagram.Box;
import episode.system.Diagram.Label;
import episode.system.SvgCanvas.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Draws the states and flows of a system as SVG: boxes from left to right, flows back to an earlier
 * state as arcs above them, people who enter or leave as arrows from and to nowhere.
 */
final class FlowDiagram {
  private static final int MOST_STATES = 60;
  private static final String[] PALETTE = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F"
  };
  private static final Style RATE = new Style(12.5, SvgCanvas.FAINT_INK, "middle", "");
  private static final Style NAME =
      new Style(12.5, SvgCanvas.INK, "middle", " font-weight=\"bold\"");

  private final OpSystem system;
  private final Diagram diagram;
  private final DiagramLayout layout;
  private final SvgCanvas canvas = new SvgCanvas();
  private final Map<Integer, Integer> arcEnds = new HashMap<>();

  private FlowDiagram(OpSystem system) {
    this.system = system;
    diagram = new Diagram(system);
    layout = new DiagramLayout(diagram);
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
    diagram.forward().forEach(this::forward);
    arcs();
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
    StringBuilder path = new StringBuilder(point("M", x, y));
    double labelX = (x + endX) / 2;
    double labelY = (y + endY) / 2;
    for (int i = 0; i < arrow.bends().size(); i++) {
      int bend = arrow.bends().get(i);
      curve(path, x, y, layout.left(bend), layout.centre(bend));
      path.append(point("L", layout.right(bend), layout.centre(bend)));
      canvas.reach(layout.left(bend), layout.centre(bend));
      x = layout.right(bend);
      y = layout.centre(bend);
      if (i == arrow.bends().size() / 2) {
        labelX = layout.middle(bend);
        labelY = y;
      }
    }
    curve(path, x, y, endX - 8, endY);
    canvas.path(path.toString(), tooltip(arrow));
    canvas.head(endX - 1, endY, 1, 0);
    labels(arrow, labelX, labelY);
  }

  private static void curve(StringBuilder path, double x, double y, double endX, double endY) {
    if (Math.abs(endY - y) < 0.5) {
      path.append(point("L", endX, endY));
      return;
    }
    double middle = (x + endX) / 2;
    path.append(point("C", middle, y))
        .append(point("", middle, endY))
        .append(point("", endX, endY));
  }

  private static String point(String command, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f,%.1f ", command, x, y);
  }

  private static String tooltip(Arrow arrow) {
    List<String> lines = new ArrayList<>();
    arrow.labels().forEach(label -> lines.add(label.whole()));
    return String.join("\n", lines);
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

  /** Writes what an arrow says around a point on it: the name above, the rate below. */
  private void labels(Arrow arrow, double x, double y) {
    if (arrow.labels().size() == 1) {
      Label label = arrow.labels().get(0);
      boolean named = !label.name().isEmpty();
      if (named) {
        canvas.text(label.name(), x, y - 7, NAME);
      }
      canvas.text(label.rate(), x, named ? y + 17 : y - 7, RATE);
      return;
    }
    stacked(arrow, x, y - 7, RATE);
  }

  /** Writes several flows, one line each, upwards from a base line. */
  private void stacked(Arrow arrow, double x, double base, Style style) {
    for (int i = 0; i < arrow.labels().size(); i++) {
      Label label = arrow.labels().get(arrow.labels().size() - 1 - i);
      String line = label.name().isEmpty() ? label.rate() : label.name() + ": " + label.rate();
      canvas.text(line, x, base - 16 * i, style);
    }
  }

  private void arcs() {
    List<Arrow> arcs = new ArrayList<>(diagram.back());
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
    String path = point("M", x, y) + point("C", x, control) + point("", endX, control);
    canvas.path(path + point("", endX, endY - 8 * down), tooltip(arc));
    canvas.head(endX, endY - down, 0, down);
    for (double part = 0; part <= 1; part += 0.1) {
      canvas.reach(cubic(part, x, x, endX, endX), cubic(part, y, control, control, endY));
    }
    double peak = cubic(0.5, y, control, control, endY);
    labels(arc, (x + endX) / 2, peak);
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
    return diagram.boxes().get(box).badge().isEmpty() ? 0 : 7;
  }

  private void loop(Arrow arrow) {
    int box = arrow.from();
    double middle = layout.middle(box);
    double top = layout.top(box) - strata(box);
    double x = middle - 12;
    double endX = middle + 12;
    String path = point("M", x, top) + point("C", x - 16, top - 36);
    path += point("", endX + 16, top - 36) + point("", endX, top - 7);
    canvas.path(path, tooltip(arrow));
    canvas.head(endX, top - 1, -0.25, 0.97);
    List<Label> labels = arrow.labels();
    boolean one = labels.size() == 1 && !labels.get(0).name().isEmpty();
    if (one) {
      canvas.text(labels.get(0).name(), middle, top - 48, NAME);
      canvas.text(labels.get(0).rate(), middle, top - 33, RATE);
    } else {
      stacked(arrow, middle, top - 33, RATE);
    }
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
      canvas.path(point("M", x - length + 4, y) + point("L", x - 8, y), tooltip(arrow));
      canvas.head(x - 1, y, 1, 0);
      labels(arrow, x - length / 2, y);
      return;
    }
    double x = layout.left(box) + 14;
    double top = layout.top(box) - strata(box);
    double start = top - 22 - 16 * arrow.labels().size();
    dot(x, start);
    canvas.path(point("M", x, start + 4) + point("L", x, top - 8), tooltip(arrow));
    canvas.head(x, top - 1, 0, 1);
    Style beside = new Style(12.5, SvgCanvas.FAINT_INK, "end", "");
    stacked(arrow, x - 7, top - 16, beside);
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
      double x = layout.right(box) + strata(box);
      double y = layout.centre(box);
      canvas.path(point("M", x, y) + point("L", x + length - 8, y), tooltip(arrow));
      canvas.head(x + length, y, 1, 0);
      labels(arrow, x + length / 2 - 4, y);
      return;
    }
    double x = layout.middle(box);
    double y = layout.bottom(box);
    double end = y + 24 + 16 * arrow.labels().size();
    canvas.path(point("M", x, y) + point("L", x, end - 8), tooltip(arrow));
    canvas.head(x, end, 0, 1);
    Style beside = new Style(12.5, SvgCanvas.FAINT_INK, "start", "");
    stacked(arrow, x + 9, end - 12, beside);
  }
}
