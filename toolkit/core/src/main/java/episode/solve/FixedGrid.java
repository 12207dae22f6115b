package episode.solve;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the steps of a solve with fixed steps lie: blocks of equally many steps, one after the
 * other, so that every saved time is the end of a block. Immutable.
 */
final class FixedGrid {
  /** Stands for the block before the first: the start. */
  static final int START = -1;

  private final List<double[]> pieces = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final int[] rows;
  private final int each;
  private final double[] starts;
  private final double[] sizes;
  private final double[] ends;

  /**
   * Lays out the steps.
   *
   * @param times to save, ascending, none before t0
   * @param breaks at which steps end, ascending, after t0; each is stepped up to from below and
   *     away from above, as {@link Breaks} tells
   * @param size greatest length of a step
   * @param most greatest number of steps
   * @throws EpisodeException E4012 where there would be more steps
   */
  FixedGrid(double t0, double[] times, double[] breaks, double size, int most) {
    rows = new int[times.length];
    List<Integer> savedPieces = pieces(t0, times, breaks, size);
    double total = 0;
    int common = 0;
    for (int count : counts) {
      total += count;
      common = divisor(count, common);
    }
    if (total > most) {
      throw tooMany(total, size, most);
    }
    each = Math.max(1, common);
    int blocks = (int) total / each;
    starts = new double[blocks];
    sizes = new double[blocks];
    ends = new double[blocks];
    int[] lastBlock = fill();
    for (int row = 0; row < rows.length; row++) {
      int piece = savedPieces.get(row);
      rows[row] = piece < 0 ? START : lastBlock[piece];
    }
  }

  private static EpisodeException tooMany(double total, double size, int most) {
    String what = String.format(java.util.Locale.ROOT, "%,.0f", total);
    return new EpisodeException(
        Problem.of("E4012", "Steps of " + size + " would be " + what + " steps")
            .remedy(
                "The limit is "
                    + String.format(java.util.Locale.ROOT, "%,d", most)
                    + ": make them longer, or set withMaxSteps."));
  }

  /** Cuts the time into pieces between saved times and breaks; returns the last piece per row. */
  private List<Integer> pieces(double t0, double[] times, double[] breaks, double size) {
    List<Integer> saved = new ArrayList<>();
    double from = t0;
    boolean fresh = false;
    int next = 0;
    for (double time : times) {
      while (next < breaks.length && breaks[next] <= time) {
        add(from, breaks[next], fresh, true, size);
        from = breaks[next++];
        fresh = true;
      }
      if (time > from) {
        add(from, time, fresh, false, size);
        from = time;
        fresh = false;
      }
      saved.add(pieces.size() - 1);
    }
    return saved;
  }

  private void add(double from, double to, boolean afterBreak, boolean breaking, double size) {
    double margin = 4 * Math.ulp(Math.max(Math.abs(from), Math.abs(to)));
    double start = afterBreak ? from + margin : from;
    double end = breaking ? to - margin : to;
    if (end > start) {
      double count = Math.ceil((to - from) / size * (1 - 1e-12));
      pieces.add(new double[] {start, end, to});
      counts.add((int) Math.max(1, Math.min(count, Integer.MAX_VALUE)));
    }
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private int[] fill() {
    int[] lastBlock = new int[pieces.size()];
    int block = 0;
    for (int i = 0; i < lastBlock.length; i++) {
      double[] piece = pieces.get(i);
      double h = (piece[1] - piece[0]) / counts.get(i);
      int blocks = counts.get(i) / each;
      for (int k = 0; k < blocks; k++) {
        starts[block] = piece[0] + (double) k * each * h;
        sizes[block] = h;
        ends[block] = k == blocks - 1 ? piece[2] : piece[0] + (k + 1.0) * each * h;
        block++;
      }
      lastBlock[i] = block - 1;
    }
    return lastBlock;
  }

  int blocks() {
    return starts.length;
  }

  /** Returns the number of steps of each block. */
  int each() {
    return each;
  }

  double[] starts() {
    return starts;
  }

  double[] sizes() {
    return sizes;
  }

  /** Returns the time at the end of each block. */
  double[] ends() {
    return ends;
  }

  /** Returns per saved time the block after which it is, or START. */
  int[] rows() {
    return rows;
  }

  /** Returns whether the saved times are the start, if it is, and then the end of every block. */
  boolean isPlain() {
    int first = rows.length > 0 && rows[0] == START ? 1 : 0;
    int[] expected = new int[first + blocks()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i - first;
    }
    return Arrays.equals(rows, expected);
  }
}
