package episode.expr;

import java.util.Optional;

/**
 * One thing that is wrong, as the user sees it: a code that never changes meaning, what, where, and
 * what to do about it.
 *
 * @param code "E" and four digits: E1 formula, E2 system, E3 compile and backend, E4 solve, E5
 *     inference, E6 data
 * @param what one line
 * @param where the place in the user's text
 * @param remedy one line of advice, or the empty string
 */
public record Problem(String code, String what, Optional<Where> where, String remedy) {

  /** Returns a problem that has no place and no remedy yet. */
  public static Problem of(String code, String what) {
    return new Problem(code, what, Optional.empty(), "");
  }

  /** Returns this problem with its place. */
  public Problem at(Where place) {
    return new Problem(code, what, Optional.of(place), remedy);
  }

  /** Returns this problem with its remedy. */
  public Problem remedy(String advice) {
    return new Problem(code, what, where, advice);
  }

  /** Returns the lines that are shown to the user, caret included. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(code).append(' ').append(what);
    where.ifPresent(place -> place.appendTo(text));
    if (!remedy.isEmpty()) {
      text.append("\n  ").append(remedy.replace("\n", "\n  "));
    }
    return Printable.of(text.toString());
  }

  /**
   * A stretch of the user's text.
   *
   * @param context what the text belongs to, such as {@code transition("S -> E")}
   * @param source the whole text
   * @param start the first character, from 0
   * @param end one past the last character; at least {@code start}
   */
  public record Where(String context, String source, int start, int end) {

    private static final int WIDEST = 100;

    private void appendTo(StringBuilder text) {
      text.append("\n  in ").append(context);
      int lineStart = source.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
      int newline = source.indexOf('\n', start);
      int lineEnd = newline < 0 ? source.length() : newline;
      int from = start - lineStart > WIDEST ? start - WIDEST / 2 : lineStart;
      int to = Math.min(lineEnd, from + 2 * WIDEST);
      int carets = Math.max(1, Math.min(end, to) - start);
      String cut = from > lineStart ? "…" : "";
      text.append("\n    ").append(cut).append(source, from, to).append(to < lineEnd ? "…" : "");
      text.append("\n    ").append(" ".repeat(cut.length() + start - from));
      text.append("^".repeat(carets));
    }
  }
}
