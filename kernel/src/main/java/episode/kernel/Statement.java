package episode.kernel;

/**
 * One statement, declaration, import or line magic of a cell.
 *
 * @param code what the compiler gets: the text, with a missing semicolon added
 * @param offset where it starts in its source
 * @param end where it ends in its source
 * @param source the text that it was cut from
 * @param shows whether its value is shown when it is the last one: it ends without a semicolon
 * @param magic whether it is a line magic
 */
record Statement(
    String code, int offset, int end, SourceText source, boolean shows, boolean magic) {

  /** Returns a text as if it were one statement, for errors that belong to no single one. */
  static Statement whole(SourceText source) {
    return new Statement(source.text(), 0, source.text().length(), source, false, false);
  }

  /** Returns whether it is all of its source, so that its line tells nothing. */
  boolean isWhole() {
    return offset == 0 && end == source.text().length();
  }

  /** Returns the same statement in other words, and a source in which they stand. */
  Statement instead(String words) {
    String text = source.text();
    SourceText changed =
        source.with(text.substring(0, offset) + words + text.substring(end), source.hidden());
    return new Statement(words, offset, offset + words.length(), changed, shows, magic);
  }

  int line() {
    return source.line(offset);
  }
}
