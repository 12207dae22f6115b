package episode.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One pair of axes with the layers drawn in it, the first at the bottom.
 *
 * @param title a line above the panel, or ""
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param layers what is drawn; none leaves the place empty
 */
public record Panel(String title, Axis x, Axis y, List<Layer> layers) {

  /**
   * Returns a panel that cannot change.
   *
   * @throws PlotException E6125 if its layers measure an axis in different kinds
   */
  public Panel {
    PlotException.given(title, "title", "a panel");
    layers = List.copyOf(layers);
    kind(layers, Layer::across, x);
    kind(layers, Layer::up, y);
  }

  /**
   * Returns what a horizontal axis that panels share measures.
   *
   * @throws PlotException E6125 if they measure different kinds
   */
  public static Columns.Kind across(List<Panel> panels) {
    return kind(all(panels), Layer::across, panels.get(0).x());
  }

  /**
   * Returns what a vertical axis that panels share measures.
   *
   * @throws PlotException E6125 if they measure different kinds
   */
  public static Columns.Kind up(List<Panel> panels) {
    return kind(all(panels), Layer::up, panels.get(0).y());
  }

  private static List<Layer> all(List<Panel> panels) {
    return panels.stream().flatMap(panel -> panel.layers().stream()).toList();
  }

  /** Returns the one kind of these columns; columns without rows are of any kind. */
  private static Columns.Kind kind(
      List<Layer> layers, Function<Layer, List<String>> columns, Axis axis) {
    Columns.Kind kind = null;
    for (Layer layer : layers) {
      for (String column : layer.data().rows() == 0 ? List.<String>of() : columns.apply(layer)) {
        Columns.Kind here = layer.data().kind(column);
        if (kind != null && kind != here) {
          throw new PlotException(
              "E6125",
              "One axis cannot hold both " + word(kind) + " and " + word(here) + axis.named(),
              "Draw them as plots of their own, side by side with Plot.grid(2, List.of(a, b)).");
        }
        kind = here;
      }
    }
    return kind == null ? Columns.Kind.NUMBERS : kind;
  }

  private static String word(Columns.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Returns this panel with one more layer on top. */
  public Panel with(Layer layer) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(layer);
    return new Panel(title, x, y, more);
  }

  /** Returns this panel with other axes. */
  public Panel axes(Axis newX, Axis newY) {
    return new Panel(title, newX, newY, layers);
  }

  /** Returns this panel under another title. */
  public Panel titled(String line) {
    return new Panel(line, x, y, layers);
  }
}
