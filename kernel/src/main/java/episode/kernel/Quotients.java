package episode.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds quotients of whole numbers that Java cuts, such as {@code 1/(70*365)}. */
final class Quotients {

  /** Texts and comments. */
  static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])*'|//[^\\n]*"
              + "|/\\*[\\s\\S]*?\\*/");

  private static final Pattern QUOTIENT =
      Pattern.compile(
          "(?<![\\w.])(?<![eE][-+])(?<![*/%]\\s{0,3})(\\d{1,9})\\s*/\\s*"
              + "(\\d{1,9}|\\(\\s*\\d{1,4}(?:\\s*\\*\\s*\\d{1,4}){0,3}\\s*\\))(?![\\w.])");
  private static final Pattern WHOLE =
      Pattern.compile("\\s*(?:final\\s+)?(?:int|long)\\b[\\s\\S]*");

  private static final int NAMED = 5;

  private Quotients() {}

  /** Returns what to know of such quotients in a statement that asks for no int, each one once. */
  static Optional<String> note(String code) {
    if (code.indexOf('/') < 0 || WHOLE.matcher(code).matches()) {
      return Optional.empty();
    }
    Matcher quotient = QUOTIENT.matcher(NO_CODE.matcher(code).replaceAll("\"\""));
    List<String> texts =
        quotient.results().filter(Quotients::cut).map(Quotients::text).distinct().toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(sentence(texts));
  }

  private static String sentence(List<String> texts) {
    String more = texts.size() > NAMED ? "; …" : ".";
    return texts.stream().limit(NAMED).collect(Collectors.joining("; ")) + more + "\n";
  }

  private static boolean cut(MatchResult quotient) {
    long divisor = divisor(quotient);
    return divisor != 0 && Long.parseLong(quotient.group(1)) % divisor != 0;
  }

  private static long divisor(MatchResult quotient) {
    long product = 1;
    for (String factor : quotient.group(2).replaceAll("[()\\s]", "").split("\\*")) {
      product *= Long.parseLong(factor);
    }
    return product;
  }

  private static String text(MatchResult quotient) {
    long value = Long.parseLong(quotient.group(1)) / divisor(quotient);
    String exact =
        quotient.group(1) + ".0" + quotient.group().substring(quotient.group(1).length());
    return quotient.group() + " is " + value + " in Java: write " + exact;
  }
}
