package episode.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is sampled: a factory of log densities and the names of what a draw consists of.
 *
 * <p>Threads: safe to share; {@link #newLogDensity} is called once per chain.
 */
public interface Target {

  /** Returns a log density that owns its buffers, for use by one chain. */
  LogDensity newLogDensity();

  /** Returns the variables on the user's scale, in the order that {@code constrain} fills them. */
  List<Variable> variables();

  /**
   * Returns the starting point of a chain on the unconstrained scale; a coordinate that is NaN is
   * drawn from uniform(-2, 2), as all are by default.
   *
   * @param chain the chain, counted from 0
   * @param dimension the length of the array to return
   */
  default double[] start(int chain, int dimension) {
    double[] start = new double[dimension];
    Arrays.fill(start, Double.NaN);
    return start;
  }

  /**
   * Returns what the start of a chain was spread around. Where that start has no finite density,
   * coordinates that differ from this are shifted again, by at most 0.5, and at last taken as they
   * are here; by default nothing differs.
   *
   * @param chain the chain, counted from 0
   * @param dimension the length of the array to return
   */
  default double[] guess(int chain, int dimension) {
    return start(chain, dimension);
  }

  /** Returns what a user should know of any draws of this, a sentence each; nothing by default. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Returns what to call the unconstrained coordinates in messages; numbered from 1 by default.
   *
   * @param dimension the number of coordinates
   */
  default List<String> coordinates(int dimension) {
    return IntStream.rangeClosed(1, dimension).mapToObj(i -> "coordinate " + i).toList();
  }
}
