package episode.sample;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * Convergence diagnostics of draws, as defined by Vehtari, Gelman, Simpson, Carpenter and Bürkner
 * (2021), "Rank-normalization, folding, and localization", Bayesian Analysis 16(2),
 * doi:10.1214/20-BA1221, and computed as in ArviZ and the R package posterior.
 *
 * <p>Shapes: draws are double[chain][draw] with equal lengths. The result is NaN for fewer than
 * four draws per chain and for draws that are not all finite; draws that are all equal have NaN as
 * R-hat and their number as effective sample size. Safe to use from any thread.
 */
public final class Diagnostics {

  private static final int FEWEST = 4;

  private Diagnostics() {}

  /**
   * Returns the rank-normalised split R-hat: the larger of that of the draws and of their distances
   * from the median. Values above 1.01 mean that the chains disagree.
   */
  public static double rHat(double[][] chains) {
    if (!usable(chains)) {
      return Double.NaN;
    }
    double[][] split = Chains.split(chains);
    double median = Quantiles.of(Chains.pooled(split), 0.5);
    double[][] folded = Chains.map(split, x -> Math.abs(x - median));
    return Math.max(plainRHat(NormalScores.of(split)), plainRHat(NormalScores.of(folded)));
  }

  /**
   * Returns the bulk effective sample size: how many independent draws would locate the centre of
   * the distribution as well. Below 100 per chain, quantities are not reliable.
   */
  public static double essBulk(double[][] chains) {
    return usable(chains) ? EffectiveSize.of(NormalScores.of(Chains.split(chains))) : Double.NaN;
  }

  /** Returns the tail effective sample size: the smaller of those of the 5 % and 95 % quantiles. */
  public static double essTail(double[][] chains) {
    return Math.min(essQuantile(chains, 0.05), essQuantile(chains, 0.95));
  }

  /** Returns the effective sample size for the mean. */
  public static double essMean(double[][] chains) {
    return usable(chains) ? EffectiveSize.of(Chains.split(chains)) : Double.NaN;
  }

  /** Returns the effective sample size for the quantile at a probability. */
  public static double essQuantile(double[][] chains, double probability) {
    if (!usable(chains)) {
      return Double.NaN;
    }
    double quantile = Quantiles.of(Chains.pooled(chains), probability);
    return EffectiveSize.of(Chains.split(indicator(chains, x -> x <= quantile)));
  }

  /** Returns the Monte Carlo standard error of the mean: sd/√ess. */
  public static double mcseMean(double[][] chains) {
    return Math.sqrt(Chains.variance(Chains.pooled(chains)) / essMean(chains));
  }

  /**
   * Returns the Monte Carlo standard error of the standard deviation, by the delta method from that
   * of the variance: with c = (x − mean)² and v = mean(c), √(var(c)/ess(c)/v/4).
   */
  public static double mcseSd(double[][] chains) {
    double mean = Chains.mean(Chains.pooled(chains));
    double[][] squares = Chains.map(chains, x -> (x - mean) * (x - mean));
    double[] pooled = Chains.pooled(squares);
    double variance = Chains.mean(pooled);
    double fourth = 0;
    for (double square : pooled) {
      fourth += square * square / pooled.length;
    }
    return Math.sqrt((fourth - variance * variance) / essMean(squares) / variance / 4);
  }

  /**
   * Returns the Monte Carlo standard error of the quantile at a probability: half the distance
   * between the draws at the 16 % and 84 % quantiles of the Beta(ess p + 1, ess (1 − p) + 1)
   * distribution of the probability.
   */
  public static double mcseQuantile(double[][] chains, double probability) {
    double ess = essQuantile(chains, probability);
    if (Double.isNaN(ess)) {
      return Double.NaN;
    }
    double[] sorted = Chains.pooled(chains);
    Arrays.sort(sorted);
    double a = ess * probability + 1;
    double b = ess * (1 - probability) + 1;
    double low = Quantiles.ofBeta(a, b, 0.1586553) * sorted.length - 1;
    double high = Quantiles.ofBeta(a, b, 0.8413447) * sorted.length - 1;
    int last = sorted.length - 1;
    return (sorted[(int) Math.ceil(Math.min(high, last))] - sorted[(int) Math.max(low, 0)]) / 2;
  }

  /**
   * Returns the energy Bayesian fraction of missing information of one chain, Σ(Eₜ − Eₜ₋₁)² over
   * Σ(Eₜ − Ē)² (Betancourt 2016, arXiv:1604.00695). Below 0.3 momenta change the energy too little
   * to explore the tails.
   *
   * @param energy double[draw]
   */
  public static double eBfmi(double[] energy) {
    double jumps = 0;
    for (int i = 1; i < energy.length; i++) {
      jumps += (energy[i] - energy[i - 1]) * (energy[i] - energy[i - 1]);
    }
    return jumps / (energy.length - 1) / Chains.variance(energy);
  }

  private static double plainRHat(double[][] chains) {
    int draws = chains[0].length;
    double[] means = Arrays.stream(chains).mapToDouble(Chains::mean).toArray();
    double within = Arrays.stream(chains).mapToDouble(Chains::variance).average().orElseThrow();
    double between = Chains.variance(means);
    return Math.sqrt((between / within + (draws - 1.0) / draws));
  }

  private static double[][] indicator(double[][] chains, DoublePredicate test) {
    DoubleUnaryOperator one = x -> test.test(x) ? 1 : 0;
    return Chains.map(chains, one);
  }

  private static boolean usable(double[][] chains) {
    for (double[] chain : chains) {
      if (chain.length < FEWEST || chain.length != chains[0].length) {
        return false;
      }
      if (!Arrays.stream(chain).allMatch(Double::isFinite)) {
        return false;
      }
    }
    return chains.length > 0;
  }
}
