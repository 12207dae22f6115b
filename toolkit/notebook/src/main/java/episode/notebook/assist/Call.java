package episode.notebook.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A call whose brackets are around some token.
 *
 * @param name which token is the name of the method
 * @param argument how many commas stand between its bracket and the token
 */
record Call(int name, int argument) {

  /** Returns the innermost call around a token; empty where there is none. */
  static Optional<Call> around(List<Token> tokens, int index) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < index; i++) {
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        open.push(i);
      } else if ((token.is(")") || token.is("]") || token.is("}")) && !open.isEmpty()) {
        open.pop();
      } else if (token.is(";")) {
        open.clear();
      }
    }
    return innermost(tokens, open, index);
  }

  private static Optional<Call> innermost(List<Token> tokens, Deque<Integer> open, int index) {
    int inner = index;
    for (int bracket : open) {
      boolean called = tokens.get(bracket).is("(") && bracket > 0;
      if (called && tokens.get(bracket - 1).isName()) {
        return Optional.of(new Call(bracket - 1, commas(tokens, bracket + 1, inner)));
      }
      inner = bracket;
    }
    return Optional.empty();
  }

  /** Returns the number of commas between two tokens that are in no further brackets. */
  static int commas(List<Token> tokens, int from, int to) {
    int depth = 0;
    int commas = 0;
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
      } else if (depth == 0 && token.is(",")) {
        commas++;
      }
    }
    return commas;
  }
}
