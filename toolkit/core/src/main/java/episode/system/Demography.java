package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns importation, births, deaths and ageing into transitions. All flows of a kind have one
 * label, so that a solution adds them up. For one system and one thread.
 */
final class Demography {
  private static final String REPLACEMENT = "replacement";

  /**
   * What was said.
   *
   * @param kind importation, births, deaths or ageing
   * @param target cells, an axis, or the empty string for every compartment
   */
  record Statement(String kind, String target, String rate) {
    String context() {
      return target.isEmpty() ? kind : kind + "(\"" + target.strip() + "\")";
    }
  }

  private final Declarations declarations;
  private final Map<String, NamedAxis> axes;
  private final Map<String, Template> quantities;
  private final Set<String> taken;
  private final List<Template> compartments = new ArrayList<>();
  private final List<Problem> problems;

  /**
   * Makes a reader.
   *
   * @param quantities states, parameters and aliases by name
   * @param equations what has an equation is no compartment
   */
  Demography(
      Declarations declarations,
      Map<String, NamedAxis> axes,
      Map<String, Template> quantities,
      List<Definition> equations,
      List<Problem> problems) {
    this.declarations = declarations;
    this.axes = axes;
    this.quantities = quantities;
    this.problems = problems;
    taken = new LinkedHashSet<>(quantities.keySet());
    Set<String> byEquation = new LinkedHashSet<>();
    equations.forEach(equation -> byEquation.add(equation.target().template().name()));
    for (Template state : declarations.states()) {
      if (!byEquation.contains(state.name())) {
        compartments.add(state);
      }
    }
  }

  /** Returns the transitions as written and those that the statements add. */
  List<Transition> added(List<Transition> written, List<Statement> statements) {
    List<Transition> all = new ArrayList<>(written);
    for (Statement statement : statements) {
      if (!replaces(statement)) {
        add(statement, all);
      }
    }
    List<Transition> leaving = all.stream().filter(one -> one.to().isEmpty()).toList();
    for (Statement statement : statements) {
      if (replaces(statement)) {
        replacement(statement, leaving).ifPresent(all::add);
      }
    }
    return all;
  }

  private boolean replaces(Statement statement) {
    return statement.kind().equals("births")
        && statement.rate().strip().equals(REPLACEMENT)
        && !quantities.containsKey(REPLACEMENT);
  }

  private void add(Statement statement, List<Transition> all) {
    Optional<Formula> rate = declarations.formula(statement.context(), statement.rate());
    String kind = statement.kind();
    if (kind.equals("ageing")) {
      rate.ifPresent(formula -> ageing(statement, formula, all));
    } else if (statement.target().isEmpty()) {
      for (Template state : compartments) {
        Cells cells = new Cells(state, Map.of());
        rate.ifPresent(formula -> all.add(leaving(kind, cells, formula)));
      }
    } else {
      Optional<Cells> cells = declarations.cells(statement.context(), statement.target(), 0);
      if (rate.isPresent() && cells.isPresent()) {
        all.add(
            kind.equals("deaths")
                ? leaving(kind, cells.get(), rate.get())
                : entering(kind, cells.get(), rate.get()));
      }
    }
  }

  private Transition leaving(String kind, Cells from, Formula rate) {
    return new Transition(label(kind), Optional.of(from), Optional.empty(), rate);
  }

  private Transition entering(String kind, Cells to, Formula rate) {
    return new Transition(label(kind), Optional.empty(), Optional.of(to), rate);
  }

  /** Returns the name of a kind's flows, which nothing else has. */
  private String label(String kind) {
    String label = kind;
    while (taken.contains(label)) {
      label += "_flow";
    }
    return label;
  }

  private void ageing(Statement statement, Formula rate, List<Transition> all) {
    String name = statement.target().strip();
    NamedAxis axis = axes.get(name);
    Problem.Where where =
        new Problem.Where(statement.context(), statement.target(), 0, statement.target().length());
    if (axis == null) {
      String remedy = Suggestion.remedy(name, axes.keySet(), "Axes");
      problems.add(Problem.of("E2104", "Unknown axis '" + name + "'").at(where).remedy(remedy));
      return;
    }
    int before = all.size();
    for (Template state : compartments) {
      if (state.axes().contains(axis)) {
        Cells next = new Cells(state, Map.of(), Map.of(name, 1));
        Optional<Cells> from = Optional.of(new Cells(state, Map.of()));
        all.add(new Transition(label("ageing"), from, Optional.of(next), rate));
      }
    }
    if (all.size() == before) {
      problems.add(
          Problem.of("E2136", "No compartment has the axis '" + name + "'")
              .at(where)
              .remedy("Declare states that vary over it: .state(\"S[" + name + "]\")."));
    }
  }

  /** Returns births that make up for everyone who leaves. */
  private Optional<Transition> replacement(Statement statement, List<Transition> leaving) {
    Optional<Cells> to = declarations.cells(statement.context(), statement.target(), 0);
    if (to.isEmpty()) {
      return Optional.empty();
    }
    String text = statement.rate();
    Problem.Where where = new Problem.Where(statement.context(), text, 0, text.length());
    if (leaving.isEmpty()) {
      problems.add(
          Problem.of("E2137", "Nobody leaves, so there is nobody to replace")
              .at(where)
              .remedy("Add .deaths(\"mu\"), or write the rate of births."));
      return Optional.empty();
    }
    Expr sum = null;
    for (Transition flow : leaving) {
      for (NamedAxis axis : to.get().running()) {
        if (!flow.axes().contains(axis)) {
          problems.add(notShared(flow, axis, to.get(), where));
          return Optional.empty();
        }
      }
      Expr people = people(flow, to.get().running());
      sum = sum == null ? people : sum.plus(people);
    }
    return Optional.of(entering("births", to.get(), Formula.of(statement.context(), sum)));
  }

  private static Problem notShared(Transition flow, NamedAxis axis, Cells to, Problem.Where where) {
    String element = axis.elements().get(0);
    String pinned = to.template().name() + "[" + axis.name() + "=" + element + "]";
    return Problem.of(
            "E2137",
            "'" + flow.arrow() + "' does not say where along '" + axis.name() + "' to replace")
        .at(where)
        .remedy("Name one element, as in births(\"" + pinned + "\", …), or write the rate.");
  }

  /** Returns how many people a flow takes out, summed over the axes that births do not run over. */
  private Expr people(Transition flow, List<NamedAxis> kept) {
    Cells from = flow.from().orElseThrow();
    PinnedFormula pinned = new PinnedFormula(flow.pinned(), name -> axesOf(name));
    Expr source = pinned.of(Expr.name(from.template().name()));
    Expr people = pinned.of(flow.rate().expr()).times(source);
    List<Expr.Binder> binders = new ArrayList<>();
    for (NamedAxis axis : from.running()) {
      if (!kept.contains(axis)) {
        binders.add(new Expr.Binder(axis.name(), axis.name(), Span.NONE));
      }
    }
    return binders.isEmpty() ? people : new Expr.Reduction("sum", binders, people, Span.NONE);
  }

  private List<NamedAxis> axesOf(String name) {
    return quantities.containsKey(name) ? quantities.get(name).axes() : List.of();
  }
}
