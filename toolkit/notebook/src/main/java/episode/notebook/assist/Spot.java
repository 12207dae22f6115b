package episode.notebook.assist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a text that is being written.
 *
 * @param before the text up to the cursor
 * @param word the part of a name that ends at the cursor
 */
record Spot(String before, String word) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*$");

  static Spot of(String before) {
    Matcher matcher = WORD.matcher(before);
    return new Spot(before, matcher.find() ? matcher.group() : "");
  }

  /** Returns whether the cursor stands behind a sign. */
  boolean isBehind(String sign) {
    return before.contains(sign);
  }

  /** Returns the part behind the last one of a sign. */
  String behind(String sign) {
    return before.substring(before.lastIndexOf(sign) + sign.length());
  }

  /** Returns where the bracket opens that the cursor is in; -1 for none. */
  int subscript() {
    int depth = 0;
    for (int i = before.length() - 1; i >= 0; i--) {
      char c = before.charAt(i);
      depth += c == ']' ? 1 : c == '[' ? -1 : 0;
      if (depth < 0) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the name in front of an offset. */
  String nameAt(int end) {
    return of(before.substring(0, end)).word();
  }

  /** Returns whether the number that is being written is no name. */
  boolean isNumber() {
    return word.isEmpty() && before.matches("(?s).*\\d[\\d_.]*$")
        || before.matches("(?s).*(^|[^\\p{L}_\\p{N}])[\\d.]+[\\p{L}_\\p{N}]*$");
  }
}
