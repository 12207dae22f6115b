package episode.render;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What specifications for Vega are written with: JSON objects, and texts of its expressions. */
final class VegaJson {

  private VegaJson() {}

  /** Returns an object of keys and values that take turns, always in the same order. */
  static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

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
