package episode.system;

import episode.expr.Suggestion;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads inputs in the text form: {@code beta = linear([0, 30], [0.3, 0.1])}. */
final class TextCurve {
  private static final Pattern ROWS =
      Pattern.compile("(\\w+)\\s*\\(\\s*\\[([^\\]]*)\\]\\s*,\\s*\\[([^\\]]*)\\]\\s*\\)");

  private TextCurve() {}

  static void read(SystemText text, TextWord word, TextPart rest) {
    Optional<TextWord.TextPair> pair = word.pair(text, "=", rest);
    if (pair.isEmpty()) {
      return;
    }
    Matcher rows = ROWS.matcher(pair.get().right().text());
    Optional<Curve> curve = rows.matches() ? Curve.of(rows.group(1)) : Optional.empty();
    if (rows.matches() && curve.isEmpty()) {
      TextPart curveWord = pair.get().right().word();
      String remedy = Suggestion.remedy(rows.group(1), Curve.WORDS, "Curves of inputs");
      text.unknown(curveWord, "Unknown curve '" + rows.group(1) + "'", remedy);
      return;
    }
    if (curve.isEmpty()) {
      text.incomplete(pair.get().right(), "This is no list of rows", word.example());
      return;
    }
    try {
      String name = text.give(pair.get().left());
      text.builder().input(name, curve.get(), numbers(rows.group(2)), numbers(rows.group(3)));
    } catch (NumberFormatException e) {
      text.incomplete(pair.get().right(), "Rows of an input are numbers", word.example());
    }
  }

  private static double[] numbers(String list) {
    String[] parts = list.isBlank() ? new String[0] : list.split(",", -1);
    return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
  }
}
