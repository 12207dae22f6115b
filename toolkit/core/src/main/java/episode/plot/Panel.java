package episode.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * One pair of axes with the layers drawn in it, the first at the bottom.
 *
 * @param title a line above the panel, or ""
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param layers what is drawn; none leaves the place empty
 */
public record Panel(String title, Axis x, Axis y, List<Layer> layers) {

  /** Returns a panel that cannot change. */
  public Panel {
    layers = List.copyOf(layers);
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
