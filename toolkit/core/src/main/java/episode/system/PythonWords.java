package episode.system;

import java.util.Set;

/** The words that no name of a spec may be, for its formulas are expressions of Python. */
final class PythonWords {
  private static final Set<String> RESERVED =
      Set.of(
          "None",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "import",
          "is",
          "lambda",
          "nonlocal",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private PythonWords() {}

  static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** Returns a formula with spaces for its comments, which go from # to the end of a line. */
  static String withoutComments(String formula) {
    if (formula.indexOf('#') < 0) {
      return formula;
    }
    StringBuilder bare = new StringBuilder(formula);
    char quote = 0;
    boolean comment = false;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '\n') {
        comment = false;
        quote = 0;
      } else if (comment) {
        bare.setCharAt(i, ' ');
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '#') {
        comment = true;
        bare.setCharAt(i, ' ');
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
    return bare.toString();
  }
}
