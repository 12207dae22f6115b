package episode.sample;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Quantiles of samples and of the beta distribution. */
final class Quantiles {

  private Quantiles() {}

  /** Returns the sample quantile with linear interpolation (type 7 of Hyndman and Fan 1996). */
  static double of(double[] values, double probability) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, probability);
  }

  static double ofSorted(double[] sorted, double probability) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = probability * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the quantile of Beta(a, b), by bisection to the last bit. */
  static double ofBeta(double a, double b, double probability) {
    double low = 0;
    double high = 1;
    for (double middle = 0.5; low < middle && middle < high; middle = 0.5 * (low + high)) {
      if (RegularizedBeta.value(middle, a, b) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
