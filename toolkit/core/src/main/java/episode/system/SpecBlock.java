package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the block {@code episode:} of a spec: what op_system's own keys have no place for. A spec
 * without it means what it means to op_system. For one spec and one thread.
 */
final class SpecBlock {
  static final int VERSION = 1;

  private static final List<String> KEYS =
      List.of(
          "version",
          "name",
          "time",
          "formulas",
          "parameters",
          "states",
          "inputs",
          "equations",
          "initial",
          "contributions",
          "outputs",
          "closed",
          "operators");

  /** A formula and the text of what it defines. */
  record Entry(String target, Problem.Where where, SpecNode formula) {}

  /** A name with its axes as written, and its place. */
  record Named(String text, Problem.Where where) {}

  private final Map<String, SpecNode> keys = new LinkedHashMap<>();
  private final List<Named> parameters = new ArrayList<>();
  private final Map<String, Traits> traits = new LinkedHashMap<>();
  private TimeScale time = TimeScale.NONE;
  private boolean own;
  private boolean closed;
  private boolean operators;

  /**
   * Reads a block.
   *
   * @param node the block; null where there is none
   */
  SpecBlock(SpecNode node) {
    if (node == null || node.isNull()) {
      return;
    }
    if (!isReadable(node)) {
      return;
    }
    keys.putAll(node.map(KEYS));
    word("time").ifPresent(this::time);
    own = isWord("formulas", List.of("op_system", "episode"), "episode");
    operators = isWord("operators", List.of("metadata", "rhs"), "rhs");
    if (keys.containsKey("closed")) {
      closed = keys.get("closed").truth().orElse(false);
    }
    named("parameters", parameters);
    named("states", new ArrayList<>());
  }

  /** A later version may have other keys: nothing else is said about them. */
  private static boolean isReadable(SpecNode node) {
    SpecNode version = node.isMap() ? node.map().get("version") : null;
    if (version == null) {
      if (node.isMap()) {
        node.missing("version", "Write version: 1.");
      } else {
        node.map();
      }
      return false;
    }
    Optional<Integer> number = version.whole();
    if (number.isPresent() && number.get() != VERSION) {
      String what = "The block episode has version " + number.get();
      String remedy = "This library reads version " + VERSION + "; use a newer one.";
      version.problem("E2520", what, remedy);
    }
    return number.isPresent() && number.get() == VERSION;
  }

  private Optional<String> word(String key) {
    return keys.containsKey(key) ? keys.get(key).text().map(String::strip) : Optional.empty();
  }

  private boolean isWord(String key, List<String> words, String wanted) {
    Optional<String> word = word(key).map(text -> text.toLowerCase(Locale.ROOT));
    if (word.isPresent() && !words.contains(word.get())) {
      String what = "'" + key + "' has no value '" + word.get() + "'";
      keys.get(key).problem("E2521", what, Suggestion.remedy(word.get(), words, "Values"));
    }
    return word.isPresent() && word.get().equals(wanted);
  }

  private void time(String word) {
    Optional<TimeScale> scale = TimeScale.of(word);
    if (scale.isEmpty()) {
      String remedy = Suggestion.remedy(word, TimeScale.WORDS, "Units");
      keys.get("time").problem("E2114", "Unknown unit of time '" + word + "'", remedy);
    }
    time = scale.orElse(TimeScale.NONE);
  }

  /** Reads names, each alone or with what is said of it. */
  private void named(String key, List<Named> found) {
    if (!keys.containsKey(key)) {
      return;
    }
    for (SpecNode entry : keys.get(key).list()) {
      if (!entry.isMap()) {
        entry.text().ifPresent(text -> found.add(new Named(text, entry.where())));
        continue;
      }
      Map<String, SpecNode> said = entry.map(List.of("name", "default", "unit", "bounds"));
      if (!said.containsKey("name")) {
        entry.missing("name", "Write {name: beta, default: 0.3, unit: 1/day, bounds: [0, 5]}.");
        continue;
      }
      Optional<String> text = said.get("name").text();
      if (text.isPresent()) {
        found.add(new Named(text.get(), said.get("name").where()));
        traits.put(Selector.of(text.get()).map(Selector::name).orElse(""), traits(said));
      }
    }
  }

  private static Traits traits(Map<String, SpecNode> said) {
    String unit = said.containsKey("unit") ? said.get("unit").text().orElse("") : "";
    double byDefault = Double.NaN;
    if (said.containsKey("default")) {
      byDefault = said.get("default").number().orElse(Double.NaN);
    }
    double[] bounds = {Traits.NONE.lower(), Traits.NONE.upper()};
    if (said.containsKey("bounds")) {
      SpecNode node = said.get("bounds");
      List<SpecNode> ends = node.list();
      for (int i = 0; i < 2 && ends.size() == 2; i++) {
        bounds[i] = ends.get(i).number().orElse(bounds[i]);
      }
      if (node.isList() && ends.size() != 2) {
        node.problem("E2503", "'" + node.path() + "' is not two numbers", "Write [0, 5].");
      }
    }
    return new Traits(unit.strip(), byDefault, bounds[0], bounds[1]);
  }

  /** Returns the system's name; empty where it is that of its file. */
  Optional<String> name() {
    return word("name");
  }

  TimeScale time() {
    return time;
  }

  /** Returns whether formulas and cells are in this library's own grammar, not in op_system's. */
  boolean isOwnGrammar() {
    return own;
  }

  boolean closed() {
    return closed;
  }

  /** Returns whether the spec's operators act in the right-hand side. */
  boolean operatorsAct() {
    return operators;
  }

  /** Returns whether the parameters are listed, so that no other name is one. */
  boolean listsParameters() {
    return keys.containsKey("parameters");
  }

  List<Named> parameters() {
    return parameters;
  }

  Map<String, Traits> traits() {
    return traits;
  }

  /** Returns the entries of equations, initial or outputs: {@code target: formula}. */
  List<Entry> entries(String key) {
    List<Entry> entries = new ArrayList<>();
    if (keys.containsKey(key) && !keys.get(key).isNull()) {
      keys.get(key).map().forEach((text, node) -> entries.add(entry(key, text, node)));
    }
    return entries;
  }

  private static Entry entry(String key, String text, SpecNode node) {
    return new Entry(text, new Problem.Where("episode." + key, text, 0, text.length()), node);
  }

  /** Returns what is known at every time, from rows: {@code {name, curve, times, values}}. */
  List<InputReading.Source> inputs() {
    List<InputReading.Source> inputs = new ArrayList<>();
    if (!keys.containsKey("inputs")) {
      return inputs;
    }
    List<String> wanted = List.of("name", "curve", "times", "values");
    for (SpecNode one : keys.get("inputs").list()) {
      Map<String, SpecNode> said = one.map(wanted);
      for (String key : wanted) {
        if (one.isMap() && !said.containsKey(key)) {
          one.missing(key, "Write {name: beta, curve: linear, times: [0, 30], values: [1, 2]}.");
        }
      }
      if (said.size() == wanted.size()) {
        Optional<String> name = said.get("name").text();
        Optional<Curve> curve = curve(said.get("curve"));
        if (name.isPresent() && curve.isPresent()) {
          inputs.add(
              new InputReading.Source(
                  name.get().strip(),
                  curve.get(),
                  numbers(said.get("times")),
                  numbers(said.get("values"))));
        }
      }
    }
    return inputs;
  }

  private static Optional<Curve> curve(SpecNode node) {
    Optional<String> word = node.text().map(String::strip);
    Optional<Curve> curve = word.flatMap(Curve::of);
    if (word.isPresent() && curve.isEmpty()) {
      String remedy = Suggestion.remedy(word.get(), Curve.WORDS, "Values");
      node.problem("E2521", "'curve' has no value '" + word.get() + "'", remedy);
    }
    return curve;
  }

  private static double[] numbers(SpecNode node) {
    List<SpecNode> elements = node.list();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).number().orElse(0.0);
    }
    return numbers;
  }

  /** Returns what is added to derivatives: {@code {state: u, rate: formula}}, in order. */
  List<Entry> contributions() {
    List<Entry> entries = new ArrayList<>();
    if (!keys.containsKey("contributions")) {
      return entries;
    }
    for (SpecNode one : keys.get("contributions").list()) {
      Map<String, SpecNode> said = one.map(List.of("state", "rate"));
      for (String key : List.of("state", "rate")) {
        if (one.isMap() && !said.containsKey(key)) {
          one.missing(key, "Write {state: u, rate: formula}.");
        }
      }
      if (said.size() == 2) {
        Optional<String> state = said.get("state").text();
        state.ifPresent(
            text -> entries.add(new Entry(text, said.get("state").where(), said.get("rate"))));
      }
    }
    return entries;
  }
}
