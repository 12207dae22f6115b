package episode.render;

import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

  /** Places on the viridis scale of matplotlib, without its palest end. */
  private static final String[] VIRIDIS = {"#440154", "#3B528B", "#21918C", "#5EC962", "#C2DF23"};

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

  /**
   * Returns the colour of every name in a plot: those asked for, then the palette in order, or
   * steps of the viridis scale if there are more names than colours.
   */
  static Map<String, String> colours(Plot plot) {
    Map<String, String> colours = new LinkedHashMap<>();
    Set<String> series = new LinkedHashSet<>();
    for (Panel panel : plot.panels()) {
      for (Layer layer : panel.layers()) {
        String asked = plot.colours().get(layer.name());
        boolean open = asked == null && !plain(layer);
        if (!colours.containsKey(layer.name())) {
          colours.put(layer.name(), asked == null ? INK : asked);
          if (open) {
            series.add(layer.name());
          }
        }
      }
    }
    int next = 0;
    for (String name : series) {
      colours.put(name, seriesColour(next++, series.size()));
    }
    return colours;
  }

  /** Returns the colours that a picture of a plot must show exactly: white, ink and its series. */
  static Set<Integer> kept(Plot plot) {
    Set<Integer> kept = new LinkedHashSet<>();
    kept.add(Color.WHITE.getRGB());
    kept.add(colour(INK).getRGB());
    colours(plot).values().forEach(hex -> kept.add(colour(hex).getRGB()));
    return kept;
  }

  private static String seriesColour(int index, int count) {
    if (count <= PALETTE.length) {
      return PALETTE[index];
    }
    double place = (double) index / (count - 1) * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    Color mixed = mixed(VIRIDIS[below], VIRIDIS[below + 1], place - below);
    return String.format(
        Locale.ROOT, "#%02X%02X%02X", mixed.getRed(), mixed.getGreen(), mixed.getBlue());
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
    return mixed(HEAT_LOW, HEAT_HIGH, share);
  }

  private static Color mixed(String from, String to, double share) {
    Color low = Color.decode(from);
    Color high = Color.decode(to);
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
