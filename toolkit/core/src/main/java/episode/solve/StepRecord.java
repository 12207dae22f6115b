package episode.solve;

import episode.backend.Call;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The accepted steps of a solve: their times and sizes, where rows were saved, and frames of the
 * state and its stages. When the frames outgrow their budget every second one is dropped; the
 * reverse sweep then computes the missing ones again from the nearest earlier one. Written by one
 * thread.
 */
final class StepRecord implements Call.Kept {
  private final Call.Tape frames;
  private final long budget;
  private double[] times = new double[64];
  private double[] sizes = new double[64];
  private int steps;
  private final BitSet fresh = new BitSet();
  private double[] thetas = new double[64];
  private int[] rowSteps = new int[64];
  private int rows;
  private int stride = 1;

  StepRecord(Call.Tape frames, long budget) {
    this.frames = frames;
    this.budget = budget;
  }

  void add(Call call, double t, double h) {
    if (steps == times.length) {
      times = Arrays.copyOf(times, 2 * steps);
      sizes = Arrays.copyOf(sizes, 2 * steps);
    }
    if (steps % stride == 0) {
      frames.push(call);
      if (frames.bytes() > budget && frames.size() > 2) {
        frames.thin();
        stride *= 2;
      }
    }
    times[steps] = t;
    sizes[steps] = h;
    steps++;
  }

  void addRow(double theta) {
    if (rows == thetas.length) {
      thetas = Arrays.copyOf(thetas, 2 * rows);
      rowSteps = Arrays.copyOf(rowSteps, 2 * rows);
    }
    thetas[rows] = theta;
    rowSteps[rows] = steps - 1;
    rows++;
  }

  /** Frees what the frames hold outside of the heap; nobody uses this record afterwards. */
  @Override
  public void close() {
    frames.close();
  }

  int steps() {
    return steps;
  }

  double time(int step) {
    return times[step];
  }

  double size(int step) {
    return sizes[step];
  }

  double[] times() {
    return Arrays.copyOf(times, steps);
  }

  double[] sizes() {
    return Arrays.copyOf(sizes, steps);
  }

  /** Notes that the next step starts afresh: at a break, its first stage evaluated anew. */
  void startAfresh() {
    fresh.set(steps);
  }

  boolean isFresh(int step) {
    return fresh.get(step);
  }

  /** Returns where steps started afresh. */
  double[] restarts() {
    return fresh.stream().mapToDouble(step -> times[step]).toArray();
  }

  /** Returns the step that covers a time. */
  int stepAt(double time) {
    int found = Arrays.binarySearch(times, 0, steps, time);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  int rows() {
    return rows;
  }

  double theta(int row) {
    return thetas[row];
  }

  int rowStep(int row) {
    return rowSteps[row];
  }

  /** Returns the distance between steps that have a frame. */
  int stride() {
    return stride;
  }

  /** Puts the frame of a step that has one into slots. */
  void load(int step, Call target, int[] slots) {
    frames.load(step / stride, target, slots);
  }
}
