package episode.sample;

/**
 * The windows of warm-up, each of which ends with a new mass matrix and a new search for the step
 * size: Stan's schedule (Stan Reference Manual, "Automatic parameter tuning"). A first interval of
 * 75 transitions finds the typical set, slow windows of 25, 50, 100, … estimate the mass matrix,
 * the last one stretched to meet a final interval of 50 that tunes the step size. Below 150
 * transitions the three parts are 15 %, 75 % and 10 %; below 20 only the step size is adapted.
 *
 * <p>One difference: within the first interval, too, windows end after 10, 20 and 40 transitions.
 * Their rough scales spare the long trajectories of a unit mass matrix, which cost a fifth of the
 * gradients of warm-up.
 */
final class WarmupSchedule {

  private static final int INITIAL = 75;
  private static final int FINAL = 50;
  private static final int WINDOW = 25;
  private static final int SHORTEST = 20;
  private static final int EARLIEST = 10;

  private final int slowStart;
  private final int slowEnd;
  private int windowLength;
  private int windowEnd;
  private int earlyEnd = EARLIEST;

  WarmupSchedule(int transitions) {
    boolean fits = transitions >= INITIAL + WINDOW + FINAL;
    if (transitions < SHORTEST) {
      slowStart = 0;
      slowEnd = 0;
    } else {
      slowStart = fits ? INITIAL : (int) (0.15 * transitions);
      slowEnd = transitions - (fits ? FINAL : (int) (0.1 * transitions));
    }
    windowLength = fits ? WINDOW : slowEnd - slowStart;
    windowEnd = stretched(slowStart + windowLength);
  }

  /** Returns whether a transition, counted from 0, is in a slow window. */
  boolean slow(int transition) {
    return transition >= slowStart && transition < slowEnd;
  }

  /** Returns whether a transition is in the final interval, where the mass matrix is settled. */
  boolean settled(int transition) {
    return transition >= slowEnd;
  }

  /** Returns whether a window ends with this transition; the next one then begins. */
  boolean endsWindow(int transition) {
    int made = transition + 1;
    if (made <= slowStart) {
      boolean ends = made == earlyEnd || made == slowStart;
      earlyEnd = ends ? 2 * earlyEnd : earlyEnd;
      return ends;
    }
    if (made > slowEnd || made != windowEnd) {
      return false;
    }
    windowLength *= 2;
    windowEnd = stretched(windowEnd + windowLength);
    return true;
  }

  /** Stretches a window to the end of the slow part if the next, twice as long, would not fit. */
  private int stretched(int end) {
    return end + 2 * windowLength > slowEnd ? slowEnd : end;
  }
}
