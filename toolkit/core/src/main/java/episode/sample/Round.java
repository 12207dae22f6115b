package episode.sample;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them. */
final class Round {

  private Round() {}

  /** Returns a number with so many significant digits, large ones as whole numbers in full. */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return rounded.stripTrailingZeros().toString();
    }
    if (size >= Math.pow(10, digits)) {
      return Long.toString(Math.round(value));
    }
    int decimals = digits - (rounded.precision() - rounded.scale());
    return rounded.setScale(size == 0 ? 0 : decimals).toPlainString();
  }
}
