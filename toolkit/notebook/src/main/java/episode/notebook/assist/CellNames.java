package episode.notebook.assist;

import episode.plot.Columns;
import episode.system.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * Finds the names that a statement of a cell can use: those that its own chain declares, and those
 * of every variable that it names, whether the cell itself or an earlier one declares it.
 */
final class CellNames {
  private static final Map<String, String> KINDS =
      Map.of(
          "state", "state",
          "parameter", "parameter",
          "alias", "alias",
          "contacts", "alias",
          "input", "input",
          "output", "output",
          "derive", "output",
          "prior", "parameter",
          "transition", "flow");
  private static final Set<String> DECLARING =
      Set.of("SystemBuilder", "Stratification", "Posterior");

  private final List<Token> tokens;
  private final Map<String, Object> variables;
  private final CellTypes types;
  private final Names names = new Names();
  private final LiveNames live = new LiveNames(names);
  private final Set<Integer> seen = new HashSet<>();
  private int cursor;

  CellNames(List<Token> tokens, Map<String, Object> variables, CellTypes types) {
    this.tokens = tokens;
    this.variables = variables;
    this.types = types;
  }

  /** Returns the names around a token; all that there are where its statement knows none. */
  Names around(int index) {
    cursor = index;
    statement(Declared.start(tokens, index), index);
    boolean nothing = names.isEmpty() && names.draws().isEmpty() && names.inputs().isEmpty();
    if (nothing) {
      boolean columns = !names.columns().isEmpty();
      for (int i = 0; i < tokens.size(); i++) {
        declaration(i);
      }
      List<Object> newestFirst = new ArrayList<>(variables.values());
      Collections.reverse(newestFirst);
      newestFirst.sort(Comparator.comparing(Values.class::isInstance)); // Systems say more.
      newestFirst.stream().filter(value -> !columns || !isData(value)).forEach(live::add);
    } else if (names.columns().isEmpty()) {
      variables.values().stream().filter(CellNames::isData).forEach(live::add);
    }
    return names;
  }

  private static boolean isData(Object value) {
    return value instanceof Table || value instanceof Columns;
  }

  private void statement(int start, int index) {
    if (!seen.add(start)) {
      return;
    }
    int end = Declared.end(tokens, Math.max(start, index));
    for (int i = start; i < end; i++) {
      declaration(i);
    }
    for (int i = start; i < end; i++) {
      variable(i);
    }
  }

  private void variable(int i) {
    Token token = tokens.get(i);
    boolean member = i > 0 && tokens.get(i - 1).is(".");
    boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
    boolean assigned = i + 1 < tokens.size() && tokens.get(i + 1).is("=");
    if (!token.isName() || member || called || assigned) {
      return;
    }
    Optional<Integer> own = Declared.last(tokens, token.text(), i);
    if (own.isPresent()) {
      statement(Declared.start(tokens, own.get()), own.get());
    } else if (variables.containsKey(token.text())) {
      live.add(variables.get(token.text()));
    }
  }

  /** Adds what a call declares, if the token is the name of one that does. */
  private void declaration(int i) {
    boolean called = i + 2 < tokens.size() && tokens.get(i + 1).is("(");
    if (!called || !tokens.get(i).isName()) {
      return;
    }
    String method = tokens.get(i).text();
    List<String> texts = texts(i + 2);
    boolean builds = i > 0 && tokens.get(i - 1).is(".") && builds(i);
    if (texts.isEmpty()) {
      return;
    }
    if (method.equals("function")) {
      texts.stream().skip(1).forEach(input -> names.declare(input, "input", "of the function"));
    } else if (method.equals("system") || method.equals("text")) {
      texts.stream().skip(1).forEach(text -> new TextNames(names).add(text));
    } else if (builds && (method.equals("axis") || method.equals("stratify"))) {
      names.axis(texts.get(0), texts.subList(1, texts.size()));
    } else if (builds && KINDS.containsKey(method)) {
      declared(method, texts);
    } else if (method.equals("stratify")) {
      names.axis(texts.get(0), texts.subList(1, texts.size()));
    }
  }

  private boolean builds(int name) {
    return types.receiver(name).map(type -> DECLARING.contains(type.getSimpleName())).orElse(true);
  }

  private void declared(String method, List<String> texts) {
    String kind = KINDS.get(method);
    String detail = texts.size() > 1 && !kind.equals("state") ? ": " + texts.get(1) : "";
    boolean many = method.equals("state") || method.equals("parameter");
    for (String text : many ? texts : texts.subList(0, 1)) {
      if (kind.equals("flow")) {
        int colon = text.indexOf(':');
        names.declare(colon < 0 ? "" : text.substring(0, colon), kind, detail);
      } else if (method.equals("prior")) {
        names.declare(text.replaceAll("~.*", ""), kind, "prior " + text);
      } else {
        names.declare(text, kind, many ? "of this cell" : "of this cell" + detail);
      }
    }
  }

  /** Returns the texts among the arguments of a call, those of calls in it left out. */
  private List<String> texts(int from) {
    List<String> texts = new ArrayList<>();
    int depth = 1;
    for (int i = from; i < tokens.size() && depth > 0; i++) {
      Token token = tokens.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (token.is(".") && i + 1 < tokens.size() && tokens.get(i - 1).isText() || token.is(";")) {
        break;
      }
      if (token.isText() && depth == 1) {
        texts.add(i == cursor ? "" : token.text()); // What is being written declares nothing.
      }
    }
    return texts;
  }
}
