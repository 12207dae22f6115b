package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a formula is 0 where a state is 0, aliases looked through. Where it cannot tell, it
 * says yes. For one thread.
 */
final class Vanishing {
  /** Aliases in aliases are looked through so often; a chain of thousands is no stack's. */
  private static final int DEEPEST = 20;

  private final String state;
  private final boolean hasAxes;
  private int depth;

  /** Indices of sums around: cells at them are others. */
  private final Set<String> bound = new HashSet<>();

  private boolean inTotal;
  private final Map<String, Formula> aliases;
  private final Map<String, Boolean> known = new HashMap<>();

  Vanishing(Template state, Map<String, Formula> aliases) {
    this.state = state.name();
    hasAxes = !state.axes().isEmpty();
    this.aliases = aliases;
  }

  boolean of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value() == 0;
    } else if (expr instanceof Expr.Name name) {
      return isOwn(name.name(), List.of()) && name(name.name());
    } else if (expr instanceof Expr.Element element) {
      return isOwn(element.name(), element.subscripts()) && name(element.name());
    } else if (expr instanceof Expr.Unary unary) {
      return of(unary.operand());
    } else if (expr instanceof Expr.Power power) {
      return of(power.base());
    } else if (expr instanceof Expr.Chain chain) {
      return chain.isSum()
          ? chain.children().stream().allMatch(this::of)
          : of(chain.first()) || chain.rest().stream().anyMatch(this::factor);
    } else if (expr instanceof Expr.Reduction reduction) {
      return ofBody(reduction);
    }
    if (expr instanceof Expr.Call call && call.function().equals("sum") && hasAxes) {
      boolean before = inTotal;
      inTotal = true;
      boolean vanishes = expr.children().stream().anyMatch(this::of);
      inTotal = before;
      return vanishes;
    }
    boolean total =
        expr instanceof Expr.Call call && List.of("sum", "prod").contains(call.function());
    return total ? expr.children().stream().anyMatch(this::of) : mentions(expr);
  }

  private boolean ofBody(Expr.Reduction reduction) {
    if (!hasAxes || !reduction.function().equals("sum")) {
      return of(reduction.body());
    }
    List<String> added = new ArrayList<>();
    reduction.binders().stream().map(Expr.Binder::index).filter(bound::add).forEach(added::add);
    boolean vanishes = of(reduction.body());
    added.forEach(bound::remove);
    return vanishes;
  }

  /** Returns whether a state's cell is the one whose derivative it is, and not one of a sum. */
  private boolean isOwn(String name, List<Expr.Subscript> subscripts) {
    return !name.equals(state)
        || !inTotal && subscripts.stream().noneMatch(one -> bound.contains(one.value()));
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
    if (depth == DEEPEST) {
      return true;
    }
    Boolean before = known.putIfAbsent(name, false);
    if (before == null) {
      depth++;
      known.put(name, DeepStack.call(alias.levels(), () -> of(alias.expr())));
      depth--;
    }
    return known.get(name);
  }

  /** A function or a choice with the state in it may well be 0. */
  private boolean mentions(Expr expr) {
    return expr.children().stream().anyMatch(this::of)
        || new Formula("", "", expr, 1).names().contains(state);
  }
}
