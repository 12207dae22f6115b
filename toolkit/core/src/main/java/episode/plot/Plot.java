package episode.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A picture as a value: panels of layers over columns of data, with no renderer.
 *
 * <pre>{@code
 * Plot.of("time (days)", "people")
 *     .band("I", days, low, high)
 *     .line("I", days, infectious)
 *     .points("in bed", days, inBed)
 *     .title("Influenza in a boarding school")
 * }</pre>
 *
 * <p>Every method returns a new plot. Layers go to the last panel; {@link #facet} starts another
 * one with the same axes and {@link #grid} puts whole plots side by side. Wherever an {@code x} is
 * asked for, it is a {@code double[]}, an {@code int[]}, a {@code LocalDate[]} or a {@code
 * String[]}. Colours are given to names in the order in which they come. Safe to share.
 */
public final class Plot implements Part {

  private static final int MOST_PIXELS = 5000;

  private final String title;
  private final String subtitle;
  private final List<Panel> panels;
  private final Map<String, String> colours;
  private final Arrangement arrangement;

  /**
   * How panels are put together.
   *
   * @param columns panels side by side, 0 for a default
   * @param sharedAxes whether all panels have the same ends of their axes
   * @param legend whether names are explained
   * @param width the width of all in pixels, 0 for a default
   * @param height the height of all in pixels, 0 for a default
   */
  public record Arrangement(
      int columns, boolean sharedAxes, boolean legend, int width, int height) {}

  private Plot(
      String title,
      String subtitle,
      List<Panel> panels,
      Map<String, String> colours,
      Arrangement arrangement) {
    this.title = PlotException.given(title, "line", "title");
    this.subtitle = PlotException.given(subtitle, "line", "subtitle");
    this.panels = List.copyOf(panels);
    this.colours = Collections.unmodifiableMap(new LinkedHashMap<>(colours));
    this.arrangement = arrangement;
  }

  /**
   * Returns a plot of one empty panel with these axis labels, units included: "time (days)".
   *
   * <pre>{@code
   * Plot.of("time (days)", "people").line("I", solution.times(), solution.state("I"))
   * }</pre>
   */
  public static Plot of(String xLabel, String yLabel) {
    Panel panel = new Panel("", Axis.of(xLabel), Axis.of(yLabel), List.of());
    return new Plot("", "", List.of(panel), Map.of(), new Arrangement(0, true, true, 0, 0));
  }

  /**
   * Returns columns over another one of them: as points joined by lines, or as bars over names.
   *
   * <p>A long table, with a row per group for the same x, has a curve for each group, or a panel if
   * there are many groups or several columns to draw.
   *
   * @param x the column across
   * @param y the columns of numbers to draw; a column of texts among them says what the groups are,
   *     which is found out if none does
   * @throws PlotException E6201 for a name that is no column, or none of numbers
   */
  public static Plot of(Columns columns, String x, String... y) {
    PlotException.given(y, "y", "plot");
    return new TablePlot(PlotException.given(columns, "columns", "plot"), x).of(y);
  }

  /**
   * Returns whole plots as the panels of one, row by row, each with its own axes.
   *
   * @param columns panels in a row
   * @throws PlotException E6126 where there are no plots
   */
  public static Plot grid(int columns, List<Plot> plots) {
    List<Panel> all = new ArrayList<>();
    Map<String, String> colours = new LinkedHashMap<>();
    if (PlotException.given(plots, "plots", "grid").isEmpty()) {
      throw PlotException.wrong("A grid of no plots", "Give one plot or more.");
    }
    for (Plot plot : plots) {
      colours.putAll(plot.colours);
      plot.panels.forEach(p -> all.add(p.title().isEmpty() ? p.titled(plot.title) : p));
    }
    return new Plot("", "", all, colours, new Arrangement(columns, false, true, 0, 0));
  }

  /**
   * Returns this plot with a line through the points (x, y), broken where y is NaN.
   *
   * <pre>{@code
   * plot("time (days)", "people").line("I", solution.times(), solution.state("I"))
   * }</pre>
   */
  public Plot line(String name, Object x, double[] y) {
    return layer(Layer.Mark.LINE, name, data(name, "x", x, "y", y));
  }

  /**
   * Returns this plot with many lines over the same x under one name, drawn faintly.
   *
   * @param y double[line][x]
   */
  public Plot lines(String name, double[] x, double[][] y) {
    checkRows(name, x, y);
    double[] allX = new double[y.length * (x.length + 1)];
    double[] allY = new double[allX.length];
    Arrays.fill(allX, Double.NaN);
    Arrays.fill(allY, Double.NaN);
    for (int i = 0; i < y.length; i++) {
      System.arraycopy(x, 0, allX, i * (x.length + 1), x.length);
      System.arraycopy(y[i], 0, allY, i * (x.length + 1), x.length);
    }
    return line(name, allX, allY);
  }

  /** Returns this plot with a point at every (x, y). */
  public Plot points(String name, Object x, double[] y) {
    return layer(Layer.Mark.POINTS, name, data(name, "x", x, "y", y));
  }

  /** Returns this plot with the area between low and high filled. */
  public Plot band(String name, Object x, double[] low, double[] high) {
    return layer(Layer.Mark.BAND, name, data(name, "x", x, "low", low, "high", high));
  }

  /** Returns this plot with a bar over each x. */
  public Plot bars(String name, Object x, double[] heights) {
    return layer(Layer.Mark.BARS, name, data(name, "x", x, "y", heights));
  }

  /** Returns this plot with the counts of values in bins of equal width. */
  public Plot histogram(String name, double[] values) {
    return layer(
        Layer.Mark.BARS, name, Bins.counts(PlotException.given(values, "values", "histogram")));
  }

  /** Returns this plot with an estimate of the probability density of values as a line. */
  public Plot density(String name, double[] values) {
    return layer(
        Layer.Mark.LINE, name, Bins.density(PlotException.given(values, "values", "density")));
  }

  /** Returns this plot with counts of (x, y) in a raster of boxes. */
  public Plot heat(String name, double[] x, double[] y) {
    checkRows(name, x, new double[][] {y});
    return layer(Layer.Mark.HEAT, name, Bins.raster(x, y));
  }

  /** Checks that each row has a number for each x. */
  private static void checkRows(String name, double[] x, double[][] rows) {
    PlotException.given(x, "x", name);
    for (double[] row : PlotException.given(rows, "y", name)) {
      data(name, "x", x, "y", row);
    }
  }

  /**
   * Returns this plot with what simulated curves cover: bands of 50 % and 90 % of them around their
   * median.
   *
   * @param x double[x]
   * @param simulated double[simulation][x]
   */
  public Plot fan(String name, Object x, double[][] simulated) {
    for (double[] curve : PlotException.given(simulated, "simulated", "fan")) {
      data(name, "x", x, "simulated", curve);
    }
    double[][] q = Bins.quantiles(simulated, 0.05, 0.25, 0.5, 0.75, 0.95);
    return band(name, x, q[0], q[4]).band(name, x, q[1], q[3]).line(name, x, q[2]);
  }

  /** Returns this plot with an upright line across the panel at x (a number or a LocalDate). */
  public Plot vertical(String name, Object x) {
    return layer(Layer.Mark.VERTICAL, name, Columns.of("x", place(x, "vertical")));
  }

  /** Returns this plot with a level line across the panel at y. */
  public Plot horizontal(String name, double y) {
    return layer(Layer.Mark.HORIZONTAL, name, Columns.of("y", new double[] {y}));
  }

  /** Returns this plot with a text at (x, y). */
  public Plot text(String text, Object x, double y) {
    return layer(
        Layer.Mark.TEXT,
        "",
        Columns.of(
            "x",
            place(x, "text"),
            "y",
            new double[] {y},
            "text",
            new String[] {String.valueOf(text)}));
  }

  /** Returns a single place on the horizontal axis as a column. */
  private static List<Object> place(Object x, String method) {
    if (PlotException.given(x, "x", method).getClass().isArray()) {
      throw PlotException.wrong(
          "'" + method + "' takes a single x, here an array",
          "Give a number, a LocalDate or a name; call it once for each.");
    }
    return List.of(x);
  }

  private static Columns data(String layer, Object... namesAndArrays) {
    try {
      return Columns.of(namesAndArrays);
    } catch (PlotException e) {
      throw e.in("layer '" + layer + "'");
    }
  }

  private Plot layer(Layer.Mark mark, String name, Columns data) {
    return last(panel -> panel.with(new Layer(mark, name, data)));
  }

  /**
   * Returns this plot with a further panel of the same axes, to which the layers that follow go.
   *
   * <p>The first call names the panel that is there if nothing is drawn in it yet.
   */
  public Plot facet(String name) {
    Panel panel = panels.get(panels.size() - 1);
    List<Panel> more = new ArrayList<>(panels);
    if (panel.layers().isEmpty() && panel.title().isEmpty()) {
      more.remove(more.size() - 1);
    }
    more.add(new Panel(name, panel.x(), panel.y(), List.of()));
    return new Plot(title, subtitle, more, colours, arrangement);
  }

  /** Returns this plot with its panels in rows of so many. */
  public Plot columns(int count) {
    Arrangement a = arrangement;
    return arranged(new Arrangement(count, a.sharedAxes, a.legend, a.width, a.height));
  }

  /** Returns this plot with all panels between the same ends, or each between its own. */
  public Plot sharedAxes(boolean shared) {
    Arrangement a = arrangement;
    return arranged(new Arrangement(a.columns, shared, a.legend, a.width, a.height));
  }

  /** Returns this plot with or without the explanation of names. */
  public Plot legend(boolean shown) {
    Arrangement a = arrangement;
    return arranged(new Arrangement(a.columns, a.sharedAxes, shown, a.width, a.height));
  }

  /** Returns this plot in another size, in pixels. */
  public Plot size(int width, int height) {
    Arrangement a = arrangement;
    if (Math.min(width, height) < 0 || Math.max(width, height) > MOST_PIXELS) {
      throw PlotException.wrong(
          "A plot of " + width + " × " + height + " pixels",
          "A side has at most " + MOST_PIXELS + "; 0 leaves it to the plot.");
    }
    return arranged(new Arrangement(a.columns, a.sharedAxes, a.legend, width, height));
  }

  private Plot arranged(Arrangement other) {
    return new Plot(title, subtitle, panels, colours, other);
  }

  /** Returns this plot under a title. */
  public Plot title(String line) {
    return new Plot(line, subtitle, panels, colours, arrangement);
  }

  /** Returns this plot with a smaller line under the title. */
  public Plot subtitle(String line) {
    return new Plot(title, line, panels, colours, arrangement);
  }

  /** Returns this plot with the layers of a name in a colour, such as "#0072B2". */
  public Plot colour(String name, String hex) {
    PlotException.given(name, "name", "colour");
    if (!PlotException.given(hex, "hex", "colour").matches("#[0-9a-fA-F]{6}")) {
      throw PlotException.wrong(
          "'" + hex + "' is no colour", "Write it as #RRGGBB: \"#0072B2\" is a blue.");
    }
    Map<String, String> more = new LinkedHashMap<>(colours);
    more.put(name, hex);
    return new Plot(title, subtitle, panels, more, arrangement);
  }

  /** Returns this plot with the last panel's x axis changed: {@code x(Axis::log)}. */
  public Plot x(UnaryOperator<Axis> change) {
    PlotException.given(change, "change", "x");
    return last(panel -> panel.axes(change.apply(panel.x()), panel.y()));
  }

  /** Returns this plot with the last panel's y axis changed: {@code y(a -> a.range(0, 1))}. */
  public Plot y(UnaryOperator<Axis> change) {
    PlotException.given(change, "change", "y");
    return last(panel -> panel.axes(panel.x(), change.apply(panel.y())));
  }

  /** Returns this plot with every panel changed. */
  public Plot panels(UnaryOperator<Panel> change) {
    PlotException.given(change, "change", "panels");
    return new Plot(title, subtitle, panels.stream().map(change).toList(), colours, arrangement);
  }

  private Plot last(UnaryOperator<Panel> change) {
    List<Panel> changed = new ArrayList<>(panels);
    changed.add(change.apply(changed.remove(changed.size() - 1)));
    return new Plot(title, subtitle, changed, colours, arrangement);
  }

  /** Returns the title, or "". */
  public String title() {
    return title;
  }

  /** Returns the line under the title, or "". */
  public String subtitle() {
    return subtitle;
  }

  /** Returns the panels, row by row; at least one. */
  public List<Panel> panels() {
    return panels;
  }

  /** Returns the colours that were asked for, by name. */
  public Map<String, String> colours() {
    return colours;
  }

  /** Returns how the panels are put together. */
  public Arrangement arrangement() {
    return arrangement;
  }

  /** Returns the title and what is drawn in one line. */
  @Override
  public String toString() {
    long layers = panels.stream().mapToLong(p -> p.layers().size()).sum();
    return "Plot[" + title + "; " + panels.size() + " panels, " + layers + " layers]";
  }
}
