package episode.model;

import episode.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A formula's tree with its names exchanged; every node keeps its place in the text. */
final class Rewriting {
  private final Function<Expr, Expr> leaf;

  /**
   * Makes a rewriting.
   *
   * @param leaf what stands for a name, an element or a call; the same object to go on inside
   */
  Rewriting(Function<Expr, Expr> leaf) {
    this.leaf = leaf;
  }

  Expr of(Expr expr) {
    if (expr instanceof Expr.Name || expr instanceof Expr.Element) {
      return leaf.apply(expr);
    } else if (expr instanceof Expr.Unary unary) {
      return new Expr.Unary(unary.operator(), of(unary.operand()), unary.span());
    } else if (expr instanceof Expr.Chain chain) {
      return new Expr.Chain(of(chain.first()), steps(chain.rest()), chain.span());
    } else if (expr instanceof Expr.Power power) {
      return new Expr.Power(of(power.base()), of(power.exponent()), power.span());
    } else if (expr instanceof Expr.Comparison comparison) {
      return new Expr.Comparison(
          of(comparison.first()), steps(comparison.rest()), comparison.span());
    } else if (expr instanceof Expr.Logic logic) {
      return new Expr.Logic(logic.operator(), all(logic.operands()), logic.span());
    } else if (expr instanceof Expr.Choice choice) {
      return new Expr.Choice(
          of(choice.condition()), of(choice.then()), of(choice.otherwise()), choice.span());
    } else if (expr instanceof Expr.Call call) {
      Expr other = leaf.apply(call);
      return other == call
          ? new Expr.Call(call.function(), all(call.arguments()), call.span())
          : other;
    } else if (expr instanceof Expr.Reduction reduction) {
      return new Expr.Reduction(
          reduction.function(), reduction.binders(), of(reduction.body()), reduction.span());
    }
    return expr;
  }

  private List<Expr> all(List<Expr> exprs) {
    List<Expr> changed = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      changed.add(of(expr));
    }
    return changed;
  }

  private List<Expr.Step> steps(List<Expr.Step> steps) {
    List<Expr.Step> changed = new ArrayList<>(steps.size());
    for (Expr.Step step : steps) {
      changed.add(new Expr.Step(step.operator(), of(step.operand())));
    }
    return changed;
  }
}
