package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a system separates along an axis: nothing that happens at one of its elements depends on
 * another element, or on which element it is. For one system and one thread.
 */
final class Separation {
  /** With one argument these are over everything. */
  private static final Set<String> TOTALS = Set.of("sum", "prod", "min", "max");

  private final Definitions system;
  private final Map<String, List<NamedAxis>> axesOf = new HashMap<>();

  Separation(Definitions system) {
    this.system = system;
    system.transitions().forEach(flow -> axesOf.put(flow.label(), flow.axes()));
    system.parameters().forEach(this::known);
    system.states().forEach(this::known);
    system.aliases().forEach(alias -> known(alias.target().template()));
  }

  private void known(Template template) {
    axesOf.put(template.name(), template.axes());
  }

  /** Returns why the system does not separate along an axis; the empty string if it does. */
  String why(NamedAxis axis) {
    for (Template state : system.states()) {
      if (!state.axes().isEmpty() && !state.axes().contains(axis)) {
        return "state '" + state + "' does not have it";
      }
    }
    for (Template parameter : system.parameters()) {
      if (isTwice(parameter, axis)) {
        return "parameter '" + parameter + "' has it twice";
      }
    }
    for (Transition transition : system.transitions()) {
      String why = why(transition, axis);
      if (!why.isEmpty()) {
        return why;
      }
    }
    return formulas(axis);
  }

  private static boolean isTwice(Template template, NamedAxis axis) {
    return template.axes().indexOf(axis) != template.axes().lastIndexOf(axis);
  }

  private static String why(Transition transition, NamedAxis axis) {
    String name = axis.name();
    boolean flowsAlong = transition.axes().contains(axis);
    for (Optional<Cells> side : List.of(transition.from(), transition.to())) {
      if (side.isPresent() && side.get().pinned().containsKey(name)) {
        return "'" + transition.arrow() + "' pins it";
      }
      if (side.isPresent() && flowsAlong && !side.get().running().contains(axis)) {
        return "'" + transition.arrow() + "' adds up over it";
      }
    }
    return transition.shifted().containsKey(name)
        ? "'" + transition.arrow() + "' goes from one of its elements to the next"
        : "";
  }

  private String formulas(NamedAxis axis) {
    List<Formula> formulas = new ArrayList<>();
    for (Definition alias : system.aliases()) {
      if (isTwice(alias.target().template(), axis)) {
        return "alias '" + alias.declaration() + "' has it twice";
      }
      formulas.add(alias.formula());
    }
    system.transitions().forEach(transition -> formulas.add(transition.rate()));
    for (Definition equation : system.equations()) {
      if (equation.target().pinned().containsKey(axis.name())) {
        return "an equation pins it";
      }
      formulas.add(equation.formula());
    }
    system.contributions().forEach(one -> formulas.add(one.formula()));
    for (Formula formula : formulas) {
      if (mixes(formula, axis.name())) {
        return "'" + formula.context() + "' uses several of its elements or a single one";
      }
    }
    return "";
  }

  private boolean mixes(Formula formula, String axis) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Reduction reduction) {
        if (reduction.binders().stream().anyMatch(binder -> binder.axis().equals(axis))) {
          return true;
        }
      } else if (next instanceof Expr.Call call) {
        if (call.arguments().size() == 1 && TOTALS.contains(call.function())) {
          return true;
        }
      } else if (next instanceof Expr.Name name) {
        if (name.name().equals(axis)) {
          return true;
        }
      } else if (next instanceof Expr.Element element && pins(element, axis)) {
        return true;
      }
      open.addAll(next.children());
    }
    return false;
  }

  private boolean pins(Expr.Element element, String axis) {
    List<NamedAxis> along = axesOf.getOrDefault(element.name(), List.of());
    for (int i = 0; i < element.subscripts().size(); i++) {
      Expr.Subscript subscript = element.subscripts().get(i);
      boolean here = i < along.size() && along.get(i).name().equals(axis);
      boolean named = subscript.axis().equals(axis);
      if (subscript.pinned() && (named || subscript.axis().isEmpty() && here)) {
        return true;
      }
    }
    return false;
  }
}
