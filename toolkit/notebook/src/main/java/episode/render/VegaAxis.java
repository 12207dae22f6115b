package episode.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One axis of a panel as the position channel of a Vega-Lite specification.
 *
 * @param domain what it spans
 * @param ticks about how many ticks have room
 * @param slanting whether names of categories have no room beside each other
 * @param labelled whether it is labelled: panels between the same ends are at the outer edges only
 */
record VegaAxis(Domain domain, int ticks, boolean slanting, boolean labelled) {

  private static final int DIGITS = 6;

  /** Letters of labels that are this wide on average, in pixels; and ticks, gaps and a title. */
  private static final double LETTER = 6.2;

  private static final double TICK_ROOM = 12;
  private static final double TITLE_ROOM = 18;

  /** Powers of ten in one style: not 0.00001 beside 1e-6. */
  private static final String POWER_LABEL =
      "datum.value < 0.00099 || datum.value >= 1e6"
          + " ? format(datum.value, '~e') : format(datum.value, ',~f')";

  /** Returns the horizontal axis of a panel that is so many pixels wide. */
  static VegaAxis across(Domain domain, double width, boolean labelled) {
    double longest = domain.names().stream().mapToInt(String::length).max().orElse(0) * LETTER;
    boolean slanting = longest > width / Math.max(1, domain.names().size()) - 4;
    return new VegaAxis(domain, AxisPainter.ticksAcross(domain, width), slanting, labelled);
  }

  /** Returns the vertical axis of a panel that is so many pixels high. */
  static VegaAxis upwards(Domain domain, double height, boolean labelled) {
    return new VegaAxis(domain, AxisPainter.ticksUpwards(height), false, labelled);
  }

  /** Returns about how many pixels ticks, labels and title of a vertical axis take. */
  double room() {
    if (!labelled) {
      return 4;
    }
    int longest =
        Ticks.of(domain, ticks).labels().stream().mapToInt(String::length).max().orElse(0);
    return longest * LETTER + TICK_ROOM + (domain.label().isEmpty() ? 0 : TITLE_ROOM);
  }

  /** Returns the channel for a column of the data. */
  Map<String, Object> channel(String field) {
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("field", field);
    // Vega-Lite writes titles into the expressions of tooltips and leaves straight quotes as they
    // are.
    channel.put("title", domain.fullLabel().replace('"', '\u201d'));
    Map<String, Object> axis = new LinkedHashMap<>();
    switch (domain.kind()) {
      case NUMBERS -> {
        channel.put("type", "quantitative");
        channel.put("scale", scale());
        numbers(axis);
      }
      case DATES -> {
        channel.put("type", "temporal");
        // Dates without a time are read as UTC, and have to be labelled so west of Greenwich too.
        channel.put("scale", Map.of("type", "utc"));
        axis.put("labelOverlap", true);
        axis.put("format", domain.high() - domain.low() > 330 ? "%b %Y" : "%-d %b");
      }
      case TEXTS -> {
        channel.put("type", "nominal");
        channel.put("sort", domain.names());
        axis.put("labelAngle", slanting ? -35 : 0);
      }
    }
    if (!labelled) {
      axis.put("labels", false);
      axis.put("ticks", false);
      axis.put("title", "");
    }
    channel.put("axis", axis);
    return channel;
  }

  private void numbers(Map<String, Object> axis) {
    if (domain.log()) {
      axis.put("values", Ticks.of(domain, ticks).places());
      axis.put("labelExpr", POWER_LABEL);
    } else {
      axis.put("tickCount", Math.max(3, ticks)); // of two that are meant, one may be outside
    }
  }

  private Map<String, Object> scale() {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("type", domain.log() ? "log" : "linear");
    scale.put(
        "domain",
        List.of(Numbers.rounded(domain.low(), DIGITS), Numbers.rounded(domain.high(), DIGITS)));
    if (!domain.log()) {
      scale.put("zero", false);
    }
    scale.put("nice", false);
    return scale;
  }
}
