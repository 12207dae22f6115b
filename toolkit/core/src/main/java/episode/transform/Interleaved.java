package episode.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of a loop's operands after a transform: carries, what is new beside them, rows, what is
 * new beside them, constants, what is new beside them.
 *
 * @param carries how many carries the loop had
 * @param rows how many arrays it took row by row
 */
record Interleaved(int carries, int rows) {

  /** Returns all elements of two lists, the second with gaps. */
  <T> List<T> of(List<T> given, List<Optional<T>> beside) {
    List<T> all = new ArrayList<>();
    int from = 0;
    for (int to : new int[] {carries, carries + rows, given.size()}) {
      all.addAll(given.subList(from, to));
      for (Optional<T> one : beside.subList(from, to)) {
        if (one.isPresent()) {
          all.add(one.get());
        }
      }
      from = to;
    }
    return all;
  }

  /** Returns how many of the carries are flagged. */
  int carried(List<Boolean> flags) {
    return count(flags, 0, carries);
  }

  /** Returns how many of the rows are flagged. */
  int taken(List<Boolean> flags) {
    return count(flags, carries, carries + rows);
  }

  private static int count(List<Boolean> flags, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += flags.get(i) ? 1 : 0;
    }
    return count;
  }
}
