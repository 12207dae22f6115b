package episode.render;

import episode.plot.Columns;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Paints grid lines, ticks and axis labels of one panel, and says how much room they need. */
record AxisPainter(Graphics2D canvas, Domain x, Domain y) {

  private static final double TICK_GAP = 5;
  private static final double LABEL_ROOM = 18;

  /** Returns how many ticks of a horizontal axis have room in a width, in pixels. */
  static int ticksAcross(Domain x, double width) {
    double slot = x.kind() == Columns.Kind.DATES ? 62 : 74;
    return (int) Math.max(2, Math.min(10, width / slot));
  }

  /** Returns how many ticks of a vertical axis have room in a height, in pixels. */
  static int ticksUpwards(double height) {
    return (int) Math.max(2, Math.min(7, height / 42));
  }

  Ticks xTicks(double width) {
    return Ticks.of(x, ticksAcross(x, width));
  }

  Ticks yTicks(double height) {
    return Ticks.of(y, ticksUpwards(height));
  }

  /** Returns the room left of the axes, in pixels. */
  double left(double height, boolean ticks, boolean label) {
    double widest =
        yTicks(height).labels().stream()
            .mapToDouble(t -> Lettering.width(canvas, Theme.TICK, t))
            .max()
            .orElse(0);
    return (ticks ? widest + TICK_GAP + 3 : 4) + (label && !y.label().isEmpty() ? LABEL_ROOM : 0);
  }

  /** Returns the room below the axes, in pixels. */
  double below(double width, boolean ticks, boolean label) {
    double tall = slanting(width) ? widestX(width) * Math.sin(Math.PI / 5) + 12 : 14;
    return (ticks ? tall + TICK_GAP : 4) + (label && !x.fullLabel().isEmpty() ? LABEL_ROOM : 0);
  }

  private double widestX(double width) {
    return xTicks(width).labels().stream()
        .mapToDouble(t -> Lettering.width(canvas, Theme.TICK, t))
        .max()
        .orElse(0);
  }

  private boolean slanting(double width) {
    int count = Math.max(1, xTicks(width).places().size());
    return x.kind() == Columns.Kind.TEXTS && widestX(width) > width / count - 4;
  }

  void gridLines(Rectangle2D box) {
    canvas.setStroke(Theme.pen(1));
    canvas.setColor(Theme.colour(Theme.GRID_LINE));
    Frame frame = new Frame(box, x, y);
    for (double place : yTicks(box.getHeight()).places()) {
      double at = frame.py(place);
      canvas.draw(new Line2D.Double(box.getX(), at, box.getMaxX(), at));
    }
    if (x.kind() != Columns.Kind.TEXTS) {
      for (double place : xTicks(box.getWidth()).places()) {
        double at = frame.px(place);
        canvas.draw(new Line2D.Double(at, box.getY(), at, box.getMaxY()));
      }
    }
  }

  void base(Rectangle2D box) {
    canvas.setStroke(Theme.pen(1));
    canvas.setColor(Theme.colour(Theme.AXIS_LINE));
    canvas.draw(new Line2D.Double(box.getX(), box.getMaxY(), box.getMaxX(), box.getMaxY()));
    canvas.draw(new Line2D.Double(box.getX(), box.getY(), box.getX(), box.getMaxY()));
  }

  void xTicksBelow(Rectangle2D box) {
    Ticks ticks = xTicks(box.getWidth());
    Frame frame = new Frame(box, x, y);
    boolean slanting = slanting(box.getWidth());
    tickInk();
    for (int i = 0; i < ticks.places().size(); i++) {
      double at = frame.px(ticks.places().get(i));
      if (slanting) {
        Lettering.slanted(canvas, ticks.labels().get(i), at + 4, box.getMaxY() + TICK_GAP + 8);
      } else {
        Lettering.centred(canvas, ticks.labels().get(i), at, box.getMaxY() + TICK_GAP + 10);
      }
    }
  }

  void yTicksLeft(Rectangle2D box) {
    Ticks ticks = yTicks(box.getHeight());
    Frame frame = new Frame(box, x, y);
    tickInk();
    for (int i = 0; i < ticks.places().size(); i++) {
      double at = frame.py(ticks.places().get(i));
      Lettering.rightAligned(canvas, ticks.labels().get(i), box.getX() - TICK_GAP, at + 4);
    }
  }

  private void tickInk() {
    canvas.setFont(Theme.TICK);
    canvas.setColor(Theme.colour(Theme.FAINT_INK));
  }

  void xLabel(double middle, double bottom) {
    labelInk();
    Lettering.centred(canvas, x.fullLabel(), middle, bottom - 4);
  }

  void yLabel(double left, double middle) {
    labelInk();
    Lettering.upwards(canvas, y.label(), left + 11, middle);
  }

  private void labelInk() {
    Color ink = Theme.colour(Theme.INK);
    canvas.setFont(Theme.LABEL);
    canvas.setColor(ink);
  }
}
