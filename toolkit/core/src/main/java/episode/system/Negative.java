package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which formulas are negative where all names are positive, inputs by their rows and aliases
 * by their formulas, and which are divided by a state. For one system and one thread.
 */
final class Negative {
  /** Aliases of aliases are looked through so far: no rate is hidden deeper. */
  private static final int MOST_ALIASES = 20;

  private final Map<String, Formula> aliases;
  private final Map<String, Integer> signs = new HashMap<>();
  private final Map<String, Integer> powers = new HashMap<>();

  private int depth;

  Negative(Definitions system, Map<String, Formula> aliases) {
    this.aliases = aliases;
    for (Input input : system.inputs()) {
      signs.put(input.name(), sign(input));
    }
  }

  private static int sign(Input input) {
    boolean below = false;
    for (double value : input.values()) {
      if (value > 0) {
        return 1;
      }
      below |= value < 0;
    }
    return below ? -1 : 1;
  }

  /** Returns whether a formula is negative, as far as its text tells. */
  boolean of(Formula formula) {
    return DeepStack.call(formula.levels(), () -> sign(formula.expr())) < 0;
  }

  private int sign(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value() < 0 ? -1 : 1;
    } else if (expr instanceof Expr.Name name) {
      return sign(name.name());
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return -sign(unary.operand());
    } else if (expr instanceof Expr.Chain chain) {
      return chain.isSum() ? ofSum(chain) : ofProduct(chain);
    }
    return 1;
  }

  private int sign(String name) {
    Formula alias = aliases.get(name);
    if (alias != null && depth < MOST_ALIASES && signs.putIfAbsent(name, 1) == null) {
      depth++;
      signs.put(name, DeepStack.call(alias.levels(), () -> sign(alias.expr())));
      depth--;
    }
    return signs.getOrDefault(name, 1);
  }

  private int ofSum(Expr.Chain chain) {
    int all = sign(chain.first());
    for (Expr.Step step : chain.rest()) {
      int sign = sign(step.operand());
      all = Math.max(all, step.operator() == Operator.SUBTRACT ? -sign : sign);
    }
    return all;
  }

  private int ofProduct(Expr.Chain chain) {
    int product = sign(chain.first());
    for (Expr.Step step : chain.rest()) {
      product *= step.operator() == Operator.REMAINDER ? 1 : sign(step.operand());
    }
    return product;
  }

  /** Returns whether a formula has a state as a divisor and not as a factor, aliases included. */
  boolean isDividedBy(String state, Formula formula) {
    powers.clear();
    return DeepStack.call(formula.levels(), () -> power(formula.expr(), state)) < 0;
  }

  private int power(Expr expr, String state) {
    if (expr instanceof Expr.Name name) {
      return name.name().equals(state) ? 1 : ofAlias(name.name(), state);
    } else if (expr instanceof Expr.Element element) {
      return element.name().equals(state) ? 1 : ofAlias(element.name(), state);
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return power(unary.operand(), state);
    } else if (!(expr instanceof Expr.Chain chain) || chain.isSum()) {
      return 0;
    }
    Expr.Chain chain = (Expr.Chain) expr;
    int power = power(chain.first(), state);
    for (Expr.Step step : chain.rest()) {
      int sign = step.operator() == Operator.DIVIDE ? -1 : 1;
      power += step.operator() == Operator.REMAINDER ? 0 : sign * power(step.operand(), state);
    }
    return power;
  }

  private int ofAlias(String name, String state) {
    Formula alias = aliases.get(name);
    if (alias != null && depth < MOST_ALIASES && powers.putIfAbsent(name, 0) == null) {
      depth++;
      int power = DeepStack.call(alias.levels(), () -> power(alias.expr(), state));
      depth--;
      powers.put(name, Math.max(-9, Math.min(9, power)));
    }
    return powers.getOrDefault(name, 0);
  }
}
