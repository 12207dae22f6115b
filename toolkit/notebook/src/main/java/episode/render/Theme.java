package episode.render;

import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The look that all pictures share.
 *
 * <p>Colours are those of Okabe and Ito (2008), "Color Universal Design", which people with the
 * common kinds of colour blindness tell apart; its yellow is left out as too pale on white.
 */
final class Theme {

  static final String[] PALETTE = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F"
  };
  static final String INK = "#333333";
  static final String FAINT_INK = "#666666";
  static final String GRID_LINE = "#E4E7EB";
  static final String AXIS_LINE = "#9AA0A6";
  static final String HEAT_LOW = "#DCEBF7";
  static final String HEAT_HIGH = "#08306B";

  private static final String FAMILY = Font.SANS_SERIF;
  static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
  static final Font SUBTITLE = new Font(FAMILY, Font.PLAIN, 12);
  static final Font PANEL = new Font(FAMILY, Font.BOLD, 12);
  static final Font LABEL = new Font(FAMILY, Font.PLAIN, 12);
  static final Font TICK = new Font(FAMILY, Font.PLAIN, 11);

  private Theme() {}

  /** Returns the colour of every name in a plot: those asked for, then the palette in order. */
  static Map<String, String> colours(Plot plot) {
    Map<String, String> colours = new LinkedHashMap<>();
    int next = 0;
    for (Panel panel : plot.panels()) {
      for (Layer layer : panel.layers()) {
        String name = layer.name();
        if (!colours.containsKey(name)) {
          String asked = plot.colours().get(name);
          colours.put(name, asked != null ? asked : defaultColour(layer, next));
          next += asked == null && !plain(layer) ? 1 : 0;
        }
      }
    }
    return colours;
  }

  private static String defaultColour(Layer layer, int next) {
    return plain(layer) ? INK : PALETTE[next % PALETTE.length];
  }

  /** Returns whether a layer is an annotation in ink and not a series in a colour of its own. */
  private static boolean plain(Layer layer) {
    return switch (layer.mark()) {
      case VERTICAL, HORIZONTAL, TEXT, HEAT -> true;
      case LINE, POINTS, BAND, BARS -> false;
    };
  }

  static Color colour(String hex) {
    return Color.decode(hex);
  }

  static Color colour(String hex, double alpha) {
    Color c = Color.decode(hex);
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(alpha * 255));
  }

  /** Returns the colour of a heat value between 0 and 1. */
  static Color heat(double share) {
    Color low = Color.decode(HEAT_LOW);
    Color high = Color.decode(HEAT_HIGH);
    return new Color(
        mixed(low.getRed(), high.getRed(), share),
        mixed(low.getGreen(), high.getGreen(), share),
        mixed(low.getBlue(), high.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * Math.max(0, Math.min(1, share)));
  }

  static BasicStroke pen(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashes(double width) {
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);
  }
}
