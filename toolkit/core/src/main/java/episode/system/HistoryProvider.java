package episode.system;

import episode.expr.Tensor;

/** Knows the past: gives the values that a system's formulas ask for. */
@FunctionalInterface
public interface HistoryProvider {

  /**
   * Returns the values that stand for a call, such as those of the signal at an earlier time.
   *
   * @param requirement which call; its options say what is wanted
   * @param now the signal at the time of the call, an array over the axes of the requirement
   * @param t the time of the call
   * @return an array of the shape of {@code now}
   */
  Tensor query(HistoryRequirement requirement, Tensor now, double t);
}
