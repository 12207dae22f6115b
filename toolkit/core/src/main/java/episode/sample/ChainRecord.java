package episode.sample;

import java.util.Arrays;

/** The draws of one chain while it runs; read by others only after it has ended. */
final class ChainRecord {

  private final double[][] values;
  private final double[][] positions;
  private final double[] logDensity;
  private final double[] logLikelihood;
  private final double[] energy;
  private final double[] acceptance;
  private final int[] treeDepth;
  private final int[] leapfrogs;
  private final boolean[] divergent;
  private int count;
  private int divergences;

  ChainRecord(int draws) {
    values = new double[draws][];
    positions = new double[draws][];
    logDensity = new double[draws];
    logLikelihood = new double[draws];
    energy = new double[draws];
    acceptance = new double[draws];
    treeDepth = new int[draws];
    leapfrogs = new int[draws];
    divergent = new boolean[draws];
  }

  /**
   * How dense a draw is.
   *
   * @param all the log density
   * @param data the part of it that the data have, NaN if unknown
   */
  record Densities(double all, double data) {}

  /** Keeps a draw and how the tree made it; the arrays are kept, not copied. */
  void add(double[] position, double[] value, Densities there, Tree tree) {
    positions[count] = position;
    values[count] = value;
    logDensity[count] = there.all();
    logLikelihood[count] = there.data();
    energy[count] = tree.energy();
    acceptance[count] = tree.acceptance();
    treeDepth[count] = tree.depth();
    leapfrogs[count] = tree.leapfrogs();
    divergent[count] = tree.divergent();
    divergences += tree.divergent() ? 1 : 0;
    count++;
  }

  int divergences() {
    return divergences;
  }

  /** Returns double[draw][element]: the draws on the user's scale. */
  double[][] values() {
    return Arrays.copyOf(values, count);
  }

  /** Returns double[draw][coordinate]: the draws on the unconstrained scale. */
  double[][] positions() {
    return Arrays.copyOf(positions, count);
  }

  /** Returns the log likelihoods of the draws in ascending order; NaN last. */
  double[] sortedLikelihoods() {
    double[] sorted = Arrays.copyOf(logLikelihood, count);
    Arrays.sort(sorted);
    return sorted;
  }

  ChainStatistics statistics(
      double stepSize, Hamiltonian hamiltonian, ChainStatistics.Warmup warmup) {
    return new ChainStatistics(
        stepSize,
        hamiltonian.mass().inverse(),
        warmup,
        Arrays.copyOf(logDensity, count),
        Arrays.copyOf(energy, count),
        Arrays.copyOf(acceptance, count),
        Arrays.copyOf(treeDepth, count),
        Arrays.copyOf(leapfrogs, count),
        Arrays.copyOf(divergent, count),
        hamiltonian.failures(),
        hamiltonian.firstFailure());
  }
}
