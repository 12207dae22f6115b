package episode.solve;

import java.util.Arrays;

/**
 * The steps of a recorded solve, to be taken again for other parameters. Where its breaks have
 * moved, the steps between two of them move and stretch along. Immutable.
 *
 * @param times where each step starts
 * @param sizes of each step
 */
record StepPlan(double[] times, double[] sizes) {

  /**
   * Returns the plan.
   *
   * @param now the breaks of the solve to come, from t0 to end
   */
  static StepPlan of(StepRecord base, double[] now, double t0, double end) {
    double[] before = base.restarts();
    if (now.length != before.length || Arrays.equals(now, before)) {
      return new StepPlan(base.times(), base.sizes());
    }
    double[] times = base.times();
    for (int i = 0; i < times.length; i++) {
      times[i] = moved(times[i], bounds(t0, before, end), bounds(t0, now, end));
    }
    double[] sizes = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      boolean last = i == times.length - 1;
      boolean stops = !last && base.isFresh(i + 1);
      double next = last ? end : times[i + 1];
      sizes[i] = stops ? Breaks.below(times[i], next) : next - times[i];
    }
    return new StepPlan(times, sizes);
  }

  private static double[] bounds(double t0, double[] breaks, double end) {
    double[] bounds = new double[breaks.length + 2];
    bounds[0] = t0;
    System.arraycopy(breaks, 0, bounds, 1, breaks.length);
    bounds[bounds.length - 1] = end;
    return bounds;
  }

  private static double moved(double t, double[] from, double[] to) {
    int piece = 0;
    while (piece < from.length - 2 && from[piece + 1] <= t) {
      piece++;
    }
    double width = from[piece + 1] - from[piece];
    double share = width == 0 ? 0 : (t - from[piece]) / width;
    return to[piece] + share * (to[piece + 1] - to[piece]);
  }
}
