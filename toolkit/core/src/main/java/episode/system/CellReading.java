package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which cells of a declared state are meant, as in {@code S[vax=none]}. */
final class CellReading {
  private final Declarations declarations;
  private final Map<String, NamedAxis> axes;
  private final Map<String, Template> states;

  CellReading(
      Declarations declarations, Map<String, NamedAxis> axes, Map<String, Template> states) {
    this.declarations = declarations;
    this.axes = axes;
    this.states = states;
  }

  /** Returns the cells of a declared state that a formula names. */
  Optional<Cells> of(Formula formula) {
    Expr expr = formula.expr();
    List<Expr.Subscript> subscripts = List.of();
    String name;
    if (expr instanceof Expr.Name bare) {
      name = bare.name();
    } else if (expr instanceof Expr.Element element) {
      name = element.name();
      subscripts = element.subscripts();
    } else {
      declarations.problem(
          "E2102",
          "This is not a state",
          Declarations.whole(formula),
          "Write S, S[age] or S[age=old]; 0 is outside of the system.");
      return Optional.empty();
    }
    Template state = states.get(name);
    if (state == null) {
      unknownState(formula, name);
      return Optional.empty();
    }
    return pinned(formula, state, subscripts);
  }

  private void unknownState(Formula formula, String name) {
    if (!declarations.broken().contains(name)) {
      int start = formula.expr().span().start();
      Span span = new Span(start, start + name.length());
      String remedy = Suggestion.remedy(name, states.keySet(), "States");
      declarations.problem("E2103", "Unknown state '" + name + "'", formula.where(span), remedy);
    }
  }

  private Optional<Cells> pinned(Formula formula, Template state, List<Expr.Subscript> subscripts) {
    Map<String, String> pins = new LinkedHashMap<>();
    int before = declarations.problems();
    boolean isKnown = true;
    for (Expr.Subscript subscript : subscripts) {
      String axisName = subscript.axis().isEmpty() ? subscript.value() : subscript.axis();
      NamedAxis axis = axes.get(axisName);
      if (axis == null) {
        declarations.unknownAxis(formula, axisName, subscript.span());
        isKnown = false;
      } else if (!state.axes().contains(axis)) {
        declarations.problem(
            "E2106",
            "'" + state + "' has no axis '" + axisName + "'",
            formula.where(subscript.span()),
            declaredWith(state, axis));
      } else if (subscript.pinned() && axis.place(subscript.value()) < 0) {
        String what = "Axis '" + axisName + "' has no element '" + subscript.value() + "'";
        declarations.problem(
            "E2107",
            what,
            formula.where(subscript.span()),
            Suggestion.remedy(subscript.value(), axis.elements(), "Elements"));
      } else if (subscript.pinned()) {
        pins.put(axisName, axis.elements().get(axis.place(subscript.value())));
      }
    }
    boolean read = isKnown && declarations.problems() == before;
    return read ? Optional.of(new Cells(state, pins)) : Optional.empty();
  }

  private static String declaredWith(Template state, NamedAxis axis) {
    List<NamedAxis> axes = new ArrayList<>(state.axes());
    axes.add(axis);
    return "Declare it there: .state(\"" + new Template(state.name(), axes) + "\").";
  }
}
