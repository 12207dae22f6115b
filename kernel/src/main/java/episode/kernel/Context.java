package episode.kernel;

import java.util.List;

/**
 * The statement around the cursor, behind the variables that the cell declares above it.
 *
 * <p>JShell analyses one snippet; what stands above in the same cell has not run yet, so the
 * declarations of variables are put in front of the statement, and nothing else of the cell.
 *
 * @param code declarations and the statement, up to the cursor
 * @param shift what to add to an offset in {@code code} to get the one in the cell
 */
record Context(String code, int shift) {

  static Context of(String before, Splitter splitter) {
    Splitter.Cut cut = splitter.split(new SourceText(before, 0, 0));
    List<Statement> above = cut.statements();
    int start = cut.broken();
    if (start < 0) {
      start = above.isEmpty() ? 0 : above.get(above.size() - 1).offset();
      boolean closed = !above.isEmpty() && before.stripTrailing().endsWith(";");
      start = closed ? before.length() : start;
      above = above.isEmpty() || closed ? above : above.subList(0, above.size() - 1);
    }
    StringBuilder code = new StringBuilder();
    for (Statement statement : above) {
      if (statement.code().matches("(?s)(final\\s+)?[\\w.<>\\[\\], ?]+\\s+\\w+\\s*=.*;")) {
        code.append(statement.code()).append(' ');
      }
    }
    int shift = start - code.length();
    return new Context(code + before.substring(start), shift);
  }

  int cursor() {
    return code.length();
  }

  int inCode(int offset) {
    return offset + shift;
  }
}
