package episode.render;

import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/** Paints a plot: title, legend and panels. One picture per painter, for one thread. */
final class PlotPainter {

  private static final double EDGE = 10;

  private final Plot plot;
  private final Layout layout;
  private final Map<String, String> colours;
  private Graphics2D canvas;

  private PlotPainter(Plot plot) {
    this.plot = plot;
    this.layout = Layout.of(plot);
    this.colours = Theme.colours(plot);
  }

  /** Returns the picture on white, with {@code scale} pixels for every pixel of the layout. */
  static BufferedImage paint(Plot plot, double scale) {
    PlotPainter painter = new PlotPainter(plot);
    int width = (int) Math.round(painter.layout.width() * scale);
    int height = (int) Math.round(painter.layout.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    canvas.scale(scale, scale);
    smooth(canvas);
    painter.canvas = canvas;
    painter.paintAll();
    canvas.dispose();
    return image;
  }

  static void smooth(Graphics2D canvas) {
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private void paintAll() {
    double width = layout.width() - 2 * EDGE;
    double top = heading();
    Legend legend = new Legend(plot, colours, width, canvas);
    legend.paint(canvas, EDGE + 2, top);
    top += legend.height() + 2;
    Rectangle2D room = new Rectangle2D.Double(EDGE, top, width, layout.height() - top - EDGE / 2);
    if (plot.arrangement().sharedAxes()) {
      shared(room);
    } else {
      separate(room);
    }
  }

  private double heading() {
    double top = EDGE;
    if (!plot.title().isEmpty()) {
      top = line(plot.title(), Theme.TITLE, Theme.INK, top, 20);
    }
    if (!plot.subtitle().isEmpty()) {
      top = line(plot.subtitle(), Theme.SUBTITLE, Theme.FAINT_INK, top, 17);
    }
    return top;
  }

  private double line(String text, Font font, String ink, double top, double tall) {
    canvas.setFont(font);
    canvas.setColor(Theme.colour(ink));
    canvas.drawString(text, (float) (EDGE + 2), (float) (top + tall - 6));
    return top + tall;
  }

  /** All panels between the same ends: ticks and labels at the outer edges only. */
  private void shared(Rectangle2D room) {
    List<Panel> panels = plot.panels();
    AxisPainter axes = new AxisPainter(canvas, Domain.x(panels), Domain.y(panels));
    double cellHeight = room.getHeight() / layout.rows();
    double left = axes.left(cellHeight * 0.8, true, true);
    double cellWidth = (room.getWidth() - left) / layout.columns();
    double below = axes.below(cellWidth - 12, true, true);
    double inner = (room.getHeight() - below) / layout.rows();
    for (int i = 0; i < panels.size(); i++) {
      int column = i % layout.columns();
      int row = i / layout.columns();
      double head = panels.get(i).title().isEmpty() ? 6 : 22;
      Rectangle2D box =
          new Rectangle2D.Double(
              room.getX() + left + column * cellWidth,
              room.getY() + row * inner + head,
              cellWidth - 12,
              inner - head - (layout.rows() > 1 ? 6 : 0));
      panel(panels.get(i), axes, box);
      if (column == 0) {
        axes.yTicksLeft(box);
      }
      if (i + layout.columns() >= panels.size()) {
        axes.xTicksBelow(box);
      }
    }
    axes.xLabel(room.getX() + left + (room.getWidth() - left) / 2, room.getMaxY());
    axes.yLabel(room.getX(), room.getY() + (room.getHeight() - below) / 2);
  }

  /** Every panel between its own ends, with its own ticks and labels, aligned in columns. */
  private void separate(Rectangle2D room) {
    double cellWidth = room.getWidth() / layout.columns();
    double cellHeight = room.getHeight() / layout.rows();
    List<AxisPainter> axes = plot.panels().stream().map(this::axes).toList();
    for (int i = 0; i < plot.panels().size(); i++) {
      int column = i % layout.columns();
      double left = 0;
      for (int k = column; k < axes.size(); k += layout.columns()) {
        boolean drawn = !plot.panels().get(k).layers().isEmpty();
        left = drawn ? Math.max(left, axes.get(k).left(cellHeight * 0.7, true, true)) : left;
      }
      double x = room.getX() + column * cellWidth;
      double y = room.getY() + (i / layout.columns()) * cellHeight;
      if (!plot.panels().get(i).layers().isEmpty()) {
        cell(i, axes.get(i), new Rectangle2D.Double(x, y, cellWidth, cellHeight), left);
      }
    }
  }

  private AxisPainter axes(Panel panel) {
    return new AxisPainter(canvas, Domain.x(List.of(panel)), Domain.y(List.of(panel)));
  }

  private void cell(int index, AxisPainter axes, Rectangle2D cell, double left) {
    Panel panel = plot.panels().get(index);
    double below = axes.below(cell.getWidth() - left - 12, true, true);
    double head = panel.title().isEmpty() ? 6 : 22;
    Rectangle2D box =
        new Rectangle2D.Double(
            cell.getX() + left,
            cell.getY() + head,
            cell.getWidth() - left - 12,
            cell.getHeight() - head - below - 4);
    panel(panel, axes, box);
    axes.yTicksLeft(box);
    axes.xTicksBelow(box);
    axes.xLabel(box.getCenterX(), cell.getMaxY() - 2);
    axes.yLabel(cell.getX(), box.getCenterY());
  }

  private void panel(Panel panel, AxisPainter axes, Rectangle2D box) {
    axes.gridLines(box);
    Shape clip = canvas.getClip();
    canvas.clip(
        new Rectangle2D.Double(
            box.getX() - 1, box.getY() - 4, box.getWidth() + 5, box.getHeight() + 5));
    Marks marks = new Marks(canvas, new Frame(box, axes.x(), axes.y()));
    double see = seeThrough(panel);
    for (Layer layer : panel.layers()) {
      marks.paint(layer, colours.get(layer.name()), see);
    }
    canvas.setClip(clip);
    axes.base(box);
    if (!panel.title().isEmpty()) {
      canvas.setFont(Theme.PANEL);
      canvas.setColor(Theme.colour(Theme.INK));
      canvas.drawString(panel.title(), (float) box.getX(), (float) box.getY() - 7);
    }
  }

  static double seeThrough(Panel panel) {
    long bars = panel.layers().stream().filter(l -> l.mark() == Layer.Mark.BARS).count();
    return bars > 1 ? 0.45 : 0;
  }
}
