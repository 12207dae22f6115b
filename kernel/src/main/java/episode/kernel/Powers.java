package episode.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds exclusive ors that look like powers, such as {@code 2 ^ 3}. */
final class Powers {

  private static final Pattern POWER =
      Pattern.compile("(?<![\\w.])(\\d{1,9}|[a-zA-Z]\\w*)\\s*\\^\\s*(\\d{1,9})(?![\\w.])");

  private Powers() {}

  /** Returns what to know of the first such power in a statement that the compiler accepts. */
  static Optional<String> note(String code) {
    if (code.indexOf('^') < 0) {
      return Optional.empty();
    }
    Matcher power = POWER.matcher(Quotients.NO_CODE.matcher(code).replaceAll("\"\""));
    return power
        .results()
        .filter(found -> isNumber(found.group(1)) || found.group(2).matches("[23]"))
        .findFirst()
        .map(found -> text(found.group(), found.group(1), found.group(2)));
  }

  private static boolean isNumber(String base) {
    return Character.isDigit(base.charAt(0));
  }

  private static String text(String written, String base, String exponent) {
    String is =
        isNumber(base)
            ? "is " + (Long.parseLong(base) ^ Long.parseLong(exponent)) + " in Java, an"
            : "is in Java an";
    return written + " " + is + " exclusive or: write Math.pow(" + base + ", " + exponent + ").\n";
  }
}
