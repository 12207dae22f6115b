package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes trees from trees. */
public final class Rewrite {
  private Rewrite() {}

  /** Returns the node with each node directly below changed; it keeps its place in the text. */
  public static Expr children(Expr expr, UnaryOperator<Expr> change) {
    return children(expr, change, expr.span());
  }

  private static Expr children(Expr expr, UnaryOperator<Expr> change, Span span) {
    if (expr instanceof Expr.Literal literal) {
      return new Expr.Literal(literal.value(), span);
    } else if (expr instanceof Expr.Text text) {
      return new Expr.Text(text.value(), span);
    } else if (expr instanceof Expr.Name name) {
      return new Expr.Name(name.name(), span);
    } else if (expr instanceof Expr.Element element) {
      return new Expr.Element(element.name(), element.subscripts(), span);
    } else if (expr instanceof Expr.Unary unary) {
      return new Expr.Unary(unary.operator(), change.apply(unary.operand()), span);
    } else if (expr instanceof Expr.Chain chain) {
      Expr first = change.apply(chain.first());
      return new Expr.Chain(first, steps(chain.rest(), change), span);
    } else if (expr instanceof Expr.Power power) {
      Expr base = change.apply(power.base());
      return new Expr.Power(base, change.apply(power.exponent()), span);
    } else if (expr instanceof Expr.Comparison comparison) {
      Expr first = change.apply(comparison.first());
      return new Expr.Comparison(first, steps(comparison.rest(), change), span);
    } else if (expr instanceof Expr.Logic logic) {
      return new Expr.Logic(logic.operator(), all(logic.operands(), change), span);
    } else if (expr instanceof Expr.Choice choice) {
      Expr then = change.apply(choice.then());
      Expr condition = change.apply(choice.condition());
      return new Expr.Choice(condition, then, change.apply(choice.otherwise()), span);
    } else if (expr instanceof Expr.Call call) {
      return new Expr.Call(call.function(), all(call.arguments(), change), span);
    } else if (expr instanceof Expr.ListOf list) {
      return new Expr.ListOf(all(list.items(), change), span);
    } else if (expr instanceof Expr.History history) {
      return history(history, change, span);
    }
    Expr.Reduction reduction = (Expr.Reduction) expr;
    Expr body = change.apply(reduction.body());
    return new Expr.Reduction(reduction.function(), reduction.binders(), body, span);
  }

  private static Expr history(Expr.History history, UnaryOperator<Expr> change, Span span) {
    Expr signal = change.apply(history.signal());
    List<Expr.Option> options = new ArrayList<>();
    for (Expr.Option option : history.options()) {
      Expr value = history.hasFormulas() ? change.apply(option.value()) : option.value();
      options.add(new Expr.Option(option.name(), value, option.span()));
    }
    return new Expr.History(history.function(), signal, options, span);
  }

  private static List<Expr> all(List<Expr> exprs, UnaryOperator<Expr> change) {
    List<Expr> changed = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      changed.add(change.apply(expr));
    }
    return changed;
  }

  private static List<Expr.Step> steps(List<Expr.Step> steps, UnaryOperator<Expr> change) {
    List<Expr.Step> changed = new ArrayList<>(steps.size());
    for (Expr.Step step : steps) {
      changed.add(new Expr.Step(step.operator(), change.apply(step.operand())));
    }
    return changed;
  }

  /** Returns the tree with no node in any text. */
  static Expr withoutPlaces(Expr expr) {
    return children(expr, Rewrite::withoutPlaces, Span.NONE);
  }
}
