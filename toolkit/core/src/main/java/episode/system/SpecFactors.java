package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a system separates along an axis: no element's equations use another element. For one
 * system and one thread.
 */
final class SpecFactors {
  private final Definitions system;

  SpecFactors(Definitions system) {
    this.system = system;
  }

  /**
   * Returns the axes of {@code factorize_axes} that are declared; those that do not separate are
   * problems.
   */
  List<String> read(SpecNode node, Set<String> operatorAxes) {
    List<String> axes = new ArrayList<>();
    for (SpecNode entry : node.list()) {
      Optional<String> name = entry.text().map(String::strip);
      for (NamedAxis axis : system.axes()) {
        if (name.isPresent() && axis.name().equals(name.get())) {
          String why = operatorAxes.contains(axis.name()) ? "an operator acts along it" : why(axis);
          if (!why.isEmpty()) {
            String what = "The system does not separate along '" + axis.name() + "': " + why;
            entry.problem("E2511", what, "Leave the axis out of factorize_axes.");
          }
          axes.add(axis.name());
        }
      }
    }
    return List.copyOf(axes);
  }

  private String why(NamedAxis axis) {
    for (Template state : system.states()) {
      if (!state.axes().isEmpty() && !state.axes().contains(axis)) {
        return "state '" + state + "' does not have it";
      }
    }
    for (Transition transition : system.transitions()) {
      for (Optional<Cells> side : List.of(transition.from(), transition.to())) {
        if (side.isPresent() && side.get().pinned().containsKey(axis.name())) {
          return "'" + transition.arrow() + "' pins it";
        }
      }
    }
    List<Formula> formulas = new ArrayList<>();
    system.aliases().forEach(alias -> formulas.add(alias.formula()));
    system.transitions().forEach(transition -> formulas.add(transition.rate()));
    for (Definition equation : system.equations()) {
      if (equation.target().pinned().containsKey(axis.name())) {
        return "an equation pins it";
      }
      formulas.add(equation.formula());
    }
    for (Formula formula : formulas) {
      if (mixes(formula, axis.name())) {
        return "'" + formula.context() + "' uses several of its elements or a single one";
      }
    }
    return "";
  }

  private static boolean mixes(Formula formula, String axis) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Reduction reduction) {
        for (Expr.Binder binder : reduction.binders()) {
          if (binder.axis().equals(axis)) {
            return true;
          }
        }
      } else if (next instanceof Expr.Call call && call.function().equals("sum")) {
        return true;
      } else if (next instanceof Expr.Name name && name.name().equals(axis)) {
        return true;
      } else if (next instanceof Expr.Element element) {
        for (Expr.Subscript subscript : element.subscripts()) {
          if (subscript.pinned() && subscript.axis().equals(axis)) {
            return true;
          }
        }
      }
      open.addAll(next.children());
    }
    return false;
  }
}
