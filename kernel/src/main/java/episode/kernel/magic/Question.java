package episode.kernel.magic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell that asks what a name is: {@code %time?}, {@code ?time} or {@code flu.solve?}. */
public final class Question {

  private static final Pattern BEFORE = Pattern.compile("\\?{1,2}\\s*(%{0,2}\\w[\\w.]*)");
  private static final Pattern AFTER =
      Pattern.compile("(%{0,2}\\w[\\w.]*(?:\\(.*\\)[\\w.]*)*)\\s*\\?{1,2}");

  private Question() {}

  /** Returns the name that a cell asks about, percent signs included. */
  public static Optional<String> of(String cell) {
    String text = cell.strip();
    Matcher before = BEFORE.matcher(text);
    Matcher after = AFTER.matcher(text);
    if (before.matches()) {
      return Optional.of(before.group(1));
    }
    return after.matches() ? Optional.of(after.group(1)) : Optional.empty();
  }

  /** Returns the name of a magic, if the percent signs say that it is one. */
  public static Optional<String> magic(String name) {
    return name.startsWith("%") ? Optional.of(name.replace("%", "")) : Optional.empty();
  }

  /** Returns where the name ends that is asked about: before the arguments of a last call. */
  public static int end(String asked) {
    int depth = 0;
    int at = asked.length();
    while (at > 0 && (depth > 0 || asked.charAt(at - 1) == ')')) {
      at--;
      depth += asked.charAt(at) == ')' ? 1 : asked.charAt(at) == '(' ? -1 : 0;
    }
    return at;
  }

  /**
   * Returns the answer where nobody knows the name.
   *
   * @param near names that may have been meant
   */
  public static MagicProblem unknown(String name, List<String> near) {
    String meant = near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "? ";
    return new MagicProblem(
        "E7003",
        "Nothing is known about '" + name + "'",
        meant
            + "Ask for a variable, a type, a method such as flu.solve? or a magic such as %time?.");
  }
}
