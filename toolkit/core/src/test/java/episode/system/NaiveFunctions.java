package episode.system;

import java.util.Collections;
import java.util.List;

/** Functions of numbers by the names that NumPy gives them. */
final class NaiveFunctions {
  private NaiveFunctions() {}

  static double of(String function, List<Double> x) {
    double a = x.get(0);
    return switch (function) {
      case "abs" -> a < 0 ? -a : a;
      case "exp" -> Math.exp(a);
      case "expm1" -> Math.expm1(a);
      case "log" -> Math.log(a);
      case "log1p" -> Math.log1p(a);
      case "log2" -> Math.log(a) / Math.log(2);
      case "log10" -> Math.log10(a);
      case "sqrt" -> Math.sqrt(a);
      case "sin" -> Math.sin(a);
      case "cos" -> Math.cos(a);
      case "tan" -> Math.tan(a);
      case "sinh" -> (Math.exp(a) - Math.exp(-a)) / 2;
      case "cosh" -> (Math.exp(a) + Math.exp(-a)) / 2;
      case "tanh" -> Math.tanh(a);
      case "floor" -> Math.floor(a);
      case "ceil" -> Math.ceil(a);
      case "sign" -> Math.signum(a);
      case "hypot" -> Math.sqrt(a * a + x.get(1) * x.get(1));
      case "arctan2" -> Math.atan2(a, x.get(1));
      case "maximum", "max" -> Collections.max(x);
      case "minimum", "min" -> Collections.min(x);
      case "clip" -> Math.min(Math.max(a, x.get(1)), x.get(2));
      case "where" -> a != 0 ? x.get(1) : x.get(2);
      default -> throw new IllegalArgumentException(function);
    };
  }
}
