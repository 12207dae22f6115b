package episode.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A magic as it was called.
 *
 * @param name without percent signs
 * @param arguments split at blanks, quotes taken away
 * @param rest everything after the name, as written
 * @param body the lines below a cell magic; empty for a line magic
 * @param assigned what its value is assigned to, such as {@code var x}; empty where it is not
 */
public record MagicCall(
    String name,
    List<String> arguments,
    String rest,
    Optional<String> body,
    Optional<String> assigned) {

  /**
   * What a value is assigned to holds no quotes, so a percent sign in a text is none of a magic.
   */
  private static final Pattern LINE =
      Pattern.compile("(?s)\\s*(?:([\\w.<>\\[\\], ?\\s]+?)\\s*=\\s*)?(%{1,2})(\\w+)(.*)");

  private static final Pattern CELL = Pattern.compile("(?s)%%(\\w+)([^\\n]*)\\n?(.*)");

  private static final Pattern WORD =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^\\s\"']|[\"'])+");

  private static final Pattern QUOTED = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'");

  /** Returns the cell magic that a source text starts with. */
  public static Optional<MagicCall> ofCell(String source) {
    Matcher cell = CELL.matcher(source);
    if (!cell.matches()) {
      return Optional.empty();
    }
    String rest = cell.group(2).strip();
    Optional<String> body = Optional.of(cell.group(3));
    return Optional.of(new MagicCall(cell.group(1), words(rest), rest, body, Optional.empty()));
  }

  /**
   * Returns the call that a line makes.
   *
   * @param line starts with a percent sign and a letter, or with what the value is assigned to
   */
  public static MagicCall ofLine(String line) {
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      throw new IllegalArgumentException("no magic: " + line);
    }
    if (found.group(2).length() > 1) {
      throw new MagicProblem(
          "E7002",
          "%%" + found.group(3) + " stands inside a cell",
          "A magic with two percent signs is the first line of a cell of its own.");
    }
    String rest = found.group(4).strip();
    return new MagicCall(
        found.group(3),
        words(rest),
        rest,
        Optional.empty(),
        Optional.ofNullable(found.group(1)).map(String::strip));
  }

  /** Returns whether a statement is a magic, called by itself or for a value to assign. */
  public static boolean is(String statement) {
    int sign = statement.indexOf('%');
    boolean called =
        sign == 0 || sign > 0 && statement.substring(0, sign).stripTrailing().endsWith("=");
    return called && LINE.matcher(statement).matches();
  }

  /** Returns this call with other text after the name. */
  MagicCall with(String text) {
    return new MagicCall(name, words(text), text, body, Optional.empty());
  }

  /** Returns the words of a text: split at blanks outside quotes, which are taken away. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(
          QUOTED
              .matcher(word.group())
              .replaceAll(
                  quoted -> {
                    String plain =
                        quoted.group(1) == null
                            ? quoted.group(2)
                            : quoted.group(1).replaceAll("\\\\(.)", "$1");
                    return Matcher.quoteReplacement(plain);
                  }));
    }
    return words;
  }
}
