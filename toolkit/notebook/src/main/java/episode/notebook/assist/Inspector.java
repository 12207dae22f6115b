package episode.notebook.assist;

import episode.expr.FormulaWords;
import episode.notebook.Episode;
import episode.prob.Distributions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what the word at a cursor means, in texts and outside of them. */
final class Inspector {
  private static final int LONGEST = 400;

  private final Map<String, Object> variables;

  Inspector(Map<String, Object> variables) {
    this.variables = variables;
  }

  Optional<Page> at(String code, int cursor) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    if (code.stripLeading().startsWith("%%system")) {
      int body = code.indexOf('\n') + 1;
      return body == 0 || cursor < body ? Optional.empty() : text(code.substring(body), end - body);
    }
    List<Token> tokens = CellTokens.of(code);
    OptionalInt text = CellTokens.textAt(tokens, cursor);
    return text.isPresent()
        ? inText(new Scene(tokens, variables), text.getAsInt(), end)
        : java(tokens, cursor);
  }

  private Optional<Page> text(String body, int end) {
    Names names = new Names();
    new TextNames(names).add(body);
    Spot spot = Spot.of(body.substring(0, end));
    String line = spot.before().substring(spot.before().lastIndexOf('\n') + 1);
    Optional<Page> statement =
        line.strip().equals(spot.word()) ? WordPages.statement(spot.word()) : Optional.empty();
    return statement.or(() -> word(spot, names, false));
  }

  private Optional<Page> inText(Scene scene, int index, int end) {
    Token token = scene.tokens().get(index);
    Optional<Call> call = Call.around(scene.tokens(), index);
    Role role = call.map(scene::role).orElse(Role.NONE);
    if (role == Role.NONE && call.isEmpty()) {
      return Optional.empty();
    }
    Spot spot = Spot.of(token.text().substring(0, Math.min(end, token.end()) - token.start()));
    if (role == Role.SYSTEM_TEXT) {
      return text(token.text(), spot.before().length());
    }
    boolean random = (role == Role.PRIOR || role == Role.OBSERVATION) && spot.isBehind("~");
    return word(spot, scene.names(index), random);
  }

  private Optional<Page> word(Spot spot, Names names, boolean random) {
    String word = spot.word();
    Optional<Page> declared =
        names.named(word).flatMap(name -> WordPages.declared(name, names, variables));
    Optional<Page> distribution = random ? WordPages.distribution(word) : Optional.empty();
    return distribution.or(() -> declared).or(() -> WordPages.language(word));
  }

  private Optional<Page> java(List<Token> tokens, int cursor) {
    int at = wordAt(tokens, cursor);
    if (at < 0) {
      return Optional.empty();
    }
    String name = tokens.get(at).text();
    CellTypes types = new CellTypes(tokens, variables);
    boolean member = at > 0 && tokens.get(at - 1).is(".");
    boolean called = at + 1 < tokens.size() && tokens.get(at + 1).is("(");
    int close = called ? Declared.end(tokens, at) : at;
    int arguments =
        called && !tokens.get(Math.min(at + 2, tokens.size() - 1)).is(")")
            ? Call.commas(tokens, at + 2, closing(tokens, at + 1, close)) + 1
            : 0;
    if (member) {
      return types.receiver(at).flatMap(type -> MemberPages.of(type, name, arguments));
    }
    Optional<Page> value = called ? Optional.empty() : variable(tokens, types, at);
    return value
        .or(() -> MemberPages.of(Episode.class, name, arguments))
        .or(() -> new ToolkitTypes().named(name).flatMap(MemberPages::of))
        .or(() -> tokens.size() == 1 ? alone(name) : Optional.empty());
  }

  /** Returns what a name means in formulas, of whatever system, function or distribution. */
  private Optional<Page> alone(String name) {
    Names names = new Scene(List.of(), variables).names(0);
    Optional<Page> language =
        FormulaWords.all().stream()
            .filter(word -> word.name().equalsIgnoreCase(name))
            .findFirst()
            .flatMap(word -> WordPages.language(word.name()));
    return word(Spot.of(name), names, false)
        .or(() -> language)
        .or(
            () ->
                Distributions.names().stream()
                    .filter(one -> one.equalsIgnoreCase(name))
                    .findFirst()
                    .flatMap(WordPages::distribution));
  }

  private static int closing(List<Token> tokens, int open, int end) {
    int depth = 0;
    for (int i = open; i < end; i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return end;
  }

  /**
   * Returns which name is at the cursor, or that of the call that the cursor is in; -1 for none.
   */
  private static int wordAt(List<Token> tokens, int cursor) {
    int next = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isName() && token.start() <= cursor && cursor <= token.end()) {
        return i;
      }
      next = token.start() < cursor ? i + 1 : next;
    }
    return Call.around(tokens, next).map(Call::name).orElse(-1);
  }

  private Optional<Page> variable(List<Token> tokens, CellTypes types, int at) {
    String name = tokens.get(at).text();
    Optional<Integer> declared = Declared.last(tokens, name, at + 2);
    if (declared.isPresent() && !variables.containsKey(name)) {
      return types
          .ofExpression(declared.get(), 8)
          .filter(type -> type.getName().startsWith("episode."))
          .flatMap(type -> described(name, type, Optional.empty()));
    }
    Object value = variables.get(name);
    boolean ours = value != null && value.getClass().getName().startsWith("episode.");
    return ours ? described(name, value.getClass(), Optional.of(value)) : Optional.empty();
  }

  private static Optional<Page> described(String name, Class<?> type, Optional<Object> value) {
    Pages page = new Pages().code(type.getSimpleName() + " " + name);
    value.map(Inspector::brief).ifPresent(brief -> page.prose("<pre>" + brief + "</pre>"));
    return page.prose(JavadocIndex.of(type).body()).page();
  }

  private static String brief(Object value) {
    String text = String.valueOf(value);
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    return Prose.escaped(shown);
  }
}
