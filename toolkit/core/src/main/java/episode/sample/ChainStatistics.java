package episode.sample;

import java.util.Arrays;

/**
 * What a chain did: the adapted sampler and one entry per draw of how each was made.
 *
 * @param stepSize the adapted step size
 * @param inverseMass M⁻¹ on the unconstrained scale: one row of variances if diagonal, else n rows
 * @param warmup the work of warm-up
 * @param logDensity log density of each draw
 * @param energy energy of each draw
 * @param acceptance mean acceptance probability along the trajectory of each draw
 * @param treeDepth number of doublings of each draw
 * @param leapfrogs leapfrog steps of each draw; one gradient each
 * @param divergent whether the trajectory of each draw ended in a divergence
 * @param rejections evaluations while sampling that had no finite density
 * @param firstRejection the model's words about the first of them, or empty
 */
public record ChainStatistics(
    double stepSize,
    double[][] inverseMass,
    Warmup warmup,
    double[] logDensity,
    double[] energy,
    double[] acceptance,
    int[] treeDepth,
    int[] leapfrogs,
    boolean[] divergent,
    long rejections,
    String firstRejection) {

  /**
   * The work of warm-up.
   *
   * @param transitions transitions made
   * @param gradients gradients evaluated, those of the search for a start and a step size included
   * @param divergences transitions that ended in a divergence
   * @param rejections evaluations that had no finite density
   */
  public record Warmup(int transitions, long gradients, int divergences, long rejections) {}

  /** Returns the number of draws. */
  public int draws() {
    return energy.length;
  }

  /** Returns the statistics of the first draws only; what was counted for all stays as it is. */
  ChainStatistics first(int length) {
    return new ChainStatistics(
        stepSize,
        inverseMass,
        warmup,
        Arrays.copyOf(logDensity, length),
        Arrays.copyOf(energy, length),
        Arrays.copyOf(acceptance, length),
        Arrays.copyOf(treeDepth, length),
        Arrays.copyOf(leapfrogs, length),
        Arrays.copyOf(divergent, length),
        rejections,
        firstRejection);
  }

  /** Returns how many draws came from a divergent trajectory. */
  public int divergences() {
    int count = 0;
    for (boolean each : divergent) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** Returns the number of gradients evaluated for the draws, without those of warm-up. */
  public long gradients() {
    long sum = 0;
    for (int each : leapfrogs) {
      sum += each;
    }
    return sum;
  }

  /** Returns the energy Bayesian fraction of missing information: see {@link Diagnostics#eBfmi}. */
  public double eBfmi() {
    return Diagnostics.eBfmi(energy);
  }
}
