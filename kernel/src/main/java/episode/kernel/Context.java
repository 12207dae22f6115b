package episode.kernel;

import java.util.List;

/**
 * The statement around the cursor, behind the variables that the cell declares above it.
 *
 * <p>JShell analyses one snippet; what stands above in the same cell has not run yet, so the
 * declarations of variables are put in front of the statement, and nothing else of the cell.
 *
 * @param declared the declarations
 * @param statement the statement, up to the cursor
 * @param start where it starts in the cell
 */
record Context(String declared, String statement, int start) {

  /** Returns what to analyse, the best first: the whole statement, then its last chain alone. */
  static List<Context> around(String before, Splitter splitter) {
    Context whole = of(before, splitter);
    int start = chainStart(before);
    return start <= whole.start()
        ? List.of(whole)
        : List.of(whole, behind(whole.declared(), before, start));
  }

  static Context of(String before, Splitter splitter) {
    StringBuilder declarations = new StringBuilder();
    int from = 0;
    while (true) {
      SourceText rest = new SourceText(before.substring(from), 0, 0);
      Splitter.Cut cut = splitter.split(rest);
      int start = start(rest.text(), cut, declarations);
      int next = cut.broken() < 0 ? -1 : nextPiece(rest.text(), cut.broken());
      if (next < 0) {
        return behind(declarations.toString(), before, from + start);
      }
      from += next;
    }
  }

  private static Context behind(String declarations, String before, int start) {
    return new Context(declarations, before.substring(start), start);
  }

  /** Adds what is declared above the last statement, and returns where that one starts. */
  private static int start(String text, Splitter.Cut cut, StringBuilder declarations) {
    List<Statement> above = cut.statements();
    int start = cut.broken();
    if (start < 0) {
      start = above.isEmpty() ? 0 : above.get(above.size() - 1).offset();
      boolean closed = !above.isEmpty() && text.stripTrailing().endsWith(";");
      start = closed ? text.length() : start;
      above = above.isEmpty() || closed ? above : above.subList(0, above.size() - 1);
    }
    for (Statement statement : above) {
      if (statement.code().matches("(?s)(final\\s+)?[\\w.<>\\[\\], ?]+\\s+\\w+\\s*=.*;")) {
        declarations.append(statement.code()).append(' ');
      }
    }
    return start;
  }

  /** Returns where the text goes on behind a piece that is no Java; -1 where nothing follows. */
  private static int nextPiece(String text, int broken) {
    for (int end : Boundaries.of(text, name -> false).ends()) {
      if (end > broken) {
        int next = Boundaries.significant(text, end);
        return next < text.length() ? next : -1;
      }
    }
    return -1;
  }

  /** Returns where the chain of calls starts that ends at the end of a text; -1 for none. */
  private static int chainStart(String text) {
    int at = text.length();
    int depth = 0;
    while (at > 0) {
      char c = text.charAt(at - 1);
      if (c == '"') {
        at = Math.max(0, text.lastIndexOf('"', at - 2)) + 1;
      } else if (c == ')' || c == ']') {
        depth++;
      } else if ((c == '(' || c == '[') && depth > 0) {
        depth--;
      } else if (depth == 0 && !continues(text, at - 1)) {
        break;
      }
      at--;
    }
    int start = Boundaries.significant(text, Math.max(0, at));
    return start < text.length() ? start : -1;
  }

  private static boolean continues(String text, int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      boolean before = text.substring(0, at).stripTrailing().endsWith(".");
      return before || text.substring(at).stripLeading().startsWith(".");
    }
    return Character.isJavaIdentifierPart(c) || c == '.';
  }

  /** Returns the declarations and the statement. */
  String code() {
    return declared + statement;
  }

  int cursor() {
    return code().length();
  }

  int inCode(int offset) {
    return offset - declared.length() + start;
  }
}
