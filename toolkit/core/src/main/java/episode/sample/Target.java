package episode.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

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
   * Returns the starting point of a chain on the unconstrained scale; a coordinate that is NaN, as
   * all are by default, is found: among draws of {@link #drawn}, or else from uniform(-2, 2).
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

  /**
   * Returns a place drawn from what is believed before the data, on the unconstrained scale. A
   * chain starts from the best of several; those that have no finite coordinates or density are
   * left out. NaN, as by default, where there is nothing to draw from.
   *
   * @param given coordinates that stay as they are, and NaN for those to be drawn; not to be kept
   * @param random where the randomness comes from, one per chain
   */
  default double[] drawn(double[] given, UniformRandomProvider random) {
    return given.clone();
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
