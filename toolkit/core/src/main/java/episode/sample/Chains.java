package episode.sample;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on draws, double[chain][draw]. */
final class Chains {

  private Chains() {}

  /**
   * Returns twice as many chains, each half as long; the middle draw of an odd number is left out.
   */
  static double[][] split(double[][] chains) {
    double[][] halves = new double[2 * chains.length][];
    for (int i = 0; i < chains.length; i++) {
      int n = chains[i].length;
      halves[2 * i] = Arrays.copyOfRange(chains[i], 0, n / 2);
      halves[2 * i + 1] = Arrays.copyOfRange(chains[i], n - n / 2, n);
    }
    return halves;
  }

  static double[] pooled(double[][] chains) {
    return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[][] map(double[][] chains, DoubleUnaryOperator f) {
    return Arrays.stream(chains)
        .map(chain -> Arrays.stream(chain).map(f).toArray())
        .toArray(double[][]::new);
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Returns the variance with divisor n - 1. */
  static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
