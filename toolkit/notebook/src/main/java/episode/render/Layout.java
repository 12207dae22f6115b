package episode.render;

import episode.plot.Plot;

/**
 * The size of a picture and how its panels are arranged.
 *
 * @param columns panels side by side
 * @param rows panels one above the other
 * @param width of the whole picture, in pixels
 * @param height of the whole picture, in pixels
 */
record Layout(int columns, int rows, int width, int height) {

  static Layout of(Plot plot) {
    int panels = plot.panels().size();
    Plot.Arrangement asked = plot.arrangement();
    int columns = asked.columns() > 0 ? Math.min(asked.columns(), panels) : columns(panels);
    int rows = (panels + columns - 1) / columns;
    int width = asked.width() > 0 ? asked.width() : width(columns);
    int height = asked.height() > 0 ? asked.height() : height(columns, rows);
    return new Layout(columns, rows, width, height);
  }

  private static int columns(int panels) {
    return panels <= 3 ? panels : (int) Math.min(4, Math.ceil(Math.sqrt(panels)));
  }

  /** Notebooks in a window of 800 pixels leave a plot and its menu this much, and no more. */
  private static int width(int columns) {
    return columns <= 4 ? 570 : 140 * columns;
  }

  private static int height(int columns, int rows) {
    int heading = 50;
    if (rows == 1) {
      return heading + (columns == 1 ? 310 : columns == 2 ? 230 : 200);
    }
    return heading + rows * (columns == 1 ? 190 : columns == 2 ? 180 : 150);
  }
}
