package episode.kernel;

/**
 * Questions to the user of a notebook; cells call these methods without an import.
 *
 * <p>Both throw an {@link IllegalStateException} where nobody could answer, as when a notebook is
 * run from the command line or the front end has said so. An interrupt ends the waiting.
 */
public final class Prompt {

  private Prompt() {}

  /**
   * Returns the line that the user types, without its end.
   *
   * @param prompt what stands beside the field
   * @return the line; empty when the user just confirms
   */
  public static String input(String prompt) {
    return EpisodeKernel.typed(prompt, false);
  }

  /**
   * Returns the line that the user types unseen; it gets into no output and no file.
   *
   * @param prompt what stands beside the field
   * @return the line; empty when the user just confirms
   */
  public static String password(String prompt) {
    return EpisodeKernel.typed(prompt, true);
  }
}
