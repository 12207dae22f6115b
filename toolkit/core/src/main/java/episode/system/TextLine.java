package episode.system;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the text form that says something.
 *
 * @param number from 1
 * @param source as written
 * @param start where its first character other than a blank stands
 * @param code without the comment and the blanks around
 * @param brackets how many more it opens than it closes
 */
record TextLine(int number, String source, int start, String code, int brackets) {
  private static final Pattern OPEN_END =
      Pattern.compile("[-+*/%^<>=!,:(\\[]$|(^|\\W)(and|or|not|if|else|in)$");
  private static final Pattern OPEN_START =
      Pattern.compile("^[-+*/%^<>=!,:)\\]]|^(and|or|if|else|in)(\\W|$)");
  private static final Pattern LABELS = Pattern.compile("^((ordinal\\s+)?axis|stratify)\\s");
  private static final Pattern OPERATOR_END = Pattern.compile("[-+*/%^]$");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^(?:[\\p{L}_]\\w*\\s*:\\s*)?(?:0|[\\p{L}_]\\w*(?:\\[[^\\]]*\\])?)\\s*->"
              + "|^[\\p{L}_]\\w*(?:\\[[^\\]]*\\])?'?\\s*=(?!=)"
              + "|^(\\w+)\\s+(?!(?:and|or|if|else|in|not)\\b)[\\p{L}_]");
  private static final String OPEN_LIST = ",:=([";

  /** Returns the lines of a text, without comments and blank lines. */
  static List<TextLine> of(String text) {
    List<TextLine> lines = new ArrayList<>();
    int number = 0;
    for (String source : text.split("\\R", -1)) {
      number++;
      TextLine line = read(number, source);
      if (!line.code.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static TextLine read(int number, String source) {
    int brackets = 0;
    int end = 0;
    while (end < source.length() && source.charAt(end) != '#') {
      brackets += "([".indexOf(source.charAt(end)) >= 0 ? 1 : 0;
      brackets -= ")]".indexOf(source.charAt(end)) >= 0 ? 1 : 0;
      end = Math.max(end, quoteEnd(source, end)) + 1;
    }
    String code = source.substring(0, end);
    int start = code.length() - code.stripLeading().length();
    return new TextLine(number, source, start, code.strip(), brackets);
  }

  /**
   * Returns where the quote ends that starts at a character; −1 where none does. Behind a name,
   * {@code '} is the sign of a derivative.
   */
  static int quoteEnd(String text, int at) {
    char c = text.charAt(at);
    char last = at == 0 ? ' ' : text.charAt(at - 1);
    boolean prime = c == '\'' && (Character.isJavaIdentifierPart(last) || last == ']');
    return c != '"' && c != '\'' || prime ? -1 : text.indexOf(c, at + 1);
  }

  /** Returns whether a list of labels starts here, which may end in an operator, such as 65+. */
  boolean startsLabels() {
    return LABELS.matcher(code).find();
  }

  /** Returns whether the line ends in a sign that something must follow. */
  boolean isOpen(boolean ofLabels) {
    return ofLabels
        ? OPEN_LIST.indexOf(code.charAt(code.length() - 1)) >= 0
        : OPEN_END.matcher(code).find();
  }

  /** Returns whether the line ends in an operator of formulas. */
  boolean endsInOperator() {
    return OPERATOR_END.matcher(code).find();
  }

  /** Returns whether a statement starts here that no formula can hold. */
  boolean startsStatement() {
    Matcher start = STATEMENT.matcher(code);
    return start.find() && (start.group(1) == null || TextWord.of(start.group(1)).isPresent());
  }

  /** Returns whether the line starts with a sign that something must precede. */
  boolean continues() {
    return OPEN_START.matcher(code).find();
  }
}
