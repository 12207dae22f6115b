package episode.plot;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Summaries of values that layers draw: histograms, densities, rasters and quantiles. */
final class Bins {

  private static final int MOST_BINS = 60;
  private static final int DENSITY_POINTS = 160;

  private Bins() {}

  /**
   * Counts in bins of the width of Freedman and Diaconis (1981), doi:10.1007/BF01025868:
   *
   * <pre>2 · IQR / n^(1/3)</pre>
   */
  static Columns counts(double[] values) {
    double[] sorted = sorted(values);
    if (sorted.length == 0) {
      return bars(new double[] {0, 1}, new double[1]);
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double width = 2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / Math.cbrt(sorted.length);
    int bins = width > 0 ? (int) Math.ceil((high - low) / width) : 1;
    bins = Math.min(MOST_BINS, Math.max(1, bins));
    return counts(sorted, low, high > low ? high : low + 1, bins);
  }

  /** Counts in so many bins of equal width from low to high. */
  static Columns counts(double[] values, double low, double high, int bins) {
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, i -> low + (high - low) * i / bins);
    double[] counts = new double[bins];
    for (double value : values) {
      if (value >= low && value <= high) {
        counts[bin(value, low, high, bins)]++;
      }
    }
    return bars(edges, counts);
  }

  private static Columns bars(double[] edges, double[] counts) {
    return Columns.of(
        "x0", Arrays.copyOf(edges, counts.length),
        "x1", Arrays.copyOfRange(edges, 1, edges.length),
        "y", counts);
  }

  /**
   * A Gaussian kernel estimate with the bandwidth of Silverman (1986), equation 3.31:
   *
   * <pre>0.9 · min(sd, IQR / 1.34) · n^(-1/5)</pre>
   */
  static Columns density(double[] values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    double mean = Arrays.stream(sorted).average().orElse(0);
    double sd = Math.sqrt(Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / n);
    double iqr = n == 0 ? 0 : (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
    double spread = iqr > 0 ? Math.min(sd, iqr) : sd;
    if (n < 2 || !(spread > 0)) {
      return Columns.of("x", new double[0], "y", new double[0]);
    }
    double h = 0.9 * spread * Math.pow(n, -0.2);
    double[] x = new double[DENSITY_POINTS];
    double low = sorted[0] - 2 * h;
    double step = (sorted[n - 1] + 2 * h - low) / (DENSITY_POINTS - 1);
    Arrays.setAll(x, i -> low + i * step);
    double[] y = Arrays.stream(x).map(at -> kernels(sorted, at, h)).toArray();
    return Columns.of("x", x, "y", y);
  }

  private static double kernels(double[] sorted, double at, double h) {
    int from = position(sorted, at - 5 * h);
    double sum = 0;
    for (int i = from; i < sorted.length && sorted[i] <= at + 5 * h; i++) {
      double z = (at - sorted[i]) / h;
      sum += Math.exp(-z * z / 2);
    }
    return sum / (sorted.length * h * Math.sqrt(2 * Math.PI));
  }

  private static int position(double[] sorted, double value) {
    int found = Arrays.binarySearch(sorted, value);
    return found >= 0 ? found : -found - 1;
  }

  /** Counts in a raster of at most 30 × 30 boxes; empty boxes are left out. */
  static Columns raster(double[] x, double[] y) {
    int side = (int) Math.max(4, Math.min(30, Math.round(Math.sqrt(x.length) / 2.0)));
    double[] sx = sorted(x);
    double[] sy = sorted(y);
    if (sx.length == 0 || sy.length == 0) {
      double[] none = {};
      return Columns.of("x0", none, "x1", none, "y0", none, "y1", none, "value", none);
    }
    double[] ex = edges(sx, side);
    double[] ey = edges(sy, side);
    double[] counts = new double[side * side];
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        counts[bin(x[i], ex[0], ex[side], side) * side + bin(y[i], ey[0], ey[side], side)]++;
      }
    }
    return boxes(ex, ey, counts);
  }

  private static Columns boxes(double[] ex, double[] ey, double[] counts) {
    int side = ex.length - 1;
    int[] full = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    return Columns.of(
        "x0", Arrays.stream(full).mapToDouble(i -> ex[i / side]).toArray(),
        "x1", Arrays.stream(full).mapToDouble(i -> ex[i / side + 1]).toArray(),
        "y0", Arrays.stream(full).mapToDouble(i -> ey[i % side]).toArray(),
        "y1", Arrays.stream(full).mapToDouble(i -> ey[i % side + 1]).toArray(),
        "value", Arrays.stream(full).mapToDouble(i -> counts[i]).toArray());
  }

  private static double[] edges(double[] sorted, int bins) {
    double low = sorted[0];
    double high = sorted[sorted.length - 1] > low ? sorted[sorted.length - 1] : low + 1;
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, i -> low + (high - low) * i / bins);
    return edges;
  }

  private static int bin(double value, double low, double high, int bins) {
    return Math.max(0, Math.min(bins - 1, (int) ((value - low) / (high - low) * bins)));
  }

  /**
   * Returns pointwise quantiles of curves: double[probability][x].
   *
   * @param curves double[curve][x]
   */
  static double[][] quantiles(double[][] curves, double... probabilities) {
    int length = curves.length == 0 ? 0 : curves[0].length;
    double[][] result = new double[probabilities.length][length];
    for (int j = 0; j < length; j++) {
      int at = j;
      double[] sorted = sorted(Arrays.stream(curves).mapToDouble(c -> c[at]).toArray());
      for (int p = 0; p < probabilities.length; p++) {
        result[p][j] = quantile(sorted, probabilities[p]);
      }
    }
    return result;
  }

  /** Returns the finite values in ascending order. */
  static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /** Returns a quantile of sorted values, interpolated (type 7 of Hyndman and Fan, 1996). */
  static double quantile(double[] sorted, double probability) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
