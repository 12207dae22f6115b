package episode.plot;

import java.util.List;
import java.util.Set;

/**
 * One set of marks in a panel.
 *
 * @param mark what is drawn
 * @param name the entry in the legend; layers of one name share a colour; "" for no entry
 * @param data the columns that {@code mark} asks for
 */
public record Layer(Mark mark, String name, Columns data) {

  private static final Set<String> ACROSS = Set.of("x", "x0", "x1");
  private static final Set<String> UP = Set.of("y", "y0", "y1", "low", "high");

  /** What is drawn, and of which columns. x is numbers, dates or names; the others are numbers. */
  public enum Mark {
    /** A line through (x, y), broken where y is missing. */
    LINE,
    /** A point at every (x, y). */
    POINTS,
    /** The area between (x, low) and (x, high). */
    BAND,
    /** A bar of height y over each x, or from x0 to x1. */
    BARS,
    /** A line across the panel at every x. */
    VERTICAL,
    /** A line across the panel at every y. */
    HORIZONTAL,
    /** A text at every (x, y). */
    TEXT,
    /** A box from (x0, y0) to (x1, y1), the darker the larger value is. */
    HEAT
  }

  /** Returns a layer with a name. */
  public Layer {
    PlotException.given(name, "name", "a layer");
  }

  /** Returns the names of its columns that lie along the horizontal axis. */
  public List<String> across() {
    return data.names().stream().filter(ACROSS::contains).toList();
  }

  /** Returns the names of its columns that lie along the vertical axis. */
  public List<String> up() {
    return data.names().stream().filter(UP::contains).toList();
  }
}
