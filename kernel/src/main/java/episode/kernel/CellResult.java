package episode.kernel;

import java.util.Optional;

/**
 * How a cell ended.
 *
 * @param executionCount the number of the cell, from 1
 * @param failure why it stopped; empty when it ran to its end
 */
public record CellResult(int executionCount, Optional<Failure> failure) {

  /** Returns true when the cell ran to its end. */
  public boolean ok() {
    return failure.isEmpty();
  }
}
