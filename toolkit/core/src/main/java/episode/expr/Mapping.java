package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes a node anew over other nodes below it; what is no node stays as it is. */
final class Mapping {
  private Mapping() {}

  static Expr of(Expr expr, UnaryOperator<Expr> to) {
    if (expr instanceof Expr.Unary unary) {
      return new Expr.Unary(unary.operator(), to.apply(unary.operand()), unary.span());
    } else if (expr instanceof Expr.Chain chain) {
      return new Expr.Chain(to.apply(chain.first()), steps(chain.rest(), to), chain.span());
    } else if (expr instanceof Expr.Power power) {
      return new Expr.Power(to.apply(power.base()), to.apply(power.exponent()), power.span());
    } else if (expr instanceof Expr.Comparison c) {
      return new Expr.Comparison(to.apply(c.first()), steps(c.rest(), to), c.span());
    } else if (expr instanceof Expr.Logic logic) {
      return new Expr.Logic(logic.operator(), all(logic.operands(), to), logic.span());
    } else if (expr instanceof Expr.Choice c) {
      Expr condition = to.apply(c.condition());
      return new Expr.Choice(condition, to.apply(c.then()), to.apply(c.otherwise()), c.span());
    } else if (expr instanceof Expr.Call call) {
      return new Expr.Call(call.function(), all(call.arguments(), to), call.span());
    } else if (expr instanceof Expr.ListOf list) {
      return new Expr.ListOf(all(list.items(), to), list.span());
    } else if (expr instanceof Expr.Reduction r) {
      return new Expr.Reduction(r.function(), r.binders(), to.apply(r.body()), r.span());
    }
    return expr;
  }

  private static List<Expr> all(List<Expr> exprs, UnaryOperator<Expr> to) {
    List<Expr> changed = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      changed.add(to.apply(expr));
    }
    return changed;
  }

  private static List<Expr.Step> steps(List<Expr.Step> steps, UnaryOperator<Expr> to) {
    List<Expr.Step> changed = new ArrayList<>(steps.size());
    for (Expr.Step step : steps) {
      changed.add(new Expr.Step(step.operator(), to.apply(step.operand())));
    }
    return changed;
  }
}
