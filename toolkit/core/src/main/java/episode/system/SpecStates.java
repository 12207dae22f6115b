package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the states of a spec. For one spec and one thread. */
final class SpecStates {
  private static final int MOST_SINGLE_CELLS = 10_000;

  private final SpecNode root;
  private final SpecNode node;
  private final SpecNames names;
  private final List<Problem> problems;

  /**
   * Makes a reader.
   *
   * @param node the list of states, or null
   */
  SpecStates(SpecNode root, SpecNode node, SpecNames names, List<Problem> problems) {
    this.root = root;
    this.node = node;
    this.names = names;
    this.problems = problems;
  }

  /** Reads the list of states. */
  void read() {
    if (node == null) {
      root.missing("state", "Name the states: state: [S, I, R].");
      return;
    }
    List<SpecNode> entries = node.list();
    if (node.isList() && entries.isEmpty()) {
      node.problem("E2503", "The list of states is empty", "Name the states: state: [S, I, R].");
    }
    for (SpecNode entry : entries) {
      Optional<String> text = entry.text();
      if (text.isPresent()) {
        state(text.get(), entry.where());
      }
    }
  }

  /** Adds a state as declared: {@code S[age,vax]}, or cells of one, {@code H[age=old]}. */
  void state(String text, Problem.Where where) {
    Optional<Selector> read = Selector.of(text);
    if (read.isEmpty()) {
      problem("E2102", "'" + text + "' does not declare a state", where, "Write S, or S[age].");
      return;
    }
    Selector selector = read.get();
    List<NamedAxis> of = axes(selector, where);
    if (isTaken(selector, of)) {
      String what = "'" + selector.name() + "' is already a state";
      problem("E2101", what, where, "Choose another name.");
      names.broken().add(selector.name());
      return;
    }
    if (of.size() < selector.places().size()) {
      names.broken().add(selector.name());
      return;
    }
    Map<String, String> pins = new LinkedHashMap<>();
    for (int i = 0; i < of.size(); i++) {
      Selector.Place place = selector.places().get(i);
      if (place.isPinned()) {
        Optional<String> element = SpecNames.element(of.get(i), place.element());
        if (element.isEmpty()) {
          String what = "Axis '" + place.axis() + "' has no element '" + place.element() + "'";
          List<String> known = of.get(i).elements();
          problem("E2107", what, where, Suggestion.remedy(place.element(), known, "Elements"));
          return;
        }
        pins.put(place.axis(), element.get());
      }
    }
    if (pins.isEmpty()) {
      add(new Template(selector.name(), of), where);
    } else {
      names.cellByCell(selector.name(), of);
      double count = 1;
      for (NamedAxis axis : of) {
        count *= pins.containsKey(axis.name()) ? 1 : axis.size();
      }
      if (count > MOST_SINGLE_CELLS) {
        String what = String.format(Locale.ROOT, "'%s' are %.0f single cells", text, count);
        String whole = "Declare the whole of it: " + new Template(selector.name(), of) + ".";
        problem("E2117", what + "; the limit is " + MOST_SINGLE_CELLS, where, whole);
        names.broken().add(selector.name());
        return;
      }
      cells(selector.name(), of, pins, 0, where);
    }
  }

  /** A name is of one state: all its cells have the same axes. */
  private boolean isTaken(Selector selector, List<NamedAxis> of) {
    List<NamedAxis> single = names.cellByCell(selector.name());
    Template whole = names.states().get(selector.name());
    return single != null && !single.equals(of) || whole != null && !whole.axes().equals(of);
  }

  private void cells(
      String name, List<NamedAxis> of, Map<String, String> pins, int axis, Problem.Where where) {
    if (axis == of.size()) {
      add(new Template(SpecNames.cellName(name, of, pins), List.of()), where);
      return;
    }
    String axisName = of.get(axis).name();
    boolean pinned = pins.containsKey(axisName);
    for (String element : pinned ? List.of(pins.get(axisName)) : of.get(axis).elements()) {
      Map<String, String> more = new LinkedHashMap<>(pins);
      more.put(axisName, element);
      cells(name, of, more, axis + 1, where);
    }
  }

  private List<NamedAxis> axes(Selector selector, Problem.Where where) {
    return names.axes(selector, where, false, problems);
  }

  private void add(Template state, Problem.Where where) {
    String name = state.name();
    double cells = 1;
    for (NamedAxis axis : state.axes()) {
      cells *= axis.size();
    }
    if (cells > Declarations.MOST_CELLS) {
      String what = String.format(Locale.ROOT, "'%s' has %.0f cells", state, cells);
      problem(
          "E2117", what + "; the limit is " + Declarations.MOST_CELLS, where, "Use shorter axes.");
      names.broken().add(name);
    } else if (name.equals("t") || name.equals("np")) {
      String is = name.equals("t") ? "the time" : "a prefix of functions";
      problem("E2101", "'" + name + "' is already " + is, where, "Choose another name.");
    } else if (names.states().putIfAbsent(name, state) != null) {
      problem("E2101", "'" + name + "' is already a state", where, "Choose another name.");
    }
  }

  /** Different cells have different names, once what is no letter has become an underscore. */
  void checkCells() {
    Set<NamedAxis> checked = new HashSet<>();
    for (Template state : names.states().values()) {
      Optional<Cells> same = names.cellOf(state.name());
      if (state.axes().isEmpty() && same.isPresent()) {
        alike(state.name());
      }
      for (NamedAxis axis : state.axes()) {
        Set<String> seen = new HashSet<>();
        for (String element : checked.add(axis) ? axis.elements() : List.<String>of()) {
          if (!seen.add(SpecNames.mangled(element))) {
            alike(state.name() + "__" + axis.name() + "_" + SpecNames.mangled(element));
            break;
          }
        }
      }
    }
  }

  private void alike(String cell) {
    (node == null ? root : node)
        .problem("E2101", "Two cells are called '" + cell + "'", "Rename elements or states.");
  }

  private void problem(String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
