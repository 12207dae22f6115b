package episode.expr;

import java.util.regex.Pattern;

/** Texts of users as a terminal, a page or a formula may show them. */
public final class Printable {
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private Printable() {}

  /**
   * Returns a text with blanks for characters that would move the cursor of a terminal or turn the
   * direction of writing. Lines stay lines.
   */
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  /** Returns a text that means nothing to XML or HTML, as content and within an attribute. */
  public static String markup(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
