package episode.notebook.assist;

/**
 * What is said of a name.
 *
 * @param text for a terminal, without colours
 * @param markdown for a page
 */
public record Page(String text, String markdown) {}
