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

  private static int width(int columns) {
    return switch (columns) {
      case 1 -> 640;
      case 2 -> 700;
      case 3 -> 780;
      default -> 200 * columns;
    };
  }

  private static int height(int columns, int rows) {
    int heading = 50;
    if (rows == 1) {
      return heading + (columns == 1 ? 330 : 250);
    }
    int cell = columns <= 2 ? 200 : columns == 3 ? 190 : 170;
    return heading + rows * cell;
  }
}
