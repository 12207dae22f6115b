package episode.system;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write where a declaration has a value, or no name at all. */
final class NoValues {
  private static final Pattern VALUED =
      Pattern.compile(
          "\\s*(([\\p{L}_]\\w*)\\s*(?:\\[[^\\]]*\\])?)\\s*(?:=|:=|<-)(?!=)\\s*(.*)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private NoValues() {}

  /**
   * Returns what to write in place of a declaration such as {@code beta = 0.3}, or of an empty one;
   * nothing where it is neither.
   *
   * @param context what is declared, as in {@code parameter("beta = 0.3")}
   */
  static Optional<String> remedy(String context, String text) {
    if (text.isBlank()) {
      return Optional.of("Write its name: S, or S[age] with the axes that it varies over.");
    }
    Matcher valued = VALUED.matcher(text);
    if (!valued.matches()) {
      return Optional.empty();
    }
    String kind = context.substring(0, Math.max(0, context.indexOf('(')));
    String value = valued.group(3).strip();
    return Optional.of(
        kind.equals("state") || kind.equals("parameter")
            ? declared(kind, valued) + "; its value is given to a solve: " + values(valued, value)
            : "Its formula has quotes of its own: ."
                + (kind + "(\"" + valued.group(1).strip() + "\", \"" + value + "\")."));
  }

  private static String declared(String kind, Matcher valued) {
    return "Declare the name alone, ." + kind + "(\"" + valued.group(1).strip() + "\")";
  }

  private static String values(Matcher valued, String value) {
    boolean isNumber = NUMBER.matcher(value).matches();
    return "values(\"" + valued.group(2) + "\", " + (isNumber ? value : "…") + ").";
  }
}
