package episode.runner;

import episode.kernel.CellListener;
import java.time.Duration;

/** Follows a run: each cell as it starts and ends, and in between its outputs as they happen. */
interface RunListener extends CellListener {

  /** A text or code cell is reached; {@code position} counts all cells from 1. */
  void begins(int position, int total, Cell cell);

  /** The code cell that began last has ended. */
  void ends(Duration elapsed);
}
