package episode.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The ops that pick along one axis: a row each, with the index that stands at place i. */
final class Picks {
  private Picks() {}

  /** Returns an array of the index at each place. */
  private static int[] each(int count, IntUnaryOperator index) {
    int[] picks = new int[count];
    Arrays.setAll(picks, index);
    return picks;
  }

  /**
   * Every step-th element from start to before stop, cut as Python does.
   *
   * @param start a negative one counts from the end; absent: from where the step leaves
   * @param stop a negative one counts from the end; absent: to where the step leads
   * @param step not 0
   */
  record Slice(int axis, Optional<Integer> start, Optional<Integer> stop, int step)
      implements Picking {
    @Override
    public String name() {
      return "Slice";
    }

    @Override
    public int[] picks(int extent) {
      int low = step > 0 ? 0 : -1;
      int high = step > 0 ? extent : extent - 1;
      int from = start.map(i -> cut(i, extent, low, high)).orElse(step > 0 ? low : high);
      int to = stop.map(i -> cut(i, extent, low, high)).orElse(step > 0 ? high : low);
      int span = step > 0 ? to - from : from - to;
      int size = Math.abs(step);
      return each(span <= 0 ? 0 : (span + size - 1) / size, i -> from + i * step);
    }

    private static int cut(int index, int extent, int low, int high) {
      int own = index < 0 ? index + extent : index;
      return Math.max(low, Math.min(high, own));
    }
  }

  /** The elements moved along, the last ones to the front. */
  record Roll(int axis, int shift) implements Picking {
    @Override
    public String name() {
      return "Roll";
    }

    @Override
    public int[] picks(int extent) {
      return each(extent, i -> Math.floorMod(i - shift, extent));
    }
  }

  /**
   * Every element as often as it says.
   *
   * @param counts one for all, or one per element
   */
  record Repeat(int axis, List<Integer> counts) implements Picking {
    @Override
    public String name() {
      return "Repeat";
    }

    @Override
    public int[] picks(int extent) {
      if (counts.size() != 1 && counts.size() != extent) {
        throw Taken.problem(
            "Repeat: " + counts.size() + " counts for an axis of extent " + extent,
            "Give one count, or one per element.");
      }
      int[] picks = new int[0];
      for (int i = 0; i < extent; i++) {
        int from = picks.length;
        picks = Arrays.copyOf(picks, from + counts.get(counts.size() == 1 ? 0 : i));
        Arrays.fill(picks, from, picks.length, i);
      }
      return picks;
    }
  }

  /** All elements in order, several times over. */
  record Tile(int axis, int count) implements Picking {
    @Override
    public String name() {
      return "Tile";
    }

    @Override
    public int[] picks(int extent) {
      return each(extent * count, i -> i % extent);
    }
  }

  /** More elements before the first and after the last. */
  record Pad(int axis, int before, int after, Joining.PadMode mode, double fill)
      implements Picking {
    @Override
    public String name() {
      return "Pad";
    }

    @Override
    public int[] picks(int extent) {
      boolean empty = extent == 0 && mode != Joining.PadMode.CONSTANT && before + after > 0;
      if (empty) {
        throw Taken.problem(
            "Pad: an axis of extent 0 has nothing to repeat", "Pad it with a constant.");
      }
      return each(before + extent + after, i -> pick(i - before, extent));
    }

    private int pick(int i, int extent) {
      int last = extent - 1;
      return switch (mode) {
        case CONSTANT -> i < 0 || i > last ? FILLED : i;
        case EDGE -> Math.max(0, Math.min(last, i));
        case WRAP -> Math.floorMod(i, extent);
        case SYMMETRIC -> {
          int turn = Math.floorMod(i, 2 * extent);
          yield turn > last ? 2 * extent - 1 - turn : turn;
        }
        case REFLECT -> {
          int turn = last == 0 ? 0 : Math.floorMod(i, 2 * last);
          yield turn > last ? 2 * last - turn : turn;
        }
      };
    }
  }
}
