package episode.sample;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Rank normalisation over all chains: a value with average rank r of n becomes the normal quantile
 * Φ⁻¹((r − 3/8)/(n + 1/4)) (Vehtari et al. 2021, equation 14).
 */
final class NormalScores {

  private static final double OFFSET = 3.0 / 8;

  private NormalScores() {}

  static double[][] of(double[][] chains) {
    double[] sorted = Chains.pooled(chains);
    Arrays.sort(sorted);
    double[] scores = new double[sorted.length];
    for (int start = 0; start < sorted.length; ) {
      int end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      Arrays.fill(scores, start, end, score(0.5 * (start + 1 + end), sorted.length));
      start = end;
    }
    return Chains.map(chains, x -> scores[Arrays.binarySearch(sorted, x)]);
  }

  private static double score(double rank, int n) {
    double probability = (rank - OFFSET) / (n - 2 * OFFSET + 1);
    return -Math.sqrt(2) * InverseErfc.value(2 * probability);
  }
}
