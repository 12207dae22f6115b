package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import episode.expr.Problem;
import episode.expr.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rates that were written as totals: those that have the source as a factor, though they are
 * multiplied by it anyway. A source in a sum, N = S + I + R, or below a fraction is none, and S / S
 * is nothing.
 */
final class PerHead {
  /** What is warned of. */
  static final String CODE = "E2188";

  private final Map<String, Formula> aliases = new LinkedHashMap<>();

  PerHead(Definitions system) {
    for (Definition alias : system.aliases()) {
      aliases.put(alias.target().template().name(), alias.formula());
    }
  }

  /** Returns a warning about a transition, if its rate is a total. */
  Optional<Problem> warning(Transition transition) {
    if (transition.from().isEmpty()) {
      return Optional.empty();
    }
    String source = transition.from().get().template().name();
    Expr rate = transition.rate().expr();
    return factor(rate, source, new HashSet<>())
        .map(
            span ->
                Problem.of(
                        CODE,
                        "The rate of '"
                            + transition.label()
                            + "' has its source '"
                            + source
                            + "' as a factor")
                    .at(transition.rate().where(span))
                    .remedy(
                        "Rates are per head: the flow is rate × "
                            + source
                            + ", so leave "
                            + source
                            + " out, as in beta * I / N."));
  }

  /** Returns where a factor is the source; of one inside an alias, where the alias stands. */
  private Optional<Span> factor(Expr expr, String source, Set<String> seen) {
    if (expr instanceof Expr.Chain chain && !chain.isSum()) {
      if (chain.rest().stream().anyMatch(step -> divides(step, source))) {
        return Optional.empty();
      }
      Optional<Span> found = factor(chain.first(), source, seen);
      for (Expr.Step step : chain.rest()) {
        if (found.isEmpty() && step.operator() == Operator.MULTIPLY) {
          found = factor(step.operand(), source, seen);
        }
      }
      return found;
    }
    if (expr instanceof Expr.Unary unary) {
      return factor(unary.operand(), source, seen);
    }
    Optional<String> name = name(expr);
    if (name.filter(source::equals).isPresent()) {
      return Optional.of(expr.span());
    }
    return name.filter(seen::add)
        .map(aliases::get)
        .flatMap(formula -> factor(formula.expr(), source, seen))
        .map(inside -> expr.span());
  }

  private static boolean divides(Expr.Step step, String source) {
    return step.operator() == Operator.DIVIDE
        && name(step.operand()).filter(source::equals).isPresent();
  }

  /** Returns the name of a quantity in the cells that the rate itself is of. */
  private static Optional<String> name(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return Optional.of(name.name());
    }
    return expr instanceof Expr.Element element
            && element.subscripts().stream().noneMatch(Expr.Subscript::pinned)
        ? Optional.of(element.name())
        : Optional.empty();
  }
}
