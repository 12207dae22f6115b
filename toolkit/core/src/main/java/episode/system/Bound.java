package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the index variables that a system's formulas bind. */
final class Bound {
  private Bound() {}

  /** Returns the names of all index variables, such as b of {@code sum(b in age, …)}. */
  static Set<String> variables(OpSystem system) {
    List<Formula> formulas = new ArrayList<>();
    system.aliases().forEach(alias -> formulas.add(alias.formula()));
    system.transitions().forEach(transition -> formulas.add(transition.rate()));
    system.equations().forEach(equation -> formulas.add(equation.formula()));
    system.contributions().forEach(added -> formulas.add(added.formula()));
    system.initialValues().forEach(value -> formulas.add(value.formula()));
    Set<String> variables = new HashSet<>();
    for (Formula formula : formulas) {
      Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
      while (!open.isEmpty()) {
        Expr next = open.pop();
        if (next instanceof Expr.Reduction reduction) {
          reduction.binders().forEach(binder -> variables.add(binder.index()));
        }
        open.addAll(next.children());
      }
    }
    return variables;
  }
}
