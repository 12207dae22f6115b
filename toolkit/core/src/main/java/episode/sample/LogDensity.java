package episode.sample;

import java.util.List;

/**
 * A log density on the unconstrained scale with its gradient: all that a sampler sees of a model.
 *
 * <p>Threads: an instance owns its buffers and belongs to one chain; {@link Target#newLogDensity}
 * makes one for each.
 */
public interface LogDensity {

  /** Returns the number of unconstrained coordinates. */
  int dimension();

  /**
   * Returns the log density, up to a constant, at a position and fills its gradient.
   *
   * <p>A point that has no density, for instance because a solve failed there, is a value and not
   * an exception: NaN or -Infinity. The sampler rejects and counts it, and asks {@link #failure}
   * why.
   *
   * @param position double[dimension]; not to be changed or kept
   * @param gradient double[dimension]; filled with the partial derivatives
   */
  double logDensityAndGradient(double[] position, double[] gradient);

  /**
   * Fills in the values on the user's scale, in the order of {@link Target#variables}, derived
   * quantities included; the position itself unless overridden.
   *
   * @param position double[dimension]; not to be changed or kept
   * @param values double[number of elements of all variables]
   */
  default void constrain(double[] position, double[] values) {
    if (values.length != position.length) {
      throw new SamplingException(
          Message.of("E5004", "The variables do not fit the coordinates")
              .line("variables have " + values.length + " elements")
              .line("the density has " + position.length + " coordinates")
              .remedy(
                  "Override constrain(position, values), or declare one variable per coordinate."));
    }
    System.arraycopy(position, 0, values, 0, values.length);
  }

  /**
   * Returns the part of the log density that is there before any data, Jacobians included; what
   * remains is the log likelihood. NaN, as by default, where the parts are not told apart.
   *
   * @param position double[dimension]; not to be changed or kept
   */
  default double logPrior(double[] position) {
    return Double.NaN;
  }

  /**
   * Returns why the last evaluation had no finite density, in one line for the user; empty when
   * nothing is known.
   */
  default String failure() {
    return "";
  }

  /**
   * Returns which parts of the model have no finite density at a position, in lines for the user;
   * empty when nothing is known. May be slow: it is asked once, before a chain gives up.
   *
   * @param position double[dimension]; not to be changed or kept
   */
  default List<String> explanation(double[] position) {
    return List.of();
  }
}
