package episode.expr;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The functions of formulas that are given by points, usually functions of time. */
enum CurveFunction {
  /** Constant between breakpoints, each value from its breakpoint on. */
  PIECEWISE(
      "piecewise",
      3,
      3,
      "piecewise(t, [20, 40], [a, b, c])",
      "a before 20, b from 20 on, c from 40 on; one value more than breakpoints."),
  /** Straight lines between knots, constant outside of them. */
  LINEAR(
      "linear",
      3,
      3,
      "linear(t, [0, 30, 60], [a, b, c])",
      "Straight lines from knot to knot; a before the first, c after the last."),
  /** One value before, one after, between them a cubic that is level at both ends. */
  SMOOTH_STEP(
      "smooth_step",
      5,
      5,
      "smooth_step(t, t0, t1, a, b)",
      "a before t0, b after t1, between them a + (b − a) (3 s² − 2 s³), s = (t − t0) / (t1 − t0)."),
  /** A spline with a clamped knot vector, constant outside of the knots. */
  BSPLINE(
      "bspline",
      3,
      4,
      "bspline(t, [0, 30, 60], [a, b, c, d, e])",
      "A cubic B-spline through time with knots + 2 coefficients; constant outside of the knots.");

  private static final Map<String, CurveFunction> BY_NAME = new LinkedHashMap<>();

  static {
    for (CurveFunction function : values()) {
      BY_NAME.put(function.word, function);
    }
  }

  private final String word;
  private final int fewest;
  private final int most;
  private final String example;
  private final String meaning;

  CurveFunction(String word, int fewest, int most, String example, String meaning) {
    this.word = word;
    this.fewest = fewest;
    this.most = most;
    this.example = example;
    this.meaning = meaning;
  }

  static Optional<CurveFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Collection<String> allNames() {
    return BY_NAME.keySet();
  }

  boolean takes(int arguments) {
    return fewest <= arguments && arguments <= most;
  }

  /** Returns the number of arguments in words. */
  String arity() {
    return fewest + (most > fewest ? " or " + most : "") + " arguments";
  }

  String word() {
    return word;
  }

  String example() {
    return example;
  }

  String meaning() {
    return meaning;
  }
}
