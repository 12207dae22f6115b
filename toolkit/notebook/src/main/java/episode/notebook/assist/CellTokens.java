package episode.notebook.assist;

import episode.notebook.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts a cell into words. A text that is not closed ends with its line, so that a cell can be read
 * while it is being written.
 */
final class CellTokens {
  private final String code;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private CellTokens(String code) {
    this.code = code;
  }

  static List<Token> of(String code) {
    CellTokens reader = new CellTokens(code);
    while (reader.at < code.length()) {
      reader.step();
    }
    return List.copyOf(reader.tokens);
  }

  /** Returns which token is the text that the cursor is in. */
  static OptionalInt textAt(List<Token> tokens, int cursor) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isText() && token.start() <= cursor && cursor <= token.end()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private void step() {
    char c = code.charAt(at);
    if (code.startsWith("//", at)) {
      at = until("\n", at);
    } else if (code.startsWith("/*", at)) {
      at = Math.min(code.length(), until("*/", at + 2) + 2);
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else if (Character.isJavaIdentifierStart(c)) {
      word(Kind.NAME);
    } else if (Character.isDigit(c)) {
      word(Kind.NUMBER);
    } else {
      if (!Character.isWhitespace(c)) {
        tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), at));
      }
      at++;
    }
  }

  private void word(Kind kind) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    tokens.add(new Token(kind, code.substring(at, end), at));
    at = end;
  }

  private void quoted(char quote) {
    boolean block = code.startsWith("\"\"\"", at);
    int start = at + (block ? 3 : 1);
    int end = block ? until("\"\"\"", start) : lineEnd(start, quote);
    Kind kind = quote == '"' ? Kind.TEXT : Kind.NUMBER;
    tokens.add(new Token(kind, code.substring(start, end), start));
    boolean closed = end < code.length() && code.charAt(end) == quote;
    at = Math.min(code.length(), end + (block ? 3 : closed ? 1 : 0));
  }

  private int lineEnd(int start, char quote) {
    int end = start;
    while (end < code.length() && code.charAt(end) != quote && code.charAt(end) != '\n') {
      end += code.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, code.length());
  }

  private int until(String mark, int from) {
    int found = code.indexOf(mark, from);
    return found < 0 ? code.length() : found;
  }
}
