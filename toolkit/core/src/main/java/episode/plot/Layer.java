package episode.plot;

/**
 * One set of marks in a panel.
 *
 * @param mark what is drawn
 * @param name the entry in the legend; layers of one name share a colour; "" for no entry
 * @param data the columns that {@code mark} asks for
 */
public record Layer(Mark mark, String name, Columns data) {

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
}
