package episode.system;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Python writes and computes them, for the names of cells depend on it. */
final class PythonNumber {
  private static final MathContext FINE = new MathContext(50);

  private PythonNumber() {}

  /** Returns {@code str(x)} of a number as it was read: whole numbers have no point. */
  static String text(Number number) {
    return number instanceof Double || number instanceof Float
        ? text(number.doubleValue())
        : number.toString();
  }

  /** Returns {@code str(x)}: the fewest digits that read back as x. */
  static String text(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
    }
    if (x == 0) {
      return 1 / x < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(x);
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    digits = digits.replaceFirst("0+$", "");
    String sign = x < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
      String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
      String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
      return sign + digits.charAt(0) + rest + "e" + power + Math.abs(exponent);
    }
    String plain = shortest.abs().stripTrailingZeros().toPlainString();
    return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
  }

  private static BigDecimal shortest(double x) {
    BigDecimal exact = new BigDecimal(x);
    // what has no more than 15 digits is found with 15, its last ones being 0
    for (int digits = 15; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == x) {
        return rounded;
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  /** Returns x to a whole power, rounded once. */
  static double power(double x, int n) {
    return new BigDecimal(x).pow(n, FINE).doubleValue();
  }

  /**
   * Returns x to the power of the number nearest to 1/n, rounded once: the root by Newton's
   * iteration, corrected for what 1/n and that number differ by.
   */
  static double root(double x, int n) {
    if (n == 1) {
      return x;
    }
    BigDecimal exact = new BigDecimal(x);
    BigDecimal count = BigDecimal.valueOf(n);
    BigDecimal root = new BigDecimal(Math.pow(x, 1.0 / n));
    for (int i = 0; i < 4; i++) {
      BigDecimal power = root.pow(n - 1, FINE);
      BigDecimal step = exact.divide(power, FINE).subtract(root).divide(count, FINE);
      root = root.add(step, FINE);
    }
    BigDecimal off = new BigDecimal(1.0 / n).subtract(BigDecimal.ONE.divide(count, FINE));
    BigDecimal factor = BigDecimal.ONE.add(off.multiply(new BigDecimal(Math.log(x)), FINE));
    return root.multiply(factor, FINE).doubleValue();
  }
}
