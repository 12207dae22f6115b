package episode.render;

import episode.plot.Columns;
import episode.plot.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer of a plot as a layer of a Vega-Lite specification.
 *
 * @param layer what is drawn
 * @param x the horizontal axis of its panel
 * @param y the vertical axis of its panel
 * @param colour the colour channel
 */
record VegaLayer(Layer layer, VegaAxis x, VegaAxis y, Map<String, Object> colour) {

  private static final int DIGITS = 6;

  Map<String, Object> spec(double see) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("data", Map.of("values", rows(layer.data())));
    spec.put("mark", mark(see));
    spec.put("encoding", encoding());
    return spec;
  }

  /** Returns the rows as objects; cells that are missing are left out of theirs. */
  private List<Object> rows(Columns data) {
    List<Object> rows = new ArrayList<>();
    boolean pieces = inPieces();
    int piece = 0;
    for (int i = 0; i < data.rows(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (String name : data.names()) {
        put(row, name, data.cell(name, i));
      }
      if (pieces) {
        piece += data.cell("y", i) == null ? 1 : 0;
        row.put("piece", piece);
        row.put("order", i);
      }
      rows.add(row);
    }
    return rows;
  }

  private static void put(Map<String, Object> row, String name, Object cell) {
    if (cell instanceof Double number) {
      if (Double.isFinite(number)) {
        row.put(name, Numbers.rounded(number, DIGITS));
      }
    } else if (cell != null) {
      row.put(name, cell.toString());
    }
  }

  /** Vega-Lite joins points from left to right: returns whether this line goes another way. */
  private boolean inPieces() {
    if (layer.mark() != Layer.Mark.LINE) {
      return false;
    }
    double[] places = x.domain().values(layer.data(), "x");
    for (int i = 1; i < places.length; i++) {
      if (!(places[i] > places[i - 1])) {
        return true;
      }
    }
    return false;
  }

  private Map<String, Object> mark(double see) {
    Weights weights = Weights.of(layer);
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("type", type());
    mark.put("clip", true);
    mark.put("tooltip", true);
    switch (layer.mark()) {
      case LINE -> {
        mark.put("strokeWidth", weights.size());
        mark.put("opacity", weights.opacity());
      }
      case POINTS -> {
        mark.put("size", Math.round(Math.PI * weights.size() * weights.size() * 1.2));
        mark.put("opacity", weights.opacity());
      }
      case BAND -> mark.put("opacity", weights.opacity());
      case BARS -> mark.put("opacity", weights.opacity() * (1 - see));
      case VERTICAL, HORIZONTAL -> mark.put("strokeDash", List.of(5, 4));
      case TEXT -> mark.putAll(VegaJson.object("align", "left", "dx", 4, "dy", -6));
      case HEAT -> mark.put("tooltip", false);
    }
    return mark;
  }

  private String type() {
    return switch (layer.mark()) {
      case LINE -> "line";
      case POINTS -> "circle";
      case BAND -> "area";
      case BARS -> layer.data().has("x0") ? "rect" : "bar";
      case VERTICAL, HORIZONTAL -> "rule";
      case TEXT -> "text";
      case HEAT -> "rect";
    };
  }

  private Map<String, Object> encoding() {
    Map<String, Object> encoding =
        switch (layer.mark()) {
          case LINE, POINTS, TEXT -> positions("x", "", "y", "");
          case BAND -> positions("x", "", "low", "high");
          case BARS -> bars();
          case VERTICAL -> positions("x", "", "", "");
          case HORIZONTAL -> positions("", "", "y", "");
          case HEAT -> positions("x0", "x1", "y0", "y1");
        };
    if (layer.mark() == Layer.Mark.TEXT) {
      encoding.put("text", VegaJson.object("field", "text", "type", "nominal"));
    }
    if (inPieces()) {
      encoding.put("detail", VegaJson.object("field", "piece", "type", "nominal"));
      encoding.put("order", VegaJson.object("field", "order", "type", "quantitative"));
    }
    encoding.put("color", colour);
    return encoding;
  }

  private Map<String, Object> bars() {
    if (!layer.data().has("x0")) {
      Map<String, Object> encoding = positions("x", "", "y", "");
      Map<String, Object> height = y.channel("y");
      height.put("stack", false);
      encoding.put("y", height);
      return encoding;
    }
    Map<String, Object> encoding = positions("x0", "x1", "y", "");
    encoding.put("y2", Map.of("datum", y.domain().log() ? y.domain().low() : 0));
    return encoding;
  }

  /** Returns the channels that place marks; an empty name is no channel. */
  private Map<String, Object> positions(String x1, String x2, String y1, String y2) {
    Map<String, Object> encoding = new LinkedHashMap<>();
    if (!x1.isEmpty()) {
      encoding.put("x", x.channel(x1));
    }
    if (!x2.isEmpty()) {
      encoding.put("x2", Map.of("field", x2));
    }
    if (!y1.isEmpty()) {
      encoding.put("y", y.channel(y1));
    }
    if (!y2.isEmpty()) {
      encoding.put("y2", Map.of("field", y2));
    }
    return encoding;
  }
}
