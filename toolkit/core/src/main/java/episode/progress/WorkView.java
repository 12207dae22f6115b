package episode.progress;

import java.util.List;

/**
 * Something that shows how far long work is.
 *
 * <p>Threads: called by the thread that ends a work and by one of the library's own, never by two
 * at once. If it fails, work goes on and nothing more is shown.
 */
@FunctionalInterface
public interface WorkView {

  /**
   * Shows all work of one place; called about five times a second, first after about a second, and
   * once more when a work that was shown has ended.
   *
   * @param lines a line per work, in the order in which they began; ended ones included
   */
  void show(List<WorkLine> lines);

  /**
   * Returns where work that begins now is to be shown. When this changes, for instance from one
   * cell to the next, lines start afresh, and what began before is shown no more.
   */
  default Object place() {
    return "";
  }
}
