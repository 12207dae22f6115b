package episode.kernel;

/**
 * What a message shows of a line: all of it, or the part around a place where it is long.
 *
 * @param text the part, an ellipsis where something is left out
 * @param column the place in that part
 */
record Excerpt(String text, int column) {

  private static final int WIDTH = 160;
  private static final String LEFT_OUT = "… ";

  /** Returns what to show of a line; the place is an offset in it, and may be its end. */
  static Excerpt around(int column, String line) {
    if (line.length() <= WIDTH) {
      return new Excerpt(line, column);
    }
    int from = column <= WIDTH / 2 ? 0 : Math.min(column - WIDTH / 4, line.length() - WIDTH);
    String start = from > 0 ? LEFT_OUT : "";
    String end = from + WIDTH < line.length() ? " …" : "";
    String part = line.substring(from, Math.min(line.length(), from + WIDTH));
    return new Excerpt(start + part + end, column - from + start.length());
  }
}
