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
 * @param x the horizontal domain of its panel
 * @param y the vertical domain of its panel
 * @param colour the colour channel
 */
record VegaLayer(Layer layer, Domain x, Domain y, Map<String, Object> colour) {

  private static final int DIGITS = 6;

  Map<String, Object> spec(double see) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("data", Map.of("values", rows(layer.data())));
    spec.put("mark", mark(see));
    spec.put("encoding", encoding());
    return spec;
  }

  private static List<Object> rows(Columns data) {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < data.rows(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (String name : data.names()) {
        row.put(name, json(data.cell(name, i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object json(Object cell) {
    if (cell instanceof Double number) {
      return Double.isInfinite(number) ? null : (Object) Numbers.rounded(number, DIGITS);
    }
    return cell == null ? null : cell.toString();
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
      case TEXT -> mark.putAll(Map.of("align", "left", "dx", 4, "dy", -6));
      case HEAT -> mark.put("tooltip", false);
    }
    return mark;
  }

  private String type() {
    return switch (layer.mark()) {
      case LINE -> "line";
      case POINTS -> "circle";
      case BAND -> "area";
      case BARS -> "bar";
      case VERTICAL, HORIZONTAL -> "rule";
      case TEXT -> "text";
      case HEAT -> "rect";
    };
  }

  private Map<String, Object> encoding() {
    Map<String, Object> encoding = new LinkedHashMap<>();
    boolean ranged = layer.data().has("x0");
    switch (layer.mark()) {
      case LINE, POINTS, TEXT -> {
        encoding.put("x", axis("x", x));
        encoding.put("y", axis("y", y));
      }
      case BAND -> {
        encoding.put("x", axis("x", x));
        encoding.put("y", axis("low", y));
        encoding.put("y2", Map.of("field", "high"));
      }
      case BARS -> {
        encoding.put("x", axis(ranged ? "x0" : "x", x));
        if (ranged) {
          encoding.put("x2", Map.of("field", "x1"));
        }
        Map<String, Object> height = axis("y", y);
        height.put("stack", null);
        encoding.put("y", height);
      }
      case VERTICAL -> encoding.put("x", axis("x", x));
      case HORIZONTAL -> encoding.put("y", axis("y", y));
      case HEAT -> {
        encoding.put("x", axis("x0", x));
        encoding.put("x2", Map.of("field", "x1"));
        encoding.put("y", axis("y0", y));
        encoding.put("y2", Map.of("field", "y1"));
      }
    }
    if (layer.mark() == Layer.Mark.TEXT) {
      encoding.put("text", Map.of("field", "text", "type", "nominal"));
    }
    encoding.put("color", colour);
    return encoding;
  }

  private static Map<String, Object> axis(String field, Domain domain) {
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("field", field);
    channel.put("title", domain.fullLabel().isEmpty() ? null : domain.fullLabel());
    switch (domain.kind()) {
      case NUMBERS -> {
        channel.put("type", "quantitative");
        channel.put("scale", scale(domain));
      }
      case DATES -> {
        channel.put("type", "temporal");
        channel.put("axis", Map.of("labelOverlap", true));
      }
      case TEXTS -> {
        channel.put("type", "nominal");
        channel.put("sort", domain.names());
        channel.put("axis", Map.of("labelAngle", domain.names().size() > 6 ? -35 : 0));
      }
    }
    return channel;
  }

  private static Map<String, Object> scale(Domain domain) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("type", domain.log() ? "log" : "linear");
    scale.put(
        "domain",
        List.of(
            Numbers.rounded(domain.low(), DIGITS), Numbers.rounded(domain.high(), DIGITS)));
    scale.put("zero", false);
    scale.put("nice", false);
    return scale;
  }
}
