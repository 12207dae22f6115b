package episode.kernel;

/**
 * What a cell may ask of the page that shows it; cells call these methods without an import.
 *
 * <p>Questions throw an {@link IllegalStateException} where nobody could answer, as when a notebook
 * is run from the command line or the front end has said so. An interrupt ends the waiting.
 */
public final class FrontEnd {

  private FrontEnd() {}

  /**
   * Returns the line that the user types, without its end.
   *
   * @param prompt what stands beside the field
   * @return the line; empty when the user just confirms
   */
  public static String input(String prompt) {
    return CellInput.line(EpisodeKernel.current().output(), prompt, false);
  }

  /**
   * Returns the line that the user types unseen; it gets into no output and no file.
   *
   * @param prompt what stands beside the field
   * @return the line; empty when the user just confirms
   */
  public static String password(String prompt) {
    return CellInput.line(EpisodeKernel.current().output(), prompt, true);
  }

  /** Removes what this cell has shown so far, at once. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Removes what this cell has shown so far.
   *
   * @param wait true to keep it until something else is shown, so that a picture that is drawn over
   *     and over does not flicker
   */
  public static void clearOutput(boolean wait) {
    EpisodeKernel.current().output().clear(wait);
  }
}
