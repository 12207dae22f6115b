package episode.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Pictures of draws from several Markov chains, from plain arrays.
 *
 * <p>Draws are {@code double[parameter][chain][draw]}, in the order of the names.
 */
public final class ChainPlots {

  private static final int RANK_BINS = 20;
  private static final String DIVERGENT = "divergent";

  private ChainPlots() {}

  /** Returns a density and a trace side by side for every name: the first look at a fit. */
  public static Plot overview(List<String> names, double[][][] draws) {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      plots.add(density(names.get(i), draws[i]));
      plots.add(trace(names.get(i), draws[i]));
    }
    return Plot.grid(2, plots).title("Posterior draws");
  }

  /** Returns the draws of every chain in the order in which they were made, a panel per name. */
  public static Plot trace(List<String> names, double[][][] draws) {
    return panels(1, names, i -> trace(names.get(i), draws[i])).title("Trace");
  }

  private static Plot trace(String name, double[][] draws) {
    Plot all = Plot.of("draw", name);
    for (int c = 0; c < draws.length; c++) {
      double[] order = IntStream.range(0, draws[c].length).asDoubleStream().toArray();
      all = all.line(chain(c), order, draws[c]);
    }
    return all;
  }

  /**
   * Returns histograms of the ranks of each chain's draws among all draws, a panel per name: level
   * where chains agree (Vehtari et al. 2021, doi:10.1214/20-BA1221).
   */
  public static Plot rank(List<String> names, double[][][] draws) {
    return panels(Math.min(2, names.size()), names, i -> rank(names.get(i), draws[i]))
        .title("Ranks by chain");
  }

  private static Plot rank(String name, double[][] draws) {
    double[] pooled = Arrays.stream(draws).flatMapToDouble(Arrays::stream).sorted().toArray();
    Plot all = Plot.of("rank of " + name, "draws").y(a -> a.range(0, Double.NaN));
    for (int c = 0; c < draws.length; c++) {
      double[] ranks = Arrays.stream(draws[c]).map(v -> rank(pooled, v)).toArray();
      Columns counts = Bins.counts(ranks, 0, pooled.length, RANK_BINS);
      all = all.line(chain(c), steps(counts, "x0", "x1"), steps(counts, "y", "y"));
    }
    double level = (double) pooled.length / Math.max(1, draws.length) / RANK_BINS;
    return all.horizontal("", level);
  }

  private static double[] steps(Columns counts, String first, String second) {
    double[] a = counts.numbers(first);
    double[] b = counts.numbers(second);
    return IntStream.range(0, 2 * a.length)
        .mapToDouble(k -> k % 2 == 0 ? a[k / 2] : b[k / 2])
        .toArray();
  }

  private static double rank(double[] sorted, double value) {
    int low = boundary(sorted, value, false);
    int high = boundary(sorted, value, true);
    return (low + high) / 2.0;
  }

  private static int boundary(double[] sorted, double value, boolean above) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (above && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the density of every chain's draws, a panel per name. */
  public static Plot density(List<String> names, double[][][] draws) {
    return panels(Math.min(2, names.size()), names, i -> density(names.get(i), draws[i]))
        .title("Densities by chain");
  }

  private static Plot density(String name, double[][] draws) {
    Plot all = Plot.of(name, "density").y(a -> a.range(0, Double.NaN));
    for (int c = 0; c < draws.length; c++) {
      all = all.density(chain(c), draws[c]);
    }
    return all;
  }

  /**
   * Returns every pair of names against each other, below a diagonal of histograms of all chains'
   * draws; divergent transitions are marked.
   *
   * @param divergent boolean[chain][draw], or an empty array for none
   */
  public static Plot pair(List<String> names, double[][][] draws, boolean[][] divergent) {
    int n = names.size();
    double[][] pooled = new double[n][];
    Arrays.setAll(pooled, i -> Arrays.stream(draws[i]).flatMapToDouble(Arrays::stream).toArray());
    int[] marked = marked(divergent);
    List<Plot> cells = new ArrayList<>();
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        Plot empty =
            Plot.of(
                row == n - 1 ? names.get(column) : "",
                column > 0 ? "" : row == 0 ? "draws" : names.get(row));
        cells.add(
            column == row
                ? empty.histogram("draws", pooled[row])
                : column < row ? scatter(empty, pooled[column], pooled[row], marked) : empty);
      }
    }
    return Plot.grid(n, cells).legend(marked.length > 0).title("Pairs");
  }

  private static Plot scatter(Plot empty, double[] x, double[] y, int[] marked) {
    Plot plot = empty.points("draws", x, y);
    return marked.length == 0 ? plot : plot.points(DIVERGENT, at(x, marked), at(y, marked));
  }

  private static double[] at(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }

  private static int[] marked(boolean[][] divergent) {
    List<Boolean> flags = new ArrayList<>();
    for (boolean[] chain : divergent) {
      for (boolean flag : chain) {
        flags.add(flag);
      }
    }
    return IntStream.range(0, flags.size()).filter(flags::get).toArray();
  }

  private static Plot panels(int columns, List<String> names, IntFunction<Plot> drawing) {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      plots.add(drawing.apply(i));
    }
    return Plot.grid(columns, plots);
  }

  private static String chain(int index) {
    return "chain " + (index + 1);
  }
}
