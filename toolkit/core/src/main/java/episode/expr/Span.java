package episode.expr;

/**
 * A stretch of a formula's text.
 *
 * @param start the first character, from 0
 * @param end one past the last character
 */
public record Span(int start, int end) {
  /** The span of what was built in Java and stands in no text. */
  public static final Span NONE = new Span(0, 0);

  /** Returns the stretch from the start of this span to the end of another. */
  public Span to(Span last) {
    return new Span(start, last.end);
  }
}
