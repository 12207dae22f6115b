package episode.system;

import episode.expr.AxisKind;
import episode.expr.EpisodeException;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a system as a spec. For one system and one thread. */
final class SpecWriter {
  private static final List<String> FOR_ENGINES =
      List.of(
          "state_axes",
          "initial_state",
          "kernels",
          "operators",
          "factorize_axes",
          "sources",
          "couplings",
          "constraints",
          "meta");

  private static final List<String> NONE = List.of();

  /** Which words formulas are written in. */
  private enum Grammar {
    OP_SYSTEM,
    EPISODE,
    /** What this library reads in specs besides op_system's words. */
    WIDER
  }

  private final OpSystem system;
  private final Definitions said;
  private final Grammar grammar;
  private final SpecWords words;
  private final boolean acting;

  /**
   * Makes a writer.
   *
   * @param acting whether the contributions are those of the spec's operators
   */
  private SpecWriter(OpSystem system, Grammar grammar, boolean acting) {
    this.system = system;
    this.grammar = grammar;
    this.acting = acting && !system.definitions().contributions().isEmpty();
    said = system.definitions();
    words = new SpecWords(said, grammar == Grammar.OP_SYSTEM);
  }

  /**
   * Returns the first text that reads as the same system; op_system's words come first.
   *
   * @throws EpisodeException E2523 where no text does
   */
  static String yaml(OpSystem system) {
    SpecCheck check = new SpecCheck(system);
    Optional<String> flaw = Optional.empty();
    Grammar second = system.isNamed() ? Grammar.EPISODE : Grammar.WIDER;
    Grammar third = system.isNamed() ? Grammar.WIDER : Grammar.EPISODE;
    boolean operators = system.metadata().containsKey("operators");
    for (Grammar grammar : List.of(Grammar.OP_SYSTEM, second, third)) {
      for (boolean acting : operators ? List.of(true, false) : List.of(false)) {
        Optional<String> text = new SpecWriter(system, grammar, acting).text();
        if (text.isPresent()) {
          Optional<String> difference = check.difference(text.get());
          if (difference.isEmpty()) {
            return text.get();
          }
          flaw = grammar == Grammar.EPISODE || flaw.isEmpty() ? difference : flaw;
        }
      }
    }
    throw SpecCheck.refusal(system.name(), flaw.orElse("nothing that could be read again"));
  }

  private Optional<String> text() {
    try {
      return Optional.of(SpecYaml.text(tree()));
    } catch (SpecWords.Unsayable e) {
      return Optional.empty();
    }
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    boolean flows = !said.transitions().isEmpty();
    tree.put("kind", flows ? "transitions" : "expr");
    if (!said.axes().isEmpty()) {
      List<Object> axes = new ArrayList<>();
      said.axes().forEach(axis -> axes.add(axis(axis)));
      tree.put("axes", axes);
      timeAxis().ifPresent(name -> tree.put("time_axis", name));
    }
    List<Object> states = new ArrayList<>();
    said.states().forEach(state -> states.add(state(state)));
    tree.put("state", states);
    if (!said.aliases().isEmpty()) {
      tree.put("aliases", named(said.aliases()));
    }
    if (flows) {
      List<Object> transitions = new ArrayList<>();
      said.transitions().forEach(transition -> transitions.add(transition(transition)));
      tree.put("transitions", transitions);
    } else {
      tree.put("equations", ofStates(said.equations()));
    }
    for (String key : FOR_ENGINES) {
      if (system.metadata().containsKey(key)) {
        tree.put(key, system.metadata().get(key));
      }
    }
    Map<String, Object> block = block(flows);
    if (!block.isEmpty()) {
      Map<String, Object> versioned = new LinkedHashMap<>();
      versioned.put("version", SpecBlock.VERSION);
      versioned.putAll(block);
      tree.put("episode", versioned);
    }
    return tree;
  }

  /** A state that is one cell, such as {@code H__age_old}, was declared as {@code H[age=old]}. */
  private String state(Template state) {
    String name = state.name();
    List<String> places = new ArrayList<>();
    boolean more = grammar != Grammar.EPISODE && state.axes().isEmpty();
    while (more) {
      more = false;
      for (NamedAxis axis : said.axes()) {
        for (String element : name.contains("__" + axis.name() + "_") ? axis.elements() : NONE) {
          String end = "__" + axis.name() + "_" + SpecNames.mangled(element);
          if (!more && name.endsWith(end) && name.length() > end.length()) {
            name = name.substring(0, name.length() - end.length());
            places.add(0, axis.name() + "=" + element);
            more = true;
          }
        }
      }
    }
    return places.isEmpty() ? state.toString() : name + "[" + String.join(", ", places) + "]";
  }

  private Optional<String> timeAxis() {
    for (NamedAxis axis : said.axes()) {
      if (axis.kind() == AxisKind.TIME) {
        return axis.name().equals("time") ? Optional.empty() : Optional.of(axis.name());
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> axis(NamedAxis axis) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("name", axis.name());
    switch (axis.kind()) {
      case CATEGORICAL -> said.put("coords", axis.elements());
      case ORDINAL -> {
        said.put("type", "ordinal");
        said.put("coords", axis.elements());
      }
      case CONTINUOUS, TIME -> {
        said.put("type", "continuous");
        said.put("coords", axis.coordinates());
      }
    }
    return said;
  }

  private Map<String, Object> named(List<Definition> definitions) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (Definition one : definitions) {
      written.put(one.declaration(), formula(one));
    }
    return written;
  }

  private Map<String, Object> ofStates(List<Definition> definitions) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (Definition one : definitions) {
      written.put(cells(one.target()), formula(one));
    }
    return written;
  }

  private Map<String, Object> transition(Transition transition) {
    Map<String, Object> written = new LinkedHashMap<>();
    if (!transition.name().isEmpty()) {
      written.put("name", transition.name());
    }
    written.put("from", transition.from().map(this::cells).orElse(null));
    written.put("to", transition.to().map(this::cells).orElse(null));
    boolean own = grammar == Grammar.EPISODE;
    written.put("rate", own ? FluentWords.formula(transition.rate()) : words.of(transition));
    return written;
  }

  private String formula(Definition one) {
    return grammar == Grammar.EPISODE ? FluentWords.formula(one.formula()) : words.of(one);
  }

  private String cells(Cells cells) {
    if (grammar == Grammar.EPISODE) {
      return FluentWords.cells(cells, SpecWriter::quoted);
    }
    if (!cells.shifted().isEmpty()) {
      throw new SpecWords.Unsayable();
    }
    return selector(cells);
  }

  private static String selector(Cells cells) {
    List<String> places = new ArrayList<>();
    for (NamedAxis axis : cells.template().axes()) {
      String element = cells.pinned().get(axis.name());
      places.add(element == null ? axis.name() : axis.name() + "=" + element);
    }
    String name = cells.template().name();
    return places.isEmpty() ? name : name + "[" + String.join(", ", places) + "]";
  }

  private static String quoted(String element) {
    boolean plain = Selector.isName(element) && !Formula.isReserved(element);
    return plain ? element : "\"" + element + "\"";
  }

  /** Returns what op_system has no key for; empty where nothing of it is said. */
  private Map<String, Object> block(boolean flows) {
    Map<String, Object> block = new LinkedHashMap<>();
    if (system.isNamed()) {
      block.put("name", said.name());
    }
    if (said.time() != TimeScale.NONE) {
      block.put("time", said.time().word());
    }
    if (grammar == Grammar.EPISODE) {
      block.put("formulas", "episode");
    }
    if (grammar == Grammar.EPISODE && !said.parameters().isEmpty() || listsParameters()) {
      block.put("parameters", traits(said.parameters()));
    }
    List<Template> described = new ArrayList<>(said.states());
    described.removeIf(state -> !said.traits().containsKey(state.name()));
    if (!described.isEmpty()) {
      block.put("states", traits(described));
    }
    if (flows && !said.equations().isEmpty()) {
      block.put("equations", ofStates(said.equations()));
    }
    if (!said.inputs().isEmpty()) {
      block.put("inputs", inputs());
    }
    if (!said.initialValues().isEmpty()) {
      block.put("initial", ofStates(said.initialValues()));
    }
    if (acting) {
      block.put("operators", "rhs");
    } else if (!said.contributions().isEmpty()) {
      block.put("contributions", contributions());
    }
    if (!said.outputs().isEmpty()) {
      block.put("outputs", named(said.outputs()));
    }
    if (said.closed()) {
      block.put("closed", true);
    }
    return block;
  }

  /** Without a list the parameters are what formulas use, by name. */
  private boolean listsParameters() {
    Set<String> used = new LinkedHashSet<>();
    said.transitions().forEach(transition -> used.addAll(transition.rate().names()));
    for (List<Definition> definitions :
        List.of(
            said.aliases(),
            said.equations(),
            said.initialValues(),
            said.contributions(),
            said.outputs())) {
      definitions.forEach(definition -> used.addAll(definition.formula().names()));
    }
    List<String> names = new ArrayList<>();
    said.parameters().forEach(parameter -> names.add(parameter.name()));
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(Comparator.naturalOrder());
    boolean described = names.stream().anyMatch(said.traits()::containsKey);
    return described || !used.containsAll(names) || !names.equals(sorted);
  }

  private List<Object> traits(List<Template> templates) {
    List<Object> written = new ArrayList<>();
    for (Template template : templates) {
      Traits traits = said.traits().getOrDefault(template.name(), Traits.NONE);
      if (traits.equals(Traits.NONE)) {
        written.add(template.toString());
        continue;
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", template.toString());
      if (!Double.isNaN(traits.byDefault())) {
        entry.put("default", plain(traits.byDefault()));
      }
      if (!traits.unit().isEmpty()) {
        entry.put("unit", traits.unit());
      }
      if (Double.isFinite(traits.lower()) || Double.isFinite(traits.upper())) {
        entry.put("bounds", List.of(plain(traits.lower()), plain(traits.upper())));
      }
      written.add(entry);
    }
    return written;
  }

  /** Returns a number that is written without a point where it is whole. */
  private static Number plain(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
    return whole ? Integer.valueOf((int) number) : Double.valueOf(number);
  }

  private List<Object> inputs() {
    List<Object> written = new ArrayList<>();
    for (Input input : said.inputs()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", input.name());
      entry.put("curve", input.curve().word());
      entry.put("times", input.times().stream().map(SpecWriter::plain).toList());
      entry.put("values", input.values().stream().map(SpecWriter::plain).toList());
      written.add(entry);
    }
    return written;
  }

  private List<Object> contributions() {
    List<Object> written = new ArrayList<>();
    for (Definition one : said.contributions()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("state", cells(one.target()));
      entry.put("rate", formula(one));
      written.add(entry);
    }
    return written;
  }
}
