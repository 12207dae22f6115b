package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks that lags of past values do not change in time. */
final class Lags {
  private Lags() {}

  /** Adds a problem for each lag that depends on the time or on what changes in it. */
  static void check(Definitions system, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Set<String> times = new LinkedHashSet<>(List.of("t"));
    system.inputs().forEach(input -> times.add(input.name()));
    for (Formula formula : StrataNames.formulas(system)) {
      Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
      while (!open.isEmpty()) {
        Expr next = open.pop();
        if (next instanceof Expr.History history && history.hasFormulas()) {
          Reach reach = new Reach(system, times);
          history.options().forEach(lag -> check(formula, history, lag, reach, found));
        }
        next.children().forEach(open::push);
      }
    }
    problems.addAll(found);
  }

  private static void check(
      Formula formula, Expr.History history, Expr.Option lag, Reach reach, List<Problem> found) {
    Set<String> names = reach.of(lag.value());
    if (!names.isEmpty()) {
      String what = "The lag of '" + history.function() + "' changes in time";
      found.add(
          Problem.of("E1217", what + ": it depends on " + String.join(", ", names))
              .at(formula.where(lag.value().span()))
              .remedy("Write a number or a formula of parameters."));
    }
  }
}
