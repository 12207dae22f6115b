package episode.runner;

import episode.kernel.magic.HtmlText;
import java.util.Locale;

/** Text as HTML; of one that would make the page slow only the beginning and the end. */
final class LongText {
  /** About as many characters as a long article has. */
  private static final int LIMIT = 100_000;

  private LongText() {}

  /** Returns the text escaped, with a note in place of what is left out. */
  static String html(String text) {
    if (text.length() <= LIMIT) {
      return HtmlText.escaped(text);
    }
    int head = endOfLine(text, LIMIT / 2);
    int tail = startOfLine(text, text.length() - LIMIT / 2);
    String note =
        String.format("… %s left out here; the notebook has all …", amount(text, head, tail));
    return HtmlText.escaped(text.substring(0, head))
        + "\n<span class=\"left-out\">"
        + note
        + "</span>\n"
        + HtmlText.escaped(text.substring(tail));
  }

  /** Returns the last end of a line before a place, or the place within a line that is long. */
  private static int endOfLine(String text, int place) {
    int end = text.lastIndexOf('\n', place);
    return end < place / 2 ? place : end;
  }

  private static int startOfLine(String text, int place) {
    int end = text.indexOf('\n', place);
    return end < 0 || end > place + LIMIT / 4 ? place : end + 1;
  }

  private static String amount(String text, int from, int to) {
    long lines = text.substring(from, to).chars().filter(c -> c == '\n').count();
    return lines > 1
        ? String.format(Locale.ROOT, "%,d lines", lines - 1)
        : String.format(Locale.ROOT, "%,d characters", to - from);
  }
}
