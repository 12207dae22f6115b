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
}
