package episode.transform;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Central differences extrapolated to step 0: C. J. F. Ridders, Accurate computation of F′(x) and
 * F′(x) F″(x), Advances in Engineering Software 4 (1982) 75–76, doi:10.1016/S0141-1195(82)80057-0.
 * The independent reference of every derivative. Safe to call from any thread.
 */
public final class Differences {
  private static final double SHRINK = 1.4;
  private static final int LEVELS = 10;

  private Differences() {}

  /**
   * Returns the derivative of each component of a vector-valued function of one number.
   *
   * @param first the largest step; the function is evaluated 20 times within it
   */
  public static double[] derivative(DoubleFunction<double[]> function, double at, double first) {
    double[][] differences = new double[LEVELS][];
    double step = first;
    for (int level = 0; level < LEVELS; level++) {
      double[] above = function.apply(at + step);
      double[] below = function.apply(at - step);
      double width = (at + step) - (at - step);
      differences[level] = new double[above.length];
      for (int i = 0; i < above.length; i++) {
        differences[level][i] = (above[i] - below[i]) / width;
      }
      step /= SHRINK;
    }
    double[] result = new double[differences[0].length];
    for (int i = 0; i < result.length; i++) {
      double[] column = new double[LEVELS];
      for (int level = 0; level < LEVELS; level++) {
        column[level] = differences[level][i];
      }
      result[i] = extrapolated(column);
    }
    return result;
  }

  /**
   * Neville's scheme in the square of the step; the entry with the smallest error estimate wins.
   */
  private static double extrapolated(double[] column) {
    double best = column[0];
    double error = Double.POSITIVE_INFINITY;
    double[] previous = {column[0]};
    for (int level = 1; level < column.length; level++) {
      double[] row = new double[level + 1];
      row[0] = column[level];
      double factor = 1;
      for (int order = 1; order <= level; order++) {
        factor *= SHRINK * SHRINK;
        row[order] = (row[order - 1] * factor - previous[order - 1]) / (factor - 1);
        double estimate =
            Math.max(
                Math.abs(row[order] - row[order - 1]), Math.abs(row[order] - previous[order - 1]));
        if (estimate < error) {
          error = estimate;
          best = row[order];
        }
      }
      previous = Arrays.copyOf(row, row.length);
    }
    return best;
  }
}
