package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns of jumps at times that parameters move, as in {@code a if t < tau else b}: the derivative
 * of a solution by such a parameter lacks the jump's movement.
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
    List<Problem> warnings = new ArrayList<>();
    new MovedJumps(system)
        .find(
            StrataNames.formulas(system),
            (formula, part, movers) -> warnings.add(warning(formula, part, List.copyOf(movers))));
    return warnings;
  }

  /** Returns why there is no derivative of a solution by parameters, by the parameter's name. */
  static Map<String, Problem> refused(Definitions system) {
    Map<String, Problem> refused = new LinkedHashMap<>();
    new MovedJumps(system)
        .find(
            StepEnds.of(system).formulas(),
            (formula, part, movers) ->
                movers.forEach(name -> refused.putIfAbsent(name, refusal(formula, part, name))));
    return refused;
  }

  /** Is told of a part of a formula that jumps at times that parameters move. */
  private interface Found {
    void jump(Formula formula, Expr part, Set<String> movers);
  }

  private void find(List<Formula> formulas, Found found) {
    for (Formula formula : formulas) {
      Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
      while (!open.isEmpty()) {
        Expr next = open.pop();
        Set<String> movers = movers(next);
        if (!movers.isEmpty()) {
          found.jump(formula, next, movers);
        }
        List<Expr> children = next.children();
        for (int i = children.size() - 1; i >= 0; i--) {
          open.push(children.get(i));
        }
      }
    }
  }

  /** Returns the parameters that move the times at which a part jumps. */
  private Set<String> movers(Expr part) {
    if (part instanceof Expr.Comparison comparison) {
      return movers(comparison);
    } else if (part instanceof Expr.Call call) {
      return switch (call.function()) {
        case "piecewise", "sign", "floor", "ceil", "round", "rint" ->
            moved(call.arguments().subList(0, 1));
        default -> Set.of();
      };
    } else if (part instanceof Expr.Chain chain) {
      boolean remainder =
          chain.rest().stream().anyMatch(step -> step.operator() == Operator.REMAINDER);
      return remainder ? moved(List.of(chain)) : Set.of();
    }
    return Set.of();
  }

  /** Returns the parameters that move the time at which a comparison begins or ceases to hold. */
  private Set<String> movers(Expr.Comparison comparison) {
    Set<String> movers = new LinkedHashSet<>();
    List<Expr> sides = comparison.children();
    for (int i = 0; i + 1 < sides.size(); i++) {
      movers.addAll(moved(sides.subList(i, i + 2)));
    }
    return movers;
  }

  /** Returns the parameters of parts that depend on them and on the time, and on nothing else. */
  private Set<String> moved(List<Expr> parts) {
    Set<String> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(reach.of(part)));
    return all.removeAll(times) && parameters.containsAll(all) ? all : Set.of();
  }

  private static Problem warning(Formula formula, Expr part, List<String> movers) {
    String names = Suggestion.list(movers);
    return Problem.of("E2158", "When this holds depends on " + names)
        .at(formula.where(part.span()))
        .remedy(
            "What it decides between jumps then, and derivatives by "
                + names
                + " lack that the jump moves.\nWrite a change that takes some time, as in "
                + "smooth_step(t, t0, t0 + 1, a, b).");
  }

  private static Problem refusal(Formula formula, Expr part, String name) {
    return Problem.of("E4014", "There is no derivative of a solution by '" + name + "'")
        .at(formula.where(part.span()))
        .remedy(
            "It moves a jump in time, and the derivative would lack that the jump moves.\n"
                + "Write a change that takes some time, as in smooth_step(t, "
                + name
                + ", "
                + name
                + " + 1, a, b), or leave '"
                + name
                + "' out.");
  }
}
