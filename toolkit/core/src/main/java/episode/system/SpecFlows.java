package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the transitions of a spec. For one spec and one thread. */
final class SpecFlows {
  private static final List<String> KEYS =
      List.of("from", "to", "rate", "name", "coord_shift", "apply_to");

  private final SpecNames names;
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final List<Transition> transitions = new ArrayList<>();

  /**
   * A flow as written.
   *
   * @param path where it stands
   * @param from the source, or the empty string
   * @param to the destination, or the empty string
   * @param ratePath where the rate stands
   */
  record Written(String path, String from, String to, String rate, String ratePath, String name) {
    Written between(String otherFrom, String otherTo) {
      return new Written(path, otherFrom, otherTo, rate, ratePath, name);
    }
  }

  SpecFlows(SpecNames names, List<Problem> problems, List<Problem> warnings) {
    this.names = names;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * Returns the transitions.
   *
   * @param node the list of them, or null
   * @param chains what they add
   */
  List<Transition> read(SpecNode root, SpecNode node, SpecChains chains) {
    int before = problems.size();
    if (node != null && !(node.isNull() && chains.areThere())) {
      for (SpecNode entry : node.list()) {
        entry(entry);
      }
    }
    chains.flows().forEach(this::add);
    if (transitions.isEmpty() && problems.size() == before && !chains.areThere()) {
      String remedy = "Write transitions: [{from: S, to: I, rate: beta}].";
      if (node == null) {
        root.missing("transitions", remedy);
      } else {
        node.problem("E2503", "The list of transitions is empty", remedy);
      }
    }
    return List.copyOf(transitions);
  }

  private void entry(SpecNode node) {
    Map<String, SpecNode> keys = node.map(KEYS);
    if (!node.isMap()) {
      return;
    }
    if (!keys.containsKey("rate")) {
      node.missing("rate", "Write rate: beta * I / N.");
      return;
    }
    Optional<String> rate = keys.get("rate").formula();
    if (keys.containsKey("coord_shift") || keys.containsKey("apply_to")) {
      SpecShift shift = new SpecShift(names, problems);
      if (rate.isPresent()) {
        shift.read(node, keys, rate.get()).forEach(this::add);
      }
      return;
    }
    Optional<String> from = side(keys.get("from"));
    Optional<String> to = side(keys.get("to"));
    Optional<String> name = keys.containsKey("name") ? keys.get("name").text() : Optional.of("");
    if (!keys.containsKey("to")) {
      node.missing("to", "Write to: I, or to: null for what leaves the system.");
    } else if (rate.isPresent() && from.isPresent() && to.isPresent() && name.isPresent()) {
      String path = keys.get("rate").path();
      add(new Written(node.path(), from.get(), to.get(), rate.get(), path, name.get().strip()));
    }
  }

  /** Returns a state's text, the empty string for null or nothing; empty for what is no text. */
  private static Optional<String> side(SpecNode node) {
    return node == null || node.isNull() ? Optional.of("") : node.text();
  }

  /** Adds a flow; where single cells are declared, one for each of them. */
  private void add(Written flow) {
    int before = problems.size();
    for (List<String> ends : new SpecCells(names).together(List.of(flow.from(), flow.to()))) {
      if (problems.size() == before) {
        one(flow.between(ends.get(0), ends.get(1)));
      }
    }
  }

  private void one(Written flow) {
    Optional<SpecNames.Target> from = target(flow, "from", flow.from());
    Optional<SpecNames.Target> to = target(flow, "to", flow.to());
    if (from.isPresent() != !flow.from().isEmpty() || to.isPresent() != !flow.to().isEmpty()) {
      return;
    }
    if (from.isEmpty() && to.isEmpty()) {
      Problem.Where where = new Problem.Where(flow.path(), "from, to, rate", 0, 14);
      problem("E2102", "The transition has no state", where, "from or to names a state.");
      return;
    }
    Transition ends = transition(flow, from, to, Formula.parse(flow.ratePath(), "0"));
    Map<String, String> pins = ends.pinned();
    to.ifPresent(target -> target.pins().forEach(pins::putIfAbsent));
    from.ifPresent(target -> pins.putAll(target.pins()));
    ends.axes().forEach(axis -> pins.remove(axis.name()));
    SpecStatement.read(flow.ratePath(), flow.rate(), names, pins, problems)
        .ifPresent(read -> transitions.add(transition(flow, from, to, summed(read, ends.axes()))));
    from.ifPresent(source -> to.ifPresent(target -> warn(flow, source.cells(), target.cells())));
  }

  private static Transition transition(
      Written flow, Optional<SpecNames.Target> from, Optional<SpecNames.Target> to, Formula rate) {
    return new Transition(
        flow.name(), from.map(SpecNames.Target::cells), to.map(SpecNames.Target::cells), rate);
  }

  private Optional<SpecNames.Target> target(Written flow, String side, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return names.target(
        new Problem.Where(flow.path() + "." + side, text, 0, text.length()), text, problems);
  }

  /** Returns the rate summed over the axes that neither source nor destination has. */
  private Formula summed(SpecStatement.Read rate, List<NamedAxis> axes) {
    List<Expr.Binder> binders = new ArrayList<>();
    Span span = rate.formula().expr().span();
    for (String axis : rate.free()) {
      if (axes.stream().noneMatch(one -> one.name().equals(axis))) {
        binders.add(new Expr.Binder(axis, axis, span));
      }
    }
    Formula formula = rate.formula();
    Expr expr =
        binders.isEmpty()
            ? formula.expr()
            : new Expr.Reduction("sum", binders, formula.expr(), span);
    return new Formula(formula.context(), formula.text(), expr, formula.levels() + 1);
  }

  private void warn(Written flow, Cells from, Cells to) {
    for (NamedAxis axis : to.running()) {
      if (!from.running().contains(axis)) {
        Problem.Where where =
            new Problem.Where(flow.path() + ".to", flow.to(), 0, flow.to().length());
        String what = "Axis '" + axis.name() + "' is only in the destination";
        String remedy =
            "Each of its "
                + axis.size()
                + " elements receives the whole flow, and the source loses it as often: multiply"
                + " the rate by a share.";
        warnings.add(Problem.of("E2152", what).at(where).remedy(remedy));
      }
    }
  }

  private void problem(String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
