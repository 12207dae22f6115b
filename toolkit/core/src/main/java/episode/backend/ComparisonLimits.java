package episode.backend;

import episode.expr.Tensor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a comparison allows: tolerances, or a test of the user's in place of them. */
record ComparisonLimits(
    double relative, double absolute, Optional<BiConsumer<Tensor, Tensor>> assertion) {
  private static final double DIFFERENCES_TOLERANCE = 1e-6;

  /** Returns how far an entry is from its limit: at most 1 where it agrees. */
  double excess(Comparison.Entry entry) {
    if (entry.same()) {
      return 0;
    }
    if (!Double.isFinite(entry.value()) || !Double.isFinite(entry.reference())) {
      return Double.POSITIVE_INFINITY;
    }
    boolean measured = entry.backend().equals(Comparison.DIFFERENCES);
    double limit = measured ? Math.max(DIFFERENCES_TOLERANCE, relative) : relative;
    return Math.abs(entry.value() - entry.reference()) / (limit * entry.scale() + absolute);
  }

  /** Returns what a disagreement is, in words; empty where there is none. */
  Optional<String> failure(ComparedPair pair) {
    Comparison.Entry entry = pair.entry();
    if (assertion.isEmpty() || entry.backend().equals(Comparison.DIFFERENCES)) {
      return excess(entry) > 1 ? Optional.of(measured(entry)) : Optional.empty();
    }
    try {
      assertion.get().accept(pair.sides().reference(), pair.sides().value());
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage().strip());
    }
  }

  private static String measured(Comparison.Entry entry) {
    return "Element "
        + entry.element()
        + ": "
        + entry.value()
        + " against "
        + entry.reference()
        + ", "
        + String.format(Locale.ROOT, "%.1e", entry.disagreement())
        + " of its scale.";
  }
}
