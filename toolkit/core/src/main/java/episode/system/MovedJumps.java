package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Warns of comparisons that hold from a time on that parameters move, as {@code t < tau}. What they
 * decide between jumps there, and the derivative by such a parameter lacks the jump's movement.
 */
final class MovedJumps {
  private final Definitions system;
  private final Set<String> times = new LinkedHashSet<>(List.of("t"));
  private final Set<String> parameters = new LinkedHashSet<>();
  private final Reach reach;

  private MovedJumps(Definitions system) {
    this.system = system;
    system.inputs().forEach(input -> times.add(input.name()));
    system.parameters().forEach(parameter -> parameters.add(parameter.name()));
    Set<String> others = new LinkedHashSet<>(times);
    others.addAll(parameters);
    reach = new Reach(system, others);
  }

  /** Returns the warnings. */
  static List<Problem> warnings(Definitions system) {
    MovedJumps jumps = new MovedJumps(system);
    List<Problem> warnings = new ArrayList<>();
    for (Formula formula : StrataNames.formulas(system)) {
      jumps.find(formula, warnings);
    }
    return warnings;
  }

  private void find(Formula formula, List<Problem> warnings) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Comparison comparison) {
        Set<String> movers = movers(comparison);
        if (!movers.isEmpty()) {
          warnings.add(warning(formula, comparison, List.copyOf(movers)));
        }
      }
      List<Expr> children = next.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
  }

  /** Returns the parameters that move the time at which a comparison begins or ceases to hold. */
  private Set<String> movers(Expr.Comparison comparison) {
    Set<String> movers = new LinkedHashSet<>();
    List<Expr> sides = comparison.children();
    for (int i = 0; i + 1 < sides.size(); i++) {
      Set<String> both = new LinkedHashSet<>(reach.of(sides.get(i)));
      both.addAll(reach.of(sides.get(i + 1)));
      boolean inTime = both.removeAll(times);
      if (inTime && parameters.containsAll(both)) {
        movers.addAll(both);
      }
    }
    return movers;
  }

  private static Problem warning(Formula formula, Expr.Comparison comparison, List<String> movers) {
    String names = Suggestion.list(movers);
    return Problem.of("E2158", "When this holds depends on " + names)
        .at(formula.where(comparison.span()))
        .remedy(
            "What it decides between jumps then, and derivatives by "
                + names
                + " lack that the jump moves.\nWrite a change that takes some time, as in "
                + "smooth_step(t, t0, t0 + 1, a, b).");
  }
}
