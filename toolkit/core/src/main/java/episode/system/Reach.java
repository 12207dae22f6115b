package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which states the formulas of a system depend on, aliases included. For one thread. */
final class Reach {
  private final Set<String> states = new LinkedHashSet<>();
  private final Map<String, Set<String>> anywhere = new HashMap<>();
  private final Map<String, Set<String>> above = new HashMap<>();

  Reach(Definitions system) {
    this(system, Set.of());
  }

  /**
   * Makes one that finds other names besides states.
   *
   * @param others names that are no alias'
   */
  Reach(Definitions system, Set<String> others) {
    system.states().forEach(state -> states.add(state.name()));
    states.addAll(others);
    Map<String, Definition> aliases = new HashMap<>();
    Dependencies dependencies = new Dependencies();
    for (Definition alias : system.aliases()) {
      String name = alias.target().template().name();
      Set<String> used = alias.formula().names();
      if (states.contains(name)) {
        used.remove(name);
      }
      aliases.put(name, alias);
      dependencies.add(name, used);
    }
    for (String name : dependencies.order()) {
      Formula formula = aliases.get(name).formula();
      Set<String> all = of(formula);
      Set<String> over = above(formula);
      anywhere.put(name, all);
      above.put(name, over);
    }
  }

  /** Returns the states that a part of a formula depends on. */
  Set<String> of(Expr part) {
    return of(new Formula("", "", part, 1));
  }

  /** Returns the states that a formula's value depends on. */
  Set<String> of(Formula formula) {
    return states(formula.names(), anywhere);
  }

  /** Returns the states that a formula's value depends on, those in denominators left out. */
  Set<String> above(Formula formula) {
    Set<String> names = new LinkedHashSet<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Chain chain) {
        open.push(chain.first());
        for (Expr.Step step : chain.rest()) {
          if (step.operator() != Operator.DIVIDE) {
            open.push(step.operand());
          }
        }
      } else if (next instanceof Expr.Power power && isNegative(power.exponent())) {
        open.push(power.exponent());
      } else {
        next.children().forEach(open::push);
        names.addAll(next.children().isEmpty() ? name(next) : Set.of());
      }
    }
    return states(names, above);
  }

  private static Set<String> name(Expr leaf) {
    return new Formula("", "", leaf, 1).names();
  }

  private Set<String> states(Set<String> names, Map<String, Set<String>> ofAliases) {
    Set<String> reached = new LinkedHashSet<>();
    for (String name : names) {
      if (ofAliases.containsKey(name)) {
        reached.addAll(ofAliases.get(name));
      } else if (states.contains(name)) {
        reached.add(name);
      }
    }
    return reached;
  }

  /** Returns whether a power with this exponent divides. */
  static boolean isNegative(Expr exponent) {
    return (exponent instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE)
        || (exponent instanceof Expr.Literal literal && literal.value() < 0);
  }
}
