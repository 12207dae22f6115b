package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the names of a spec stand for. For one spec and one thread. */
final class SpecNames {
  private final Map<String, NamedAxis> axes;
  private final Set<String> brokenAxes;
  private final Map<String, Template> states = new LinkedHashMap<>();
  private final Map<String, Template> aliases = new LinkedHashMap<>();
  private final Map<String, Template> parameters = new TreeMap<>();
  private final Map<String, Template> others = new HashMap<>();
  private final Map<String, List<NamedAxis>> cellByCell = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final Set<String> broken = new HashSet<>();
  private boolean parametersAreListed;

  /** Some cells of a state, and what the names of pinned axes mean in formulas about them. */
  record Target(Cells cells, Map<String, String> pins) {}

  /**
   * Makes the names of a spec with axes.
   *
   * @param brokenAxes the axes whose own declarations are wrong
   */
  SpecNames(Map<String, NamedAxis> axes, Set<String> brokenAxes) {
    this.axes = axes;
    this.brokenAxes = brokenAxes;
  }

  /** Returns the problem of an unknown axis; none where its own declaration is wrong. */
  Optional<Problem> unknownAxis(String name) {
    String remedy = Suggestion.remedy(name, axes.keySet(), "Axes");
    return brokenAxes.contains(name)
        ? Optional.empty()
        : Optional.of(Problem.of("E2104", "Unknown axis '" + name + "'").remedy(remedy));
  }

  /** Returns the names whose own declarations are wrong: what uses them is not to blame. */
  Set<String> broken() {
    return broken;
  }

  /** Returns the constants, such as pi, that formulas have used so far. */
  Set<String> constants() {
    return constants;
  }

  Map<String, NamedAxis> axes() {
    return axes;
  }

  Map<String, Template> states() {
    return states;
  }

  Map<String, Template> aliases() {
    return aliases;
  }

  /** Returns the parameters met so far, sorted by name. */
  Map<String, Template> parameters() {
    return parameters;
  }

  /** Returns whether a state, or cells of one, are declared by a name. */
  boolean isState(String name) {
    return states.containsKey(name) || cellByCell.containsKey(name) || cellOf(name).isPresent();
  }

  /** Returns the axes that a list names for engines, one or more and different. */
  List<String> axesOf(SpecNode node) {
    List<String> found = axesOrSame(node);
    if (new HashSet<>(found).size() < found.size()) {
      node.problem("E2510", "An axis is there twice", "Name each axis once.");
    }
    return found;
  }

  /** Returns the axes that a list names for engines, one or more. */
  List<String> axesOrSame(SpecNode node) {
    List<String> found = new ArrayList<>();
    List<SpecNode> entries = node.list();
    if (node.isList() && entries.isEmpty()) {
      node.problem("E2510", "The list of axes is empty", "Name axes, as in [age].");
    }
    for (SpecNode entry : entries) {
      axisOf(entry).ifPresent(found::add);
    }
    return found;
  }

  /** Returns the axis that an entry names; {@code subgroup} needs no declaration. */
  Optional<String> axisOf(SpecNode node) {
    Optional<String> axis = node.text().map(String::strip);
    if (axis.isPresent() && !axes.containsKey(axis.get()) && !axis.get().equals("subgroup")) {
      unknownAxis(axis.get()).ifPresent(problem -> node.problem(problem));
      return Optional.empty();
    }
    return axis;
  }

  /** Says that the parameters are known from now on: no other name is one. */
  void parametersAreListed() {
    parametersAreListed = true;
  }

  boolean isParameter(String name) {
    return !parametersAreListed || parameters.containsKey(name);
  }

  /** Lets formulas from now on use flows by name. */
  void flows(List<Transition> transitions) {
    for (Transition one : transitions) {
      if (!one.name().isEmpty()) {
        known(new Template(one.name(), one.axes()));
      }
    }
  }

  /** Lets formulas from now on use a quantity that is neither parameter nor state nor alias. */
  void known(Template quantity) {
    others.put(quantity.name(), quantity);
  }

  /** Returns the axes of a state of which single cells are declared; null for others. */
  List<NamedAxis> cellByCell(String name) {
    return cellByCell.get(name);
  }

  void cellByCell(String name, List<NamedAxis> of) {
    cellByCell.put(name, of);
  }

  /** Returns the state, alias, input or flow of a name; an alias hides a state. */
  Optional<Template> template(String name) {
    Template state = states.getOrDefault(name, others.get(name));
    return Optional.ofNullable(aliases.getOrDefault(name, state));
  }

  static String mangled(String element) {
    return element.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** Returns the name of one cell, such as {@code S__age_0_4}. */
  static String cellName(String name, List<NamedAxis> axes, Map<String, String> elements) {
    StringBuilder cell = new StringBuilder(name);
    for (NamedAxis axis : axes) {
      cell.append("__").append(axis.name()).append('_').append(mangled(elements.get(axis.name())));
    }
    return cell.toString();
  }

  /** Returns the cell that a name such as {@code S__age_0_4} stands for. */
  Optional<Cells> cell(String name) {
    return template(name).isPresent() ? Optional.empty() : cellOf(name);
  }

  /** Returns the cell of a name, even if a state or an alias is called so too. */
  Optional<Cells> cellOf(String name) {
    if (name.indexOf("__") < 0) {
      return Optional.empty();
    }
    for (Map<String, Template> templates : List.of(states, aliases)) {
      for (Template template : templates.values()) {
        if (!template.axes().isEmpty() && name.startsWith(template.name() + "__")) {
          Map<String, String> pins = new HashMap<>();
          if (match(name, template.name().length(), template.axes(), pins)) {
            return Optional.of(new Cells(template, pins));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean match(
      String name, int start, List<NamedAxis> axes, Map<String, String> pins) {
    if (pins.size() == axes.size()) {
      return start == name.length();
    }
    NamedAxis axis = axes.get(pins.size());
    for (String element : axis.elements()) {
      String part = "__" + axis.name() + "_" + mangled(element);
      if (name.startsWith(part, start)) {
        pins.put(axis.name(), element);
        if (match(name, start + part.length(), axes, pins)) {
          return true;
        }
        pins.remove(axis.name());
      }
    }
    return false;
  }

  /** Returns the element that is meant; a number may be written otherwise than the axis has it. */
  static Optional<String> element(NamedAxis axis, String written) {
    int place = axis.place(written);
    return place < 0 ? Optional.empty() : Optional.of(axis.elements().get(place));
  }

  /** Returns the axes of a declaration; those that cannot be are absent, which is a problem. */
  List<NamedAxis> axes(
      Selector selector, Problem.Where where, boolean mayRepeat, List<Problem> problems) {
    List<NamedAxis> found = new ArrayList<>();
    for (Selector.Place place : selector.places()) {
      NamedAxis axis = axes.get(place.axis());
      if (axis == null) {
        unknownAxis(place.axis()).ifPresent(problem -> problems.add(problem.at(where)));
      } else if (found.contains(axis) && !mayRepeat) {
        String remedy = "Only a parameter may have an axis twice; declare a second axis.";
        problem(problems, "E2102", "Axis '" + axis.name() + "' is there twice", where, remedy);
      } else {
        found.add(axis);
      }
    }
    return found;
  }

  /** Returns the cells that a text names; where it names none, that is a problem at the place. */
  Optional<Target> target(Problem.Where where, String text, List<Problem> problems) {
    Optional<Selector> read = Selector.of(text);
    if (read.isEmpty()) {
      problem(problems, "E2102", "'" + text + "' is not a state", where, "Write S or S[age].");
      return Optional.empty();
    }
    Selector selector = read.get();
    Optional<Cells> cell = selector.places().isEmpty() ? cell(text.strip()) : Optional.empty();
    if (cell.isPresent() && states.containsKey(cell.get().template().name())) {
      return Optional.of(new Target(cell.get(), cell.get().pinned()));
    }
    List<NamedAxis> single = cellByCell.get(selector.name());
    Template state = states.get(selector.name());
    if (broken.contains(selector.name())) {
      return Optional.empty();
    }
    if (state == null && single == null) {
      String remedy = Suggestion.remedy(selector.name(), states.keySet(), "States");
      problem(problems, "E2103", "Unknown state '" + selector.name() + "'", where, remedy);
      return Optional.empty();
    }
    List<NamedAxis> wanted = state == null ? single : state.axes();
    Optional<Map<String, String>> pins = pins(selector, wanted, where, problems);
    if (pins.isEmpty()) {
      return Optional.empty();
    }
    return state == null
        ? single(selector, single, pins.get(), where, problems)
        : Optional.of(new Target(new Cells(state, pins.get()), pins.get()));
  }

  private Optional<Target> single(
      Selector selector,
      List<NamedAxis> of,
      Map<String, String> pins,
      Problem.Where where,
      List<Problem> problems) {
    Template state =
        pins.size() < of.size() ? null : states.get(cellName(selector.name(), of, pins));
    if (state == null) {
      String what = "'" + selector + "' is declared cell by cell, this cell is not among them";
      String remedy = "Declare the whole of it: " + new Template(selector.name(), of) + ".";
      problem(problems, "E2103", what, where, remedy);
      return Optional.empty();
    }
    return Optional.of(new Target(new Cells(state, Map.of()), pins));
  }

  static Optional<Map<String, String>> pins(
      Selector selector, List<NamedAxis> wanted, Problem.Where where, List<Problem> problems) {
    Template whole = new Template(selector.name(), wanted);
    Map<String, String> pins = new LinkedHashMap<>();
    boolean fits = selector.places().size() == wanted.size();
    for (int i = 0; fits && i < wanted.size(); i++) {
      fits = selector.places().get(i).axis().equals(wanted.get(i).name());
    }
    if (!fits) {
      String what = "'" + selector + "' does not have the axes of '" + whole + "'";
      problem(problems, "E2106", what, where, "Write " + whole + ", its axes in this order.");
      return Optional.empty();
    }
    for (int i = 0; i < wanted.size(); i++) {
      Selector.Place place = selector.places().get(i);
      if (place.isPinned()) {
        Optional<String> element = element(wanted.get(i), place.element());
        if (element.isEmpty()) {
          String what = "Axis '" + place.axis() + "' has no element '" + place.element() + "'";
          List<String> known = wanted.get(i).elements();
          String remedy = Suggestion.remedy(place.element(), known, "Elements");
          problem(problems, "E2107", what, where, remedy);
          return Optional.empty();
        }
        pins.put(place.axis(), element.get());
      }
    }
    return Optional.of(pins);
  }

  private static void problem(
      List<Problem> problems, String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }

  /** Returns every cell of some templates by name prefix: what {@code sum_prefix} adds up. */
  List<Cells> withPrefix(String prefix) {
    List<Cells> found = new ArrayList<>();
    for (Template state : states.values()) {
      if (state.name().startsWith(prefix)) {
        found.add(new Cells(state, Map.of()));
      } else if (prefix.startsWith(state.name() + "__")) {
        for (String cell : state.cellNames()) {
          if (cell.startsWith(prefix)) {
            cellOf(cell).ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }
}
