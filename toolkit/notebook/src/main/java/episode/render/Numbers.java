package episode.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

  private Numbers() {}

  /**
   * Returns a number with four significant digits: 1.734, 0.05412, 12,346, 3.1e-7.
   *
   * <p>The digits before the point are always all there up to ten million.
   */
  static String format(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    if (size >= 1e7 || size < 1e-4) {
      return scientific(value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Returns a number with four significant digits even if it is whole: 762.0, 1.000. */
  static String significant(double value) {
    double size = Math.abs(value);
    if (value != Math.rint(value) || size >= 1e4 || value == 0 || !Double.isFinite(value)) {
      return format(value);
    }
    int decimals = 3 - (int) Math.floor(Math.log10(size));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String scientific(double value) {
    String text = String.format(Locale.ROOT, "%.3e", value);
    int e = text.indexOf('e');
    String digits = text.substring(0, e).replaceFirst("\\.?0+$", "");
    return digits + "e" + Integer.parseInt(text.substring(e + 1));
  }

  /** Returns the number rounded to so many significant digits, so that JSON stays small. */
  static double rounded(double value, int digits) {
    if (!Double.isFinite(value) || value == Math.rint(value)) {
      return value;
    }
    return new BigDecimal(value)
        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
        .doubleValue();
  }

  /** Returns a number with three significant digits and no closing zeros: 0.96, -2.5, 4,080. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (value == 0 || size >= 1e7 || size < 1e-4) {
      return value == 0 ? "0" : scientific(rounded(value, 3));
    }
    double step = Math.pow(10, Math.min(0, Math.floor(Math.log10(size)) - 2));
    String text = tick(rounded(value, 3), step);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** Returns a tick's label with as many decimals as the step between ticks needs. */
  static String tick(double value, double step) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e7 || step < 1e-5)) {
      return scientific(value);
    }
    int decimals = 0;
    double scaled = step;
    while (decimals < 6 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled) {
      scaled *= 10;
      decimals++;
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0.0 : value);
  }

  /**
   * Returns the cells of one column as texts: numbers as they are if all of them are short, such as
   * counts and what somebody typed, fractions with equally many decimals; else with as many
   * decimals in every row as the largest needs for four significant digits and the smallest for
   * three, and with more where all would read alike; or each with four significant digits where
   * they are too far apart for that.
   */
  static List<String> column(List<Object> cells) {
    double[] numbers =
        cells.stream()
            .map(Cells::bare)
            .filter(c -> c instanceof Double || c instanceof Float)
            .mapToDouble(c -> ((Number) c).doubleValue())
            .toArray();
    boolean brief = Arrays.stream(numbers).allMatch(Numbers::isShort);
    int decimals = brief ? written(numbers) : decimals(numbers);
    return cells.stream()
        .map(Cells::bare)
        .map(
            c ->
                decimals >= 0 && (c instanceof Double || c instanceof Float)
                    ? fixed(((Number) c).doubleValue(), decimals)
                    : Cells.text(c, brief))
        .toList();
  }

  /**
   * Returns the most decimals of short numbers, so that points stand below each other: 0.60 below
   * 0.14. It is -1 where whole numbers among them read better as they are: 762 below 0.5.
   */
  private static int written(double[] numbers) {
    int most = -1;
    for (double number : numbers) {
      if (number != 0 && number == Math.rint(number)) {
        return -1;
      }
      boolean finite = Double.isFinite(number);
      most =
          finite ? Math.max(most, BigDecimal.valueOf(number).stripTrailingZeros().scale()) : most;
    }
    return most > 0 && most <= 4 ? most : -1;
  }

  /** Returns how many decimals suit all of some numbers, or -1 where none do. */
  private static int decimals(double[] numbers) {
    double[] sizes =
        Arrays.stream(numbers).filter(v -> v != 0 && Double.isFinite(v)).map(Math::abs).toArray();
    double largest = Arrays.stream(sizes).max().orElse(1);
    double smallest = Arrays.stream(sizes).min().orElse(1);
    if (largest >= 1e7 || smallest < 1e-4) {
      return -1;
    }
    int forLargest = Math.max(0, 3 - (int) Math.floor(Math.log10(largest)));
    int forSmallest = Math.max(0, 2 - (int) Math.floor(Math.log10(smallest)));
    if (forSmallest > forLargest + 2) {
      return -1;
    }
    int decimals = Math.max(forLargest, forSmallest);
    while (decimals < 9 && readAlike(numbers, decimals)) {
      decimals++;
    }
    return decimals;
  }

  /** Returns whether numbers that are not all equal read as if they were. */
  private static boolean readAlike(double[] numbers, int decimals) {
    return Arrays.stream(numbers).distinct().count() > 1
        && Arrays.stream(numbers).mapToObj(v -> fixed(v, decimals)).distinct().count() == 1;
  }

  private static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0.0 : value)
        : format(value);
  }

  private static boolean isShort(double value) {
    return !Double.isFinite(value) || rounded(value, 4) == value;
  }

  /** Returns a short number as it is: 1.7, 0.25, 12,000. */
  static String exact(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 1e7 || size < 1e-4 || !Double.isFinite(value)) {
      return format(value);
    }
    int decimals = Math.max(0, BigDecimal.valueOf(value).stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
