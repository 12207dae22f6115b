package episode.system;

import episode.plot.Columns;

/**
 * A service that reads another library's table as {@link Columns}, found by {@link
 * java.util.ServiceLoader}: with it, {@code observe} takes that library's tables.
 *
 * <p>Missing cells stay missing: NaN for numbers, null for texts and dates. Implementations have no
 * state and are safe to share.
 */
public interface ColumnsReader {

  /** Returns whether this reader knows the type of {@code table}. */
  boolean accepts(Object table);

  /**
   * Returns the table's columns under its own names.
   *
   * @param table something this reader accepts
   */
  Columns read(Object table);
}
