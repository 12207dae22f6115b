package episode.kernel;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * Receives what a cell puts out, live, in the form that a notebook file keeps.
 *
 * <p>Every method has an empty default. Calls never overlap, but they come from several threads
 * (the cell's own, its background threads, the one that empties the text buffers), and output of
 * background threads still arrives after {@link Session#execute} has returned, until the next cell
 * starts. A listener must not print to {@code System.out} or {@code System.err}: both belong to the
 * cell while a session is open.
 */
public interface CellListener {

  /** A listener that ignores everything. */
  CellListener NONE = new CellListener() {};

  /**
   * Text for standard output or standard error, in pieces of at most about 32 KB.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param text what was printed; may end in the middle of a line
   */
  default void stream(String name, String text) {}

  /**
   * Something shown, as {@code {"data": {mime: value}, "metadata": {}, "transient": {"display_id":
   * "…"}}}; {@code transient} is there only when the display has an id.
   *
   * @param content the bundle; JSON media types hold JSON values, all others hold strings
   * @param update true when this replaces every earlier display with the same id
   */
  default void display(JsonObject content, boolean update) {}

  /**
   * The value of the cell, as {@code {"data": {mime: value}, "metadata": {}, "execution_count":
   * n}}.
   *
   * @param content the bundle and the number of the cell
   */
  default void result(JsonObject content) {}

  /**
   * The answer to a question such as {@code flu.solve?}, as {@code {"data": {mime: value},
   * "metadata": {}}}. It is no value of the cell; what a listener does not treat on its own is
   * shown as a display.
   *
   * @param content the bundle
   */
  default void page(JsonObject content) {
    display(content, false);
  }

  /**
   * Why the cell stopped, as {@code {"ename": "…", "evalue": "…", "traceback": ["…"]}}, with ANSI
   * colours in the traceback.
   *
   * @param content the error
   */
  default void error(JsonObject content) {}

  /**
   * A request to remove what the cell has shown so far.
   *
   * @param wait true when the removal waits for the next output
   */
  default void clear(boolean wait) {}

  /**
   * Returns one line typed by the user, without line end; nothing when there is nobody to ask.
   *
   * @param prompt what to show beside the field
   * @param password true when the text must not be seen
   * @return the line, if there is one
   * @throws InterruptedException if the cell was interrupted while waiting
   */
  default Optional<String> input(String prompt, boolean password) throws InterruptedException {
    return Optional.empty();
  }
}
