package episode.runner;

import episode.kernel.CellListener;
import java.time.Duration;

/** Follows a run: each cell as it starts and ends, and in between its outputs as they happen. */
interface RunListener extends CellListener {

  /** A cell is reached; {@code number} of {@code total} cells with code have begun. */
  void begins(int number, int total, Cell cell);

  /** The code cell that began last has ended. */
  void ends(Duration elapsed);
}
