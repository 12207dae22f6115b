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

  /**
   * Takes the times of a solve from t0 to end: those outside are left out, equal ones are one.
   *
   * @param all single times, then times of cycles, then the periods of these
   * @param singles how many are single
   * @param most how many of a cycle are of use
   */
  void start(double[] all, int singles, double t0, double end, int most) {
    times = Arrays.copyOf(all, singles);
    size = singles;
    int cycles = (all.length - singles) / 2;
    for (int i = singles; i < singles + cycles; i++) {
      cycle(all[i], Math.abs(all[i + cycles]), t0, end, most);
    }
    sort(t0, end);
  }

  /** Adds the times of a cycle, each as one just below and one just above: they may be rounded. */
  private void cycle(double time, double period, double t0, double end, int most) {
    double first = Math.ceil((t0 - time) / period);
    for (int i = 0; i < most && period > 0; i++) {
      double next = time + (first + i) * period;
      if (!(next <= end)) {
        return;
      }
      double slack = 4 * Math.ulp(Math.max(Math.abs(time), Math.abs(next)));
      if (size + 2 > times.length) {
        times = Arrays.copyOf(times, 2 * size + 16);
      }
      times[size++] = next - slack;
      times[size++] = next + slack;
    }
  }

  private void sort(double t0, double end) {
    times = Arrays.copyOf(times, size);
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
