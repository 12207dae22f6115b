package episode.notebook.assist;

/**
 * A word of a cell.
 *
 * @param kind what it is
 * @param text as written; of a TEXT what is between the quotes
 * @param start where its text starts in the cell
 */
record Token(Kind kind, String text, int start) {

  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SYMBOL
  }

  int end() {
    return start + text.length();
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }
}
