package episode.system;

/**
 * What was said of a parameter or state besides its axes.
 *
 * @param unit such as {@code 1/day}, or the empty string
 * @param byDefault the value where none is given; NaN for none
 * @param lower the smallest value allowed
 * @param upper the largest value allowed
 */
public record Traits(String unit, double byDefault, double lower, double upper) {
  /** Nothing was said. */
  public static final Traits NONE =
      new Traits("", Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
}
