package episode.render;

import episode.plot.Axis;
import episode.plot.Columns;
import episode.plot.Plot;
import episode.plot.Slider;
import episode.plot.SliderPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What sliders add to a Vega-Lite specification. A column that changes is a list in each row, an
 * entry for every combination of positions; the sliders give the place in that list.
 */
final class VegaSliders {

  private static final int DIGITS = 4;
  private static final int WRITTEN = 6;
  private static final String SLIDER = "slider_";
  private static final String POSITION = "position_";
  private static final String PLACE = "place";

  /** Lists have names of their own: what is written over the list itself is lost for good. */
  private static final String LIST = "_list";

  private VegaSliders() {}

  /** Returns the parameters: each slider, its position, and the place in the lists. */
  static List<Object> parameters(List<Slider> sliders) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder place = new StringBuilder("0");
    for (int i = 0; i < sliders.size(); i++) {
      Slider slider = sliders.get(i);
      Map<String, Object> bound = new LinkedHashMap<>();
      bound.put("name", SLIDER + i);
      bound.put("value", isIndexed(slider) ? slider.startPlace() : slider.start());
      bound.put("bind", input(slider));
      parameters.add(bound);
      parameters.add(VegaJson.object("name", POSITION + i, "expr", position(slider, SLIDER + i)));
      place.insert(0, '(').append(") * ").append(slider.values().length);
      place.append(" + ").append(POSITION).append(i);
    }
    parameters.add(VegaJson.object("name", PLACE, "expr", place.toString()));
    return parameters;
  }

  /**
   * Returns whether the input moves a place and not a number: its thumb stands at equal distances
   * only, and so could not stand at the start of a slider that is not even.
   */
  private static boolean isIndexed(Slider slider) {
    return slider.scale() == Axis.Scale.LOG || !slider.isEven();
  }

  private static Map<String, Object> input(Slider slider) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("input", "range");
    boolean indexed = isIndexed(slider);
    input.put("name", indexed ? slider.label() + ", position: " : slider.label() + ": ");
    input.put("min", indexed ? 0 : slider.low());
    input.put("max", indexed ? slider.values().length - 1 : slider.high());
    input.put("step", indexed ? 1 : step(slider));
    return input;
  }

  /**
   * Returns the text of a title that says what logarithmic and uneven sliders stand for, as an
   * expression; the number beside those is the position.
   */
  static Optional<String> title(String title, List<Slider> sliders) {
    StringBuilder text = new StringBuilder(VegaJson.quoted(title));
    boolean any = false;
    for (int i = 0; i < sliders.size(); i++) {
      Slider slider = sliders.get(i);
      if (isIndexed(slider)) {
        String values =
            Arrays.stream(slider.values())
                .mapToObj(v -> v == slider.start() ? written(v) : Numbers.brief(v))
                .map(VegaJson::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        String gap = title.isEmpty() && !any ? "" : "   ";
        text.append(" + ").append(VegaJson.quoted(gap + slider.label() + " = "));
        text.append(" + ").append(values).append('[').append(POSITION).append(i).append(']');
        any = true;
      }
    }
    return any ? Optional.of(text.toString()) : Optional.empty();
  }

  private static double step(Slider slider) {
    return Numbers.rounded((slider.high() - slider.low()) / (slider.positions() - 1), 12);
  }

  private static String position(Slider slider, String name) {
    return isIndexed(slider)
        ? name
        : "clamp(round(("
            + name
            + " - "
            + slider.low()
            + ") / "
            + step(slider)
            + "), 0, "
            + (slider.positions() - 1)
            + ")";
  }

  /**
   * Lets a layer change.
   *
   * @param states the layer's columns at every place
   */
  static void move(Map<String, Object> layer, List<Columns> states) {
    List<String> moving =
        states.get(0).names().stream().filter(name -> !isFixed(states, name)).toList();
    if (moving.isEmpty()) {
      return;
    }
    List<Object> rows = rows(layer);
    int most = states.stream().mapToInt(Columns::rows).max().orElse(0);
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < most; row++) {
      Map<String, Object> cells = new LinkedHashMap<>();
      if (row < rows.size() && rows.get(row) instanceof Map<?, ?> first) {
        first.forEach((name, cell) -> cells.put(name.toString(), cell));
      }
      for (String name : moving) {
        cells.remove(name);
        cells.put(name + LIST, cells(states, name, row));
      }
      values.add(cells);
    }
    List<Object> transforms = new ArrayList<>();
    if (layer.get("transform") instanceof List<?> there) {
      transforms.addAll(there);
    }
    for (String name : moving) {
      String cell = "datum." + name + LIST + "[" + PLACE + "]";
      transforms.add(VegaJson.object("calculate", cell, "as", name));
    }
    if (layer.get("mark") instanceof Map<?, ?> mark && mark.get("type").equals("line")) {
      Map<String, Object> smooth = new LinkedHashMap<>();
      mark.forEach((key, value) -> smooth.put(key.toString(), value));
      smooth.put("interpolate", "monotone");
      layer.put("mark", smooth);
    }
    layer.put("data", Map.of("values", values));
    layer.put("transform", transforms);
  }

  private static List<Object> rows(Map<String, Object> layer) {
    List<Object> rows = new ArrayList<>();
    if (layer.get("data") instanceof Map<?, ?> data && data.get("values") instanceof List<?> all) {
      rows.addAll(all);
    }
    return rows;
  }

  private static List<Object> cells(List<Columns> states, String name, int row) {
    return states.stream().map(state -> cell(state, name, row)).collect(Collectors.toList());
  }

  private static Object cell(Columns data, String name, int row) {
    Object cell = row < data.rows() ? data.cell(name, row) : null;
    if (cell instanceof Double number) {
      return Double.isFinite(number) ? Numbers.rounded(number, DIGITS) : null;
    }
    return cell == null ? null : cell.toString();
  }

  private static boolean isFixed(List<Columns> states, String name) {
    Columns first = states.get(0);
    return states.stream()
        .allMatch(
            other ->
                other.kind(name) == first.kind(name)
                    && Arrays.equals(cells(other, name), cells(first, name)));
  }

  private static Object[] cells(Columns data, String name) {
    Object[] cells = new Object[data.rows()];
    Arrays.setAll(cells, row -> data.cell(name, row));
    return cells;
  }

  /** Returns what is seen where nothing moves, with a line that says where the sliders stand. */
  static Plot still(SliderPlot moving) {
    Plot still = moving.still();
    String line =
        moving.sliders().stream().map(VegaSliders::words).collect(Collectors.joining("; "));
    return still.subtitle(still.subtitle().isEmpty() ? line : still.subtitle() + " · " + line);
  }

  private static String words(Slider slider) {
    return slider.name()
        + " = "
        + written(slider.start())
        + (slider.unit().isEmpty() ? "" : " " + slider.unit())
        + ", slider from "
        + written(slider.low())
        + " to "
        + written(slider.high());
  }

  /** Returns a number as it was typed, if it was: 1 / 365.0 was not. */
  private static String written(double value) {
    return Numbers.exact(Numbers.rounded(value, WRITTEN));
  }
}
