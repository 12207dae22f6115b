package episode.render;

import episode.plot.Layer;
import episode.plot.Panel;
import episode.plot.Plot;
import episode.plot.SliderPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plot as a Vega-Lite 5 specification with its data inside: maps, lists, numbers and texts as
 * JSON has them.
 */
final class VegaLite {

  /** More rows than this make a notebook heavy; the plot is then shown as a picture alone. */
  static final long MOST_ROWS = 12_000;

  private static final String SERIES = "series";

  /** Pixels around a plot, and between its panels. */
  private static final int MARGIN = 12;

  private static final int GAP = 20;

  private final Plot plot;
  private final List<Plot> states;
  private final Map<String, String> colours;
  private final Layout layout;

  /**
   * Makes the specification of a plot.
   *
   * @param states all that it turns into as sliders move, of which it is one
   */
  private VegaLite(Plot plot, List<Plot> states) {
    this.plot = plot;
    this.states = states;
    this.colours = Theme.colours(plot);
    this.layout = Layout.of(plot);
  }

  /** Returns whether the plot is small enough to put its data into a notebook. */
  static boolean suits(Plot plot) {
    return plot.panels().stream()
            .flatMap(p -> p.layers().stream())
            .mapToLong(l -> l.data().rows())
            .sum()
        <= MOST_ROWS;
  }

  static Map<String, Object> of(Plot plot) {
    return new VegaLite(plot, List.of(plot)).spec();
  }

  /** Returns the specification of a plot that changes as sliders are moved. */
  static Map<String, Object> of(SliderPlot moving) {
    Map<String, Object> spec = new VegaLite(moving.first(), moving.plots()).spec();
    spec.put("params", VegaSliders.parameters(moving.sliders()));
    VegaSliders.title(moving.first().title(), moving.sliders())
        .ifPresent(
            text ->
                spec.put(
                    "title", VegaJson.object("text", Map.of("expr", text), "anchor", "start")));
    return spec;
  }

  private Map<String, Object> spec() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
    spec.put("background", "white"); // a card, as the pictures are: readable on dark pages too
    spec.put("padding", MARGIN);
    if (!plot.title().isEmpty() || !plot.subtitle().isEmpty()) {
      spec.put("title", title());
    }
    if (plot.panels().size() == 1) {
      spec.putAll(panel(0));
    } else {
      List<Object> panels = new ArrayList<>();
      for (int i = 0; i < plot.panels().size(); i++) {
        panels.add(panel(i));
      }
      spec.put("concat", panels);
      spec.put("columns", layout.columns());
      spec.put("spacing", GAP);
    }
    spec.put("config", config());
    return spec;
  }

  private Map<String, Object> title() {
    Map<String, Object> title = new LinkedHashMap<>();
    title.put("text", plot.title());
    if (!plot.subtitle().isEmpty()) {
      title.put("subtitle", plot.subtitle());
    }
    title.put("anchor", "start");
    if (plot.panels().size() > 1) {
      title.put("fontSize", 16);
      title.put("offset", 16);
    }
    return title;
  }

  private Map<String, Object> config() {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("gridColor", Theme.GRID_LINE);
    axis.put("domainColor", Theme.AXIS_LINE);
    axis.put("tickColor", Theme.AXIS_LINE);
    axis.put("labelColor", Theme.FAINT_INK);
    axis.put("titleColor", Theme.INK);
    axis.put("titleFontWeight", "normal");
    Map<String, Object> legend = new LinkedHashMap<>();
    legend.put("orient", "top");
    legend.put("labelColor", Theme.INK);
    legend.put("symbolOpacity", 1);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("axis", axis);
    config.put("legend", legend);
    config.put("title", VegaJson.object("color", Theme.INK, "subtitleColor", Theme.FAINT_INK));
    config.put("view", Map.of("stroke", "transparent"));
    return config;
  }

  private Map<String, Object> panel(int index) {
    Panel panel = plot.panels().get(index);
    int height = height();
    int width = width(height);
    Map<String, Object> spec = new LinkedHashMap<>();
    if (!panel.title().isEmpty()) {
      spec.put("title", VegaJson.object("text", panel.title(), "anchor", "start", "fontSize", 12));
    }
    spec.put("width", width);
    spec.put("height", height);
    VegaAxis x = VegaAxis.across(Domain.x(scaled(index)), width, isLowest(index));
    VegaAxis y = upwards(index, height);
    List<Object> layers = new ArrayList<>();
    double see = PlotPainter.seeThrough(panel);
    for (int i = 0; i < panel.layers().size(); i++) {
      int place = i;
      Layer layer = panel.layers().get(i);
      Map<String, Object> colour = colour(layer);
      Map<String, Object> drawn = new VegaLayer(layer, x, y, colour).spec(see);
      if (SERIES.equals(colour.get("field"))) {
        String name = VegaJson.quoted(layer.name());
        drawn.put("transform", List.of(VegaJson.object("calculate", name, "as", SERIES)));
      }
      if (states.size() > 1) {
        VegaSliders.move(
            drawn,
            states.stream().map(s -> s.panels().get(index).layers().get(place).data()).toList());
      }
      layers.add(drawn);
    }
    if (layers.isEmpty()) {
      layers.add(VegaJson.object("mark", "point", "data", Map.of("values", List.of())));
    }
    spec.put("layer", layers);
    return spec;
  }

  /** Returns the panels whose data an axis of this one has to span. */
  private List<Panel> scaled(int index) {
    List<Panel> scaled = new ArrayList<>();
    for (Plot state : states) {
      scaled.addAll(
          state.arrangement().sharedAxes() ? state.panels() : List.of(state.panels().get(index)));
    }
    return scaled;
  }

  private boolean isLowest(int index) {
    return !plot.arrangement().sharedAxes() || index + layout.columns() >= plot.panels().size();
  }

  private VegaAxis upwards(int index, int height) {
    boolean first = !plot.arrangement().sharedAxes() || index % layout.columns() == 0;
    return VegaAxis.upwards(Domain.y(scaled(index)), height, first);
  }

  private int height() {
    return (layout.height() - 60) / layout.rows() - 60 + (layout.rows() == 1 ? 20 : 0);
  }

  /** Returns how wide panels are if all of them, with axes and margins, are to fit the layout. */
  private int width(int height) {
    double[] room = new double[layout.columns()];
    for (int i = 0; i < plot.panels().size(); i++) {
      int column = i % layout.columns();
      room[column] = Math.max(room[column], upwards(i, height).room());
    }
    double beside = 2 * MARGIN + GAP * (layout.columns() - 1) + Arrays.stream(room).sum();
    return (int) Math.max(60, (layout.width() - beside) / layout.columns());
  }

  /** Returns the colour channel: the legend's entry, or a colour alone. */
  private Map<String, Object> colour(Layer layer) {
    Map<String, Object> channel = new LinkedHashMap<>();
    Map<String, ?> entries = plot.arrangement().legend() ? Legend.entries(plot) : Map.of();
    if (layer.mark() == Layer.Mark.HEAT) {
      channel.put("field", "value");
      channel.put("type", "quantitative");
      channel.put("scale", VegaJson.object("type", "sqrt", "range", heatRange()));
      channel.put("legend", Map.of("title", "count"));
    } else if (entries.containsKey(layer.name())) {
      channel.put("field", SERIES);
      List<String> names = List.copyOf(entries.keySet());
      Map<String, Object> scale = new LinkedHashMap<>();
      scale.put("domain", names);
      scale.put("range", names.stream().map(colours::get).toList());
      channel.put("scale", scale);
      channel.put("type", "nominal");
      channel.put("legend", Map.of("title", ""));
    } else {
      channel.put("value", colours.get(layer.name()));
    }
    return channel;
  }

  private static List<String> heatRange() {
    return List.of(Theme.HEAT_LOW, Theme.HEAT_HIGH);
  }
}
