package episode.model;

import episode.expr.NamedAxis;
import episode.plot.Plot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws what was simulated of one column beside the data.
 *
 * @param observed the data
 * @param simulated double[draw][row]
 * @param timeLabel the label of an axis of times, if there is time
 */
record PredictionPlot(Observed observed, double[][] simulated, Optional<String> timeLabel) {
  private static final int MOST_PANELS = 24;

  /** Returns the plot: over time with a panel for each cell of the axes, or over rows. */
  Plot plot(String subtitle) {
    double[] times = observed.rowTimes();
    boolean timed = times.length > 0 && timeLabel.isPresent();
    double[] x = timed ? times : IntStream.rangeClosed(1, rows()).asDoubleStream().toArray();
    Plot plot = Plot.of(timed ? timeLabel.get() : "row", observed.column()).subtitle(subtitle);
    List<String> cells = cells();
    if (!timed || cells.size() == 1) {
      return series(plot, x, order(x, IntStream.range(0, rows())));
    }
    for (int cell = 0; cell < Math.min(cells.size(), MOST_PANELS); cell++) {
      int place = cell;
      IntStream own = IntStream.range(0, rows()).filter(row -> cell(row) == place);
      plot = series(plot.facet(cells.get(cell)), x, order(x, own));
    }
    String shown = "the first " + MOST_PANELS + " of " + cells.size();
    return cells.size() <= MOST_PANELS
        ? plot
        : plot.subtitle(subtitle.isEmpty() ? shown : shown + "; " + subtitle);
  }

  private Plot series(Plot plot, double[] x, int... rows) {
    double[][] values = new double[simulated.length][];
    Arrays.setAll(values, draw -> at(simulated[draw], rows));
    return plot.fan("simulated", at(x, rows), values)
        .points(observed.column(), at(x, rows), at(observed.values(), rows));
  }

  private static double[] at(double[] all, int... rows) {
    return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
  }

  private static int[] order(double[] x, IntStream rows) {
    return rows.boxed()
        .sorted(Comparator.comparingDouble(row -> x[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int rows() {
    return observed.values().length;
  }

  private int cell(int row) {
    List<NamedAxis> axes = observed.layout().axes();
    return observed.layout().cells()[row] % NamedAxis.shape(axes).size();
  }

  /** Returns what the cells of the axes are called, in row-major order: "child, male". */
  private List<String> cells() {
    List<List<String>> cells = List.of(List.of());
    for (NamedAxis axis : observed.layout().axes()) {
      cells =
          cells.stream()
              .flatMap(cell -> axis.elements().stream().map(element -> with(cell, element)))
              .toList();
    }
    return cells.stream().map(cell -> String.join(", ", cell)).toList();
  }

  private static List<String> with(List<String> cell, String element) {
    return Stream.concat(cell.stream(), Stream.of(element)).toList();
  }
}
