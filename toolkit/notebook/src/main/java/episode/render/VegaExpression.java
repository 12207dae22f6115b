package episode.render;

import java.util.Locale;

/** Texts of Vega's expression language. */
final class VegaExpression {

  private VegaExpression() {}

  /** Returns a text as a literal, in which nothing can end it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (char c : text.toCharArray()) {
      if (c == '\'' || c == '\\' || c < ' ' || c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }
}
