package episode.notebook.assist;

import java.util.List;
import java.util.Optional;

/** Finds the variables that a cell declares or assigns, and the extent of its statements. */
final class Declared {
  private Declared() {}

  /** Returns the token after the last {@code name =} above a token; empty where there is none. */
  static Optional<Integer> last(List<Token> tokens, String name, int before) {
    for (int i = Math.min(before, tokens.size() - 2) - 1; i >= 0; i--) {
      boolean named = tokens.get(i).isName() && tokens.get(i).text().equals(name);
      boolean member = i > 0 && tokens.get(i - 1).is(".");
      if (named && !member && tokens.get(i + 1).is("=") && !follows(tokens, i + 2, "=")) {
        return Optional.of(i + 2);
      }
    }
    return Optional.empty();
  }

  private static boolean follows(List<Token> tokens, int at, String symbol) {
    return at >= tokens.size() || tokens.get(at).is(symbol);
  }

  /** Returns the first token of the statement that a token is in. */
  static int start(List<Token> tokens, int index) {
    int at = index;
    while (at > 0 && !ends(tokens, at - 1)) {
      at--;
    }
    return at;
  }

  /** Returns the token behind the statement that a token is in. */
  static int end(List<Token> tokens, int index) {
    int at = index;
    while (at < tokens.size() && !(at > index && begins(tokens, at)) && !tokens.get(at).is(";")) {
      at++;
    }
    return at;
  }

  private static boolean ends(List<Token> tokens, int at) {
    return tokens.get(at).is(";") || begins(tokens, at + 1);
  }

  /** Returns whether a statement surely starts here, although no semicolon stands before it. */
  private static boolean begins(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    if (!token.isName() || at == 0) {
      return false;
    }
    Token before = tokens.get(at - 1);
    boolean after = before.is(")") || before.isText() || before.isName();
    boolean word = token.text().equals("var");
    boolean two = before.is(")") || before.isText();
    return after && (word || two);
  }
}
