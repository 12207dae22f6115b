package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a formula is 0 where a state is 0, aliases looked through. Where it cannot tell, it
 * says yes. For one thread.
 */
final class Vanishing {
  private final String state;
  private final Map<String, Formula> aliases;
  private final Map<String, Boolean> known = new HashMap<>();

  Vanishing(String state, Map<String, Formula> aliases) {
    this.state = state;
    this.aliases = aliases;
  }

  boolean of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value() == 0;
    } else if (expr instanceof Expr.Name name) {
      return name(name.name());
    } else if (expr instanceof Expr.Element element) {
      return name(element.name());
    } else if (expr instanceof Expr.Unary unary) {
      return of(unary.operand());
    } else if (expr instanceof Expr.Power power) {
      return of(power.base());
    } else if (expr instanceof Expr.Chain chain) {
      return chain.isSum()
          ? chain.children().stream().allMatch(this::of)
          : of(chain.first()) || chain.rest().stream().anyMatch(this::factor);
    } else if (expr instanceof Expr.Reduction reduction) {
      return of(reduction.body());
    }
    boolean total =
        expr instanceof Expr.Call call && List.of("sum", "prod").contains(call.function());
    return total ? expr.children().stream().anyMatch(this::of) : mentions(expr);
  }

  private boolean factor(Expr.Step step) {
    return step.operator() == Operator.MULTIPLY && of(step.operand());
  }

  private boolean name(String name) {
    if (name.equals(state)) {
      return true;
    }
    Formula alias = aliases.get(name);
    if (alias == null) {
      return false;
    }
    Boolean before = known.putIfAbsent(name, false);
    if (before == null) {
      known.put(name, DeepStack.call(alias.levels(), () -> of(alias.expr())));
    }
    return known.get(name);
  }

  /** A function or a choice with the state in it may well be 0. */
  private boolean mentions(Expr expr) {
    return expr.children().stream().anyMatch(this::of)
        || new Formula("", "", expr, 1).names().contains(state);
  }
}
