package episode.notebook.assist;

/**
 * Something that may stand at the cursor.
 *
 * @param text what is put there
 * @param kind what it is, in a word: state, parameter, function, …
 * @param detail how it is called or where it comes from; may be empty
 */
public record Offer(String text, String kind, String detail) {}
