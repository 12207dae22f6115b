package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the aliases of a spec: their names first, their formulas last. For one thread. */
final class SpecAliases {
  private final SpecNames names;
  private final List<Problem> problems;
  private final List<Named> named = new ArrayList<>();

  /** An alias, or a cell of one, and what the names of pinned axes mean in its formula. */
  private record Named(SpecStatement statement, Map<String, String> pins) {}

  SpecAliases(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /** Declares the names of a mapping of aliases. */
  void declare(SpecNode node) {
    for (Map.Entry<String, SpecNode> entry : node.map().entrySet()) {
      String key = entry.getKey();
      Problem.Where where = new Problem.Where("aliases", key, 0, key.length());
      Optional<Selector> read = Selector.of(key);
      if (read.isEmpty()) {
        problem("E2102", "'" + key + "' does not name an alias", where, "Write N, or lam[age].");
      } else {
        declare(read.get(), entry.getValue(), where);
      }
    }
  }

  private void declare(Selector selector, SpecNode node, Problem.Where where) {
    List<NamedAxis> of = names.axes(selector, where, false, problems);
    String name = selector.name();
    if (node.value() instanceof Number number) {
      String remedy = "The formula of an alias is a text: write \"" + number + "\", in quotes.";
      node.problem("E2503", "'" + node.path() + "' is not a text", remedy);
    }
    boolean text = !(node.value() instanceof Number) && node.text().isPresent();
    if (!text || of.size() < selector.places().size() || !isNew(name, of, where)) {
      names.broken().add(name);
      return;
    }
    if (selector.places().stream().noneMatch(Selector.Place::isPinned)) {
      add(new Template(name, of), Map.of(), node, where);
      return;
    }
    Optional<Map<String, String>> pins = SpecNames.pins(selector, of, where, problems);
    if (pins.isPresent()) {
      names.cellByCell(name, of);
      cells(selector, of, pins.get(), node, where);
    } else {
      names.broken().add(name);
    }
  }

  /** Adds an alias for each cell: {@code k[age, vax=u]} are as many as there are ages. */
  private void cells(
      Selector selector,
      List<NamedAxis> of,
      Map<String, String> pins,
      SpecNode node,
      Problem.Where where) {
    for (NamedAxis axis : of) {
      if (!pins.containsKey(axis.name())) {
        for (String element : axis.elements()) {
          Map<String, String> more = new LinkedHashMap<>(pins);
          more.put(axis.name(), element);
          cells(selector, of, more, node, where);
        }
        return;
      }
    }
    Template cell = new Template(SpecNames.cellName(selector.name(), of, pins), List.of());
    add(cell, pins, node, where);
  }

  private void add(Template alias, Map<String, String> pins, SpecNode node, Problem.Where where) {
    boolean cellOfOther = names.cell(alias.name()).isPresent();
    if (cellOfOther || names.aliases().putIfAbsent(alias.name(), alias) != null) {
      taken(alias.name(), "an alias", where);
      return;
    }
    named.add(new Named(new SpecStatement(new Cells(alias, Map.of()), node), pins));
  }

  private boolean isNew(String name, List<NamedAxis> of, Problem.Where where) {
    Template state = names.states().get(name);
    if (name.equals("t") || name.equals("np")) {
      return taken(name, name.equals("t") ? "the time" : "a prefix of functions", where);
    }
    if (state != null && !state.axes().equals(of)) {
      return taken(name, "a state with other axes", where);
    }
    return !names.aliases().containsKey(name) || taken(name, "an alias", where);
  }

  private boolean taken(String name, String by, Problem.Where where) {
    problem("E2101", "'" + name + "' is already " + by, where, "Choose another name.");
    return false;
  }

  /** Returns the aliases whose formulas can be read. */
  List<Definition> definitions() {
    List<Definition> aliases = new ArrayList<>();
    for (Named one : named) {
      Cells target = one.statement().target();
      Optional<Formula> formula = one.statement().formula(names, one.pins(), problems);
      if (formula.isPresent()) {
        aliases.add(new Definition(target, formula.get()));
      } else {
        names.broken().add(target.template().name());
      }
    }
    return List.copyOf(aliases);
  }

  private void problem(String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
