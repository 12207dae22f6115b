package episode.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds where statements of a cell may end, from its characters alone: line ends outside brackets,
 * texts and comments that the next line does not continue, and both ends of a line magic.
 */
final class Boundaries {

  private static final Set<String> CONTINUING_WORDS =
      Set.of(
          "else", "catch", "finally", "instanceof", "extends", "implements", "throws", "permits");

  private final String text;
  private final Predicate<String> magics;
  private final Set<Integer> starts = new HashSet<>();
  private final List<Integer> ends = new ArrayList<>();
  private final Deque<Integer> open = new ArrayDeque<>();
  private char last = ';';
  private int lastEnd;
  private int unmatched = -1;
  private int openComment = -1;

  private Boundaries(String text, Predicate<String> magics) {
    this.text = text;
    this.magics = magics;
  }

  /**
   * Returns the boundaries of a text.
   *
   * @param magics knows the names of magics: other names may be variables after the operator
   */
  static Boundaries of(String text, Predicate<String> magics) {
    Boundaries boundaries = new Boundaries(text, magics);
    int at = 0;
    while (at < text.length()) {
      at = boundaries.step(at);
    }
    boundaries.end();
    return boundaries;
  }

  /** Returns offsets in ascending order, each just after a character that is no comment. */
  List<Integer> ends() {
    return ends;
  }

  /** Returns the offset of the bracket that has no partner, or -1. */
  int unmatched() {
    return unmatched >= 0 || open.isEmpty() ? unmatched : open.getLast();
  }

  /** Returns whether a magic starts there. */
  boolean isMagic(int at) {
    return starts.contains(at);
  }

  /** Returns whether a line starts there with percent signs and the name of a magic. */
  private boolean magicAt(int at) {
    boolean begins = text.substring(text.lastIndexOf('\n', at - 1) + 1, at).isBlank();
    if (!begins || text.charAt(at) != '%') {
      return false;
    }
    String name = nameAt(at);
    return !name.isEmpty() && (last == ';' || last == '}' || magics.test(name));
  }

  /** Returns the name behind percent signs, or an empty text. */
  private String nameAt(int at) {
    int name = text.startsWith("%%", at) ? at + 2 : at + 1;
    return name < text.length() && Character.isLetter(text.charAt(name)) ? word(name) : "";
  }

  /** Returns the offset of the comment that does not end, or -1. */
  int openComment() {
    return openComment;
  }

  /** Returns the first offset from {@code at} that is neither blank nor in a comment. */
  static int significant(String text, int at) {
    int here = at;
    while (here < text.length()) {
      if (Character.isWhitespace(text.charAt(here))) {
        here++;
      } else if (comment(text, here)) {
        here = afterComment(text, here);
      } else {
        break;
      }
    }
    return here;
  }

  private int step(int at) {
    char c = text.charAt(at);
    if (c == '\n') {
      if (open.isEmpty() && !(last == ';' ? elseFollows(at + 1) : continued(at + 1))) {
        end();
      }
      return at + 1;
    }
    if (comment(text, at)) {
      int after = afterComment(text, at);
      if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) < 0) {
        openComment = at;
      }
      return after;
    }
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    boolean assigned = c == '%' && last == '=' && !nameAt(at).isEmpty();
    if (open.isEmpty() && (assigned || magicAt(at))) {
      if (!assigned) {
        end();
        starts.add(at);
      }
      last = ';';
      lastEnd = magicEnd(at);
      return lastEnd;
    }
    last = c;
    if (c == '"' || c == '\'') {
      lastEnd = afterQuote(at, c);
    } else {
      bracket(c, at);
      lastEnd = at + 1;
    }
    return lastEnd;
  }

  private void end() {
    if (ends.isEmpty() || ends.get(ends.size() - 1) < lastEnd) {
      ends.add(lastEnd);
    }
  }

  private void bracket(char c, int at) {
    if ("([{".indexOf(c) >= 0) {
      open.push(at);
    } else if (")]}".indexOf(c) >= 0) {
      boolean fits = !open.isEmpty() && "([{".indexOf(text.charAt(open.peek())) == ")]}".indexOf(c);
      if (fits) {
        open.pop();
      } else if (unmatched < 0) {
        unmatched = at;
      }
    }
  }

  private boolean elseFollows(int from) {
    return word(significant(text, from)).equals("else");
  }

  private boolean continued(int from) {
    int at = significant(text, from);
    if (at == text.length() || magicAt(at)) {
      return false;
    }
    String rest = text.substring(at, Math.min(text.length(), at + 2));
    if (rest.equals("++") || rest.equals("--")) {
      return false;
    }
    return ".,?:+-*/%&|^=<>()[]{};".indexOf(rest.charAt(0)) >= 0
        || rest.equals("!=")
        || CONTINUING_WORDS.contains(word(at));
  }

  private String word(int at) {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Returns the end of a magic: that of its line, or of the line where its brackets close. */
  private int magicEnd(int at) {
    int depth = 0;
    int here = at;
    while (here < text.length() && (depth > 0 || text.charAt(here) != '\n')) {
      char c = text.charAt(here);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      here = c == '"' || c == '\'' ? afterQuote(here, c) : here + 1;
    }
    return depth > 0 ? lineEnd(at) : here;
  }

  private int afterQuote(int at, char quote) {
    boolean block = text.startsWith("\"\"\"", at);
    int here = at + (block ? 3 : 1);
    while (here < text.length()) {
      char c = text.charAt(here);
      if (c == '\\') {
        here += 2;
      } else if (block ? text.startsWith("\"\"\"", here) : c == quote) {
        return here + (block ? 3 : 1);
      } else if (!block && c == '\n') {
        return here;
      } else {
        here++;
      }
    }
    return text.length();
  }

  private static boolean comment(String text, int at) {
    return text.startsWith("//", at) || text.startsWith("/*", at);
  }

  private static int afterComment(String text, int at) {
    boolean line = text.charAt(at + 1) == '/';
    int end = text.indexOf(line ? "\n" : "*/", at + 2);
    return end < 0 ? text.length() : line ? end : end + 2;
  }
}
