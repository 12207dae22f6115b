package episode.system;

import java.util.Map;

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

  /** Returns whether there is a value where none is given. */
  public boolean hasDefault() {
    return !Double.isNaN(byDefault);
  }

  /** Returns whether some numbers are not allowed. */
  public boolean hasBounds() {
    return lower > Double.NEGATIVE_INFINITY || upper < Double.POSITIVE_INFINITY;
  }

  /** Returns whether a number is within the bounds. */
  public boolean allows(double value) {
    return value >= lower && value <= upper;
  }

  /** Returns the bounds in words: "0 to 5". */
  public String bounds() {
    return plain(lower) + " to " + plain(upper);
  }

  /** Returns a number without a fraction of zero. */
  static String plain(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  /** Returns the traits of a name among others; {@link #NONE} where nothing was said. */
  static Traits of(Map<String, Traits> traits, String name) {
    return traits.getOrDefault(name, NONE);
  }
}
