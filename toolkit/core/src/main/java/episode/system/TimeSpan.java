package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Numbers;
import episode.expr.Problem;
import java.util.Arrays;

/**
 * From when to when a system is solved, and at which times the state is saved. Written in a unit of
 * time, it is converted to that of the system; {@code days(0, 14)} saves the whole days. Immutable.
 */
public final class TimeSpan {
  private static final int MOST_TIMES = 10_000_000;

  private final TimeScale scale;
  private final double start;
  private final double[] saved;

  private TimeSpan(TimeScale scale, double start, double[] saved) {
    this.scale = scale;
    this.start = start;
    this.saved = saved;
  }

  /**
   * Returns a span in hours.
   *
   * @throws EpisodeException E2301 where it does not run forward; so do the methods below
   */
  public static TimeSpan hours(double from, double to) {
    return whole(TimeScale.HOUR, from, to);
  }

  /** Returns a span in days that saves every whole day from the first on, and the last time. */
  public static TimeSpan days(double from, double to) {
    return whole(TimeScale.DAY, from, to);
  }

  /** Returns a span in weeks that saves every whole week from the first on, and the last time. */
  public static TimeSpan weeks(double from, double to) {
    return whole(TimeScale.WEEK, from, to);
  }

  /** Returns a span in years that saves every whole year from the first on, and the last time. */
  public static TimeSpan years(double from, double to) {
    return whole(TimeScale.YEAR, from, to);
  }

  /** Returns a span in the system's own unit from the first of the given times to the last. */
  public static TimeSpan times(double... times) {
    if (Given.argument(times, "times", "times").length == 0) {
      throw refuse("A time span needs at least one time", "Write times(0, 1, 2).");
    }
    return new TimeSpan(TimeScale.NONE, times[0], ascending(times));
  }

  private static TimeSpan whole(TimeScale scale, double from, double to) {
    if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
      String unit = scale.word() + "s";
      String what = unit + "(" + from + ", " + to + ") does not run forward";
      throw refuse(what, "Write the earlier time first: " + unit + "(0, 14).");
    }
    return new TimeSpan(scale, from, grid(from, to, 1));
  }

  /** Returns this span saved at every multiple of a step from its start on, and at its end. */
  public TimeSpan every(double step) {
    if (!(step > 0)) {
      throw refuse("The step between saved times is " + step, "It must be positive.");
    }
    return new TimeSpan(scale, start, grid(start, end(), step));
  }

  /**
   * Returns this span from the same start, saved at the given times in the same unit.
   *
   * @throws EpisodeException E2301 for times outside of the span, or not ascending
   */
  public TimeSpan savedAt(double... times) {
    double[] ascending = ascending(Given.argument(times, "times", "savedAt"));
    if (times.length == 0 || times[0] < start) {
      throw refuse("The saved times do not start at " + start + " or later", "Shift them.");
    }
    double last = ascending[ascending.length - 1];
    if (last > end()) {
      throw refuse(
          "Time " + last + " is to be saved, but the span ends at " + end(),
          "Let the span end at " + last + " or later.");
    }
    return new TimeSpan(scale, start, ascending);
  }

  private static double[] grid(double from, double to, double step) {
    double count = Math.floor((to - from) / step * (1 + 1e-12));
    if (count > MOST_TIMES) {
      String what = "The span has " + (long) count + " saved times; the limit is " + MOST_TIMES;
      throw refuse(what, "Save fewer: .every(step).");
    }
    double[] times = new double[(int) count + 1];
    for (int i = 0; i < times.length; i++) {
      times[i] = from + i * step;
    }
    if (to - times[times.length - 1] > 1e-9 * step) {
      times = Arrays.copyOf(times, times.length + 1);
    }
    times[times.length - 1] = to;
    return times;
  }

  private static double[] ascending(double[] times) {
    for (int i = 0; i < times.length; i++) {
      if (Double.isNaN(times[i]) || Double.isInfinite(times[i])) {
        throw refuse("Time " + (i + 1) + " is " + times[i], "Times are finite numbers.");
      }
      if (i > 0 && times[i] < times[i - 1]) {
        String what = "Time " + times[i] + " comes after " + times[i - 1];
        throw refuse(what, "Times are in ascending order.");
      }
    }
    return times.clone();
  }

  private static EpisodeException refuse(String what, String remedy) {
    return new EpisodeException(Problem.of("E2301", what).remedy(remedy));
  }

  /** Returns the unit, {@link TimeScale#NONE} for that of the system. */
  public TimeScale scale() {
    return scale;
  }

  /** Returns when the solve starts, in this span's unit. */
  public double start() {
    return start;
  }

  /** Returns when the solve ends, in this span's unit. */
  public double end() {
    return saved[saved.length - 1];
  }

  /** Returns the saved times in this span's unit, ascending. */
  public double[] saved() {
    return saved.clone();
  }

  /**
   * Returns this span in another unit.
   *
   * @throws EpisodeException E2302 where the system's time has no unit and this span has one
   */
  public TimeSpan in(TimeScale other) {
    if (scale == other || scale == TimeScale.NONE && other != null) {
      return new TimeSpan(other, start, saved);
    }
    double factor = scale.in(Given.argument(other, "other", "in"));
    if (Double.isNaN(factor)) {
      String what = "The system's time has no unit, the span is in " + scale.word() + "s";
      throw new EpisodeException(
          Problem.of("E2302", what).remedy("Write times(…), or give the system .time(\"day\")."));
    }
    double[] converted = new double[saved.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = saved[i] * factor;
    }
    return new TimeSpan(other, start * factor, converted);
  }

  @Override
  public String toString() {
    String unit = scale == TimeScale.NONE ? "" : " " + scale.word() + "s";
    String times = saved.length == 1 ? " time" : " times";
    return Numbers.text(start)
        + " to "
        + Numbers.text(end())
        + unit
        + ", saved at "
        + saved.length
        + times;
  }
}
