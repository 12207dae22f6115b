package episode.system;

import episode.expr.DeepStack;
import episode.expr.Formula;
import java.util.regex.Pattern;

/** Writes a formula as a short line for a diagram: Greek letters, products with a thin dot. */
final class FormulaLabel {
  private static final Pattern NAMED = Pattern.compile("(?<=, )(tau|lag)=");

  private FormulaLabel() {}

  /** Returns the line, its end cut off where it is longer than so many characters. */
  static String of(Formula formula, int longest) {
    String text = DeepStack.call(formula.levels(), () -> formula.expr().toString());
    text = NAMED.matcher(text).replaceAll("");
    StringBuilder label = new StringBuilder();
    int at = 0;
    while (at < text.length() && label.length() <= longest + 1) {
      int end = at;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      if (end > at) {
        label.append(name(text.substring(at, end)));
        at = end;
      } else if (text.startsWith(" * ", at)) {
        label.append('·');
        at += 3;
      } else if (text.startsWith(" / ", at)) {
        label.append('/');
        at += 3;
      } else {
        char c = text.charAt(at++);
        label.append(c == '-' ? '−' : c);
      }
    }
    return label.length() <= longest ? label.toString() : label.substring(0, longest - 1) + "…";
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** Returns a name with its Greek letter: {@code phi_inv} becomes φ_inv. */
  static String name(String word) {
    return Greek.letter(word).orElse(word);
  }
}
