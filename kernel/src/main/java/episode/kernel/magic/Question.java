package episode.kernel.magic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell that asks what a name is: {@code %time?}, {@code ?time} or {@code flu.solve?}. */
public final class Question {

  private static final Pattern BEFORE = Pattern.compile("\\?{1,2}\\s*(%{0,2}\\w[\\w.]*)");
  private static final Pattern AFTER = Pattern.compile("(%{0,2}\\w[\\w.]*)\\s*\\?{1,2}");

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

  /** Returns the answer where nobody knows the name. */
  public static MagicProblem unknown(String name) {
    return new MagicProblem(
        "E7003",
        "Nothing is known about '" + name + "'",
        "Ask for a variable, a type, a method such as flu.solve? or a magic such as %time?.");
  }
}
