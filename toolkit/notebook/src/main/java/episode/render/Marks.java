package episode.render;

import episode.plot.Columns;
import episode.plot.Layer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/** Paints the layers of one panel. For one thread, as its canvas is. */
final class Marks {

  private final Graphics2D canvas;
  private final Frame frame;

  Marks(Graphics2D canvas, Frame frame) {
    this.canvas = canvas;
    this.frame = frame;
  }

  /**
   * Paints a layer.
   *
   * @param see how much of what is below bars shows through them, from 0 to 1
   */
  void paint(Layer layer, String colour, double see) {
    Weights weights = Weights.of(layer);
    Columns data = layer.data();
    canvas.setColor(Theme.colour(colour, weights.opacity()));
    canvas.setStroke(Theme.pen(weights.size()));
    switch (layer.mark()) {
      case LINE -> canvas.draw(path(xs(data, "x"), ys(data, "y")));
      case POINTS -> points(xs(data, "x"), ys(data, "y"), weights.size());
      case BAND -> band(xs(data, "x"), ys(data, "low"), ys(data, "high"));
      case BARS -> {
        canvas.setColor(Theme.colour(colour, weights.opacity() * (1 - see)));
        bars(data);
      }
      case VERTICAL, HORIZONTAL -> rules(layer);
      case TEXT -> texts(data);
      case HEAT -> boxes(data);
    }
  }

  private double[] xs(Columns data, String column) {
    return Arrays.stream(frame.x().values(data, column)).map(frame::px).toArray();
  }

  private double[] ys(Columns data, String column) {
    return Arrays.stream(frame.y().values(data, column)).map(frame::py).toArray();
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    for (int i = 0; i < x.length; i++) {
      boolean there = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (there && down) {
        path.lineTo(x[i], y[i]);
      } else if (there) {
        path.moveTo(x[i], y[i]);
      }
      down = there;
    }
    return path;
  }

  private void points(double[] x, double[] y, double radius) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        canvas.fill(new Ellipse2D.Double(x[i] - radius, y[i] - radius, 2 * radius, 2 * radius));
      }
    }
  }

  private void band(double[] x, double[] low, double[] high) {
    int start = 0;
    for (int i = 0; i <= x.length; i++) {
      boolean there =
          i < x.length
              && Double.isFinite(x[i])
              && Double.isFinite(low[i])
              && Double.isFinite(high[i]);
      if (!there) {
        area(x, low, high, start, i);
        start = i + 1;
      }
    }
  }

  private void area(double[] x, double[] low, double[] high, int from, int to) {
    if (to - from < 2) {
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(x[from], high[from]);
    for (int i = from + 1; i < to; i++) {
      path.lineTo(x[i], high[i]);
    }
    for (int i = to - 1; i >= from; i--) {
      path.lineTo(x[i], low[i]);
    }
    path.closePath();
    canvas.fill(path);
  }

  private void bars(Columns data) {
    double[] top = ys(data, "y");
    double zero = frame.py(frame.y().log() ? frame.y().low() : 0);
    double[] left;
    double[] right;
    if (data.has("x0")) {
      left = xs(data, "x0");
      right = xs(data, "x1");
    } else {
      double[] centre = xs(data, "x");
      double half = 0.4 * spacing(centre);
      left = Arrays.stream(centre).map(c -> c - half).toArray();
      right = Arrays.stream(centre).map(c -> c + half).toArray();
    }
    for (int i = 0; i < top.length; i++) {
      if (Double.isFinite(left[i]) && Double.isFinite(top[i])) {
        double gap = right[i] - left[i] > 5 ? 0.5 : 0;
        box(left[i] + gap, right[i] - gap, Math.min(top[i], zero), Math.max(top[i], zero));
      }
    }
  }

  private double spacing(double[] centres) {
    double[] sorted = Arrays.stream(centres).filter(Double::isFinite).sorted().distinct().toArray();
    double least = frame.box().getWidth() / Math.max(1, frame.x().names().size());
    for (int i = 1; i < sorted.length; i++) {
      least = Math.min(least, sorted[i] - sorted[i - 1]);
    }
    return least;
  }

  private void box(double left, double right, double top, double bottom) {
    canvas.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
  }

  private void rules(Layer layer) {
    Rectangle2D box = frame.box();
    canvas.setStroke(Theme.dashes(Weights.of(layer).size()));
    if (layer.mark() == Layer.Mark.VERTICAL) {
      for (double x : xs(layer.data(), "x")) {
        canvas.draw(new Line2D.Double(x, box.getY(), x, box.getMaxY()));
      }
    } else {
      for (double y : ys(layer.data(), "y")) {
        canvas.draw(new Line2D.Double(box.getX(), y, box.getMaxX(), y));
      }
    }
  }

  private void texts(Columns data) {
    canvas.setFont(Theme.TICK);
    double[] x = xs(data, "x");
    double[] y = ys(data, "y");
    String[] texts = data.texts("text");
    for (int i = 0; i < texts.length; i++) {
      canvas.drawString(texts[i], (float) x[i] + 4, (float) y[i] - 4);
    }
  }

  private void boxes(Columns data) {
    double[] value = data.numbers("value");
    double most = Arrays.stream(value).max().orElse(1);
    double[] left = xs(data, "x0");
    double[] right = xs(data, "x1");
    double[] bottom = ys(data, "y0");
    double[] top = ys(data, "y1");
    for (int i = 0; i < value.length; i++) {
      Color colour = Theme.heat(Math.sqrt(value[i] / most));
      canvas.setColor(colour);
      canvas.fill(
          new Rectangle2D.Double(
              left[i], top[i], right[i] - left[i] + 0.3, bottom[i] - top[i] + 0.3));
    }
  }
}
