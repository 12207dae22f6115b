package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value in a spec and the path of keys that leads to it. What is not of the kind asked for is
 * added to the problems. For one thread.
 */
final class SpecNode {
  private static final int SHOWN = 60;

  private final Object value;
  private final String path;
  private final List<Problem> problems;

  SpecNode(Object value, String path, List<Problem> problems) {
    this.value = value;
    this.path = path;
    this.problems = problems;
  }

  String path() {
    return path.isEmpty() ? "spec" : path;
  }

  Object value() {
    return value;
  }

  /** Returns whether a key is there and has a value. */
  static boolean isThere(SpecNode node) {
    return node != null && !node.isNull();
  }

  boolean isNull() {
    return value == null;
  }

  boolean isList() {
    return value instanceof List<?>;
  }

  boolean isMap() {
    return value instanceof Map<?, ?>;
  }

  /** Returns the entries of a mapping, in order. */
  Map<String, SpecNode> map() {
    Map<String, SpecNode> entries = new LinkedHashMap<>();
    if (!(value instanceof Map<?, ?> map)) {
      kind("a mapping of keys to values");
      return entries;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      entries.put(
          key, new SpecNode(entry.getValue(), path.isEmpty() ? key : path + "." + key, problems));
    }
    return entries;
  }

  /** Returns the entries of a mapping; others than the known ones are problems. */
  Map<String, SpecNode> map(List<String> known) {
    Map<String, SpecNode> entries = map();
    for (String key : List.copyOf(entries.keySet())) {
      if (!known.contains(key)) {
        entries.remove(key);
        problems.add(
            Problem.of("E2502", "Unknown key '" + key + "'")
                .at(new Problem.Where(path(), key, 0, key.length()))
                .remedy(Suggestion.remedy(key, known, "Keys")));
      }
    }
    return entries;
  }

  /** Returns the elements of a list. */
  List<SpecNode> list() {
    List<SpecNode> elements = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      kind("a list");
      return elements;
    }
    for (Object element : list) {
      elements.add(new SpecNode(element, path + "[" + elements.size() + "]", problems));
    }
    return elements;
  }

  /** Returns a text with something in it. */
  Optional<String> text() {
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    if (value instanceof Number || value instanceof Boolean) {
      String remedy = "It is " + seen() + "; as a name it is in quotes: \"" + value + "\".";
      problem("E2503", "'" + path() + "' is not a text", remedy);
      return Optional.empty();
    }
    kind("a text");
    return Optional.empty();
  }

  /** Returns a formula's text; a number is one too. Its comments are blank, of the same length. */
  Optional<String> formula() {
    if (value instanceof Number number) {
      if (Double.isFinite(number.doubleValue())) {
        return Optional.of(PythonNumber.text(number));
      }
      problem("E2503", "'" + path() + "' is not a formula", "It is a number that is not finite.");
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      String bare = PythonWords.withoutComments(text).stripTrailing();
      if (!bare.isEmpty()) {
        return Optional.of(bare);
      }
    }
    kind("a formula");
    return Optional.empty();
  }

  Optional<Double> number() {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    kind("a number");
    return Optional.empty();
  }

  Optional<Boolean> truth() {
    if (value instanceof Boolean truth) {
      return Optional.of(truth);
    }
    kind("true or false");
    return Optional.empty();
  }

  Optional<Integer> whole() {
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
      return Optional.of(number.intValue());
    }
    kind("a whole number");
    return Optional.empty();
  }

  /** Reports that a mapping has not got a key that it needs. */
  void missing(String key, String remedy) {
    problems.add(
        Problem.of("E2503", "The key '" + key + "' is missing").at(where()).remedy(remedy));
  }

  private void kind(String wanted) {
    String remedy =
        value != null
            ? "It is " + seen() + "."
            : path.isEmpty()
                ? "It is empty; write state: [S, I, R] and equations or transitions."
                : "Give it a value, or leave its key out.";
    problem("E2503", "'" + path() + "' is not " + wanted, remedy);
  }

  private String seen() {
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Map<?, ?>) {
      return "a mapping";
    }
    return value instanceof String text
        ? (PythonWords.withoutComments(text).isBlank() ? "an empty text" : "a text")
        : value instanceof Number ? "a number" : "a truth value";
  }

  void problem(String code, String what, String remedy) {
    problem(Problem.of(code, what).remedy(remedy));
  }

  void problem(Problem problem) {
    problems.add(problem.at(where()));
  }

  /** Returns the whole of this value as the place of a problem. */
  Problem.Where where() {
    String shown;
    if (value instanceof Map<?, ?> map) {
      shown = map.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    } else {
      shown = value instanceof String text ? text : shortened();
    }
    return new Problem.Where(path(), shown, 0, shown.length());
  }

  private String shortened() {
    Object first = value;
    if (value instanceof List<?> list && list.size() > 10) {
      first = list.subList(0, 10);
    }
    String text = String.valueOf(first);
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
