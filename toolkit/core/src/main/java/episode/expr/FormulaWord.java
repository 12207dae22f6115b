package episode.expr;

import java.util.List;

/**
 * A word that formulas know without a declaration.
 *
 * @param name the word
 * @param kind what it is
 * @param call how it is written, arguments by their names
 * @param meaning what comes of it, in one sentence
 * @param example a formula; where {@code value = …} can be said of it alone, with its value
 * @param synonyms other words for the same
 */
public record FormulaWord(
    String name, Kind kind, String call, String meaning, String example, List<String> synonyms) {

  /** What a word is, in the order in which manuals list them. */
  public enum Kind {
    /** Takes numbers or arrays, element by element. */
    FUNCTION("function"),
    /** Runs over axes. */
    REDUCTION("over axes"),
    /** Is given by points, usually in time. */
    CURVE("curve"),
    /** Looks back in time. */
    HISTORY("past values"),
    /** Acts along a continuous axis. */
    SPACE("along an axis"),
    /** Stands in observations alone. */
    OBSERVATION("observation"),
    /** A number with a name. */
    CONSTANT("constant"),
    /** Joins formulas. */
    OPERATOR("operator");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns the kind in words. */
    public String words() {
      return words;
    }
  }

  /** Returns whether an opening bracket follows the word. */
  public boolean isCalled() {
    return call.startsWith(name + "(");
  }
}
