package episode.notebook.assist;

import episode.notebook.Episode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out of which type a chain of calls is, from what its methods return. Nothing is called, and
 * the chain may be broken off anywhere.
 */
final class CellTypes {
  private static final int DEEPEST = 8;

  private final List<Token> tokens;
  private final Map<String, Object> variables;
  private final ToolkitTypes toolkit = new ToolkitTypes();

  CellTypes(List<Token> tokens, Map<String, Object> variables) {
    this.tokens = tokens;
    this.variables = variables;
  }

  /** Returns the type whose method is called; that of the entry points for a bare name. */
  Optional<Class<?>> receiver(int name) {
    return receiver(name, DEEPEST);
  }

  private Optional<Class<?>> receiver(int name, int depth) {
    if (name < 2 || !tokens.get(name - 1).is(".")) {
      return Optional.of(Episode.class);
    }
    int before = name - 2;
    if (tokens.get(before).isName()) {
      return ofName(before, depth);
    }
    if (!tokens.get(before).is(")")) {
      return Call.around(tokens, before + 1)
          .flatMap(call -> returned(call.name(), call.name() + 1, before + 1, depth));
    }
    int open = opening(before);
    return open > 0 && tokens.get(open - 1).isName()
        ? returned(open - 1, open, before, depth)
        : Optional.empty();
  }

  private Optional<Class<?>> ofName(int at, int depth) {
    String name = tokens.get(at).text();
    if (at >= 1 && tokens.get(at - 1).is(".")) {
      return Optional.empty();
    }
    Optional<Class<?>> declared = depth > 0 ? declared(name, at, depth - 1) : Optional.empty();
    return declared
        .or(() -> Optional.ofNullable(variables.get(name)).map(Object::getClass))
        .or(() -> toolkit.named(name));
  }

  /** Returns the type of a variable that the cell itself declares above. */
  private Optional<Class<?>> declared(String name, int before, int depth) {
    return Declared.last(tokens, name, before).flatMap(start -> ofExpression(start, depth));
  }

  /** Returns the type of the chain that starts with a token. */
  Optional<Class<?>> ofExpression(int start, int depth) {
    Optional<Class<?>> type = Optional.empty();
    int at = start;
    while (at < tokens.size() && tokens.get(at).isName()) {
      if (at + 1 < tokens.size() && tokens.get(at + 1).is("(")) {
        int close = closing(at + 1);
        type = returned(at, at + 1, close < 0 ? tokens.size() : close, depth);
        at = close < 0 ? tokens.size() : close + 1;
      } else {
        type = at == start ? ofName(at, depth) : type;
        at++;
      }
      if (at >= tokens.size() || !tokens.get(at).is(".")) {
        break;
      }
      at++;
    }
    return type;
  }

  private Optional<Class<?>> returned(int name, int open, int close, int depth) {
    int count = open + 1 == close ? 0 : Call.commas(tokens, open + 1, close) + 1;
    return receiver(name, depth).flatMap(type -> result(type, tokens.get(name).text(), count));
  }

  private static Optional<Class<?>> result(Class<?> type, String method, int count) {
    List<Method> named =
        Arrays.stream(type.getMethods()).filter(one -> one.getName().equals(method)).toList();
    Stream<Method> exact = named.stream().filter(one -> one.getParameterCount() == count);
    return Stream.concat(exact, named.stream()).findFirst().map(Method::getReturnType);
  }

  private int opening(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      depth += tokens.get(i).is(")") ? 1 : tokens.get(i).is("(") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
