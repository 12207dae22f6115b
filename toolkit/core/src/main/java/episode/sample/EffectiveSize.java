package episode.sample;

/**
 * The effective sample size of several chains by Geyer's initial monotone sequence:
 * autocorrelations are summed in pairs until a pair is negative, and pairs may not increase (Geyer
 * 1992, doi:10.1214/ss/1177011137; Vehtari et al. 2021, section 3.2).
 */
final class EffectiveSize {

  private final double[][] chains;
  private final double[] means;
  private final int draws;
  private final double within;
  private final double total;

  private EffectiveSize(double[][] chains) {
    this.chains = chains;
    this.draws = chains[0].length;
    this.means = new double[chains.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = Chains.mean(chains[i]);
    }
    double variance = autocovariance(0);
    within = variance * draws / (draws - 1.0);
    total = variance + (chains.length > 1 ? Chains.variance(means) : 0);
  }

  /** Returns the effective size of draws, double[chain][draw], that are finite and equally many. */
  static double of(double[][] chains) {
    double size = (double) chains.length * chains[0].length;
    return constant(chains) ? size : new EffectiveSize(chains).size(size);
  }

  private double size(double size) {
    double smallest = Double.POSITIVE_INFINITY;
    double sum = 0;
    double even = 1;
    double odd = correlation(1);
    for (int lag = 1; lag < draws - 3 && even + odd > 0; lag += 2) {
      smallest = Math.min(smallest, even + odd);
      sum += smallest;
      even = correlation(lag + 1);
      odd = correlation(lag + 2);
    }
    // The pair that ends the sum counts with its even half, which lowers the variance (posterior,
    // ArviZ); the floor keeps antithetic chains from an infinite size.
    double time = 2 * sum - 1 + Math.max(even, 0);
    return size / Math.max(time, 1 / Math.log10(size));
  }

  /** Returns the autocorrelation at a lag, from the chains together. */
  private double correlation(int lag) {
    return 1 - (within - autocovariance(lag)) / total;
  }

  /** Returns the mean over chains of the autocovariance at a lag, with divisor n. */
  private double autocovariance(int lag) {
    double sum = 0;
    for (int i = 0; i < chains.length; i++) {
      double[] chain = chains[i];
      double mean = means[i];
      for (int t = lag; t < draws; t++) {
        sum += (chain[t] - mean) * (chain[t - lag] - mean);
      }
    }
    return sum / draws / chains.length;
  }

  private static boolean constant(double[][] chains) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] chain : chains) {
      for (double value : chain) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return high - low < 1e-15;
  }
}
