package episode.solve;

import java.util.Arrays;

/**
 * The times at which steps of one solve must end: rising, after its start, its last time at most. A
 * step stops just below the break, where all its stages see the value from the left, and the next
 * starts at the break, but for its first stage, which is just above: so what a function of time is
 * at the break itself does not matter to a solve. For one thread.
 */
final class Breaks {
  private double[] times = new double[0];
  private int size;
  private int next;

  /** Takes the times of a solve from t0 to end: those outside are left out, equal ones are one. */
  void start(double[] all, double t0, double end) {
    times = all;
    Arrays.sort(times);
    size = 0;
    next = 0;
    for (double time : times) {
      boolean again = size > 0 && times[size - 1] == time;
      if (time > t0 && time <= end && !again) {
        times[size++] = time;
      }
    }
  }

  boolean isAhead() {
    return next < size;
  }

  double next() {
    return times[next];
  }

  void pass() {
    next++;
  }

  double[] all() {
    return Arrays.copyOf(times, size);
  }

  /**
   * Returns the time just above a break, at which functions of time have the value from the right.
   */
  static double above(double time) {
    return Math.max(Math.nextUp(time), time + 1e-300);
  }

  /** Returns the size of the step from t that stops just below a break; 0 or less for no step. */
  static double below(double t, double time) {
    double h = time - t;
    double gap = Math.ulp(Math.max(Math.abs(t), Math.abs(time)));
    while (h > 0 && t + h >= time) {
      h = (time - t) - gap;
      gap *= 2;
    }
    return h;
  }
}
