package episode.system;

import episode.expr.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds signs of other notations in statements of the text form, and says what is written here. */
final class TextSlips {
  private static final String BLANKS = "\u00a0\u2007\u202f\u200b\ufeff";
  private static final Pattern RATE_OF_CHANGE =
      Pattern.compile("d\\s*(\\w+(?:\\[[^\\]]*\\])?)\\s*/\\s*dt\\s*=(?!=)");

  private TextSlips() {}

  /** Returns the first problem of this kind; empty where there is none. */
  static Optional<Problem> of(TextPart whole) {
    String text = whole.text();
    for (int i = whole.start(); i < whole.end(); i++) {
      char c = whole.statement().text().charAt(i);
      if (whole.statement().isOutside(i) && BLANKS.indexOf(c) >= 0) {
        String what = String.format("The blank U+%04X is no space", (int) c);
        return Optional.of(problem(whole, i, 1, what, "Replace it by a space."));
      }
    }
    Matcher change = RATE_OF_CHANGE.matcher(text);
    if (change.lookingAt()) {
      String remedy = "Write " + change.group(1) + "' = … for the derivative of a state.";
      String what = "'d" + change.group(1) + "/dt' is no name";
      return Optional.of(problem(whole, whole.start(), change.end() - 1, what, remedy));
    }
    int comment = whole.find("//");
    if (comment >= 0) {
      String remedy = "Comments start with #; a whole-number quotient is floor(a / b).";
      return Optional.of(problem(whole, comment, 2, "'//' starts no comment", remedy));
    }
    Matcher arrow = Arrow.OTHER.matcher(text);
    while (arrow.find()) {
      int at = whole.start() + arrow.start();
      boolean compares =
          arrow.group().equals("<-") || arrow.group().startsWith("=") && whole.find("->") >= 0;
      if (whole.statement().isOutside(at) && !compares) {
        String what = "'" + arrow.group() + "' is no arrow of transitions";
        String remedy = Arrow.advice(arrow.group());
        return Optional.of(problem(whole, at, arrow.group().length(), what, remedy));
      }
    }
    int twice = whole.find("==");
    boolean definition = twice > whole.start() && whole.equalsSign() < 0 && whole.find(":") < 0;
    if (definition && whole.before(twice).text().matches("(?s)\\w+(\\[[^\\]]*\\])?'?")) {
      String what = "'==' compares, it defines nothing";
      return Optional.of(problem(whole, twice, 2, what, "Write =, as in: N = S + I + R."));
    }
    return Optional.empty();
  }

  private static Problem problem(TextPart whole, int at, int length, String what, String remedy) {
    return Problem.of("E2187", what).at(whole.statement().where(at, at + length)).remedy(remedy);
  }
}
