package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A term of the sum that a derivative is.
 *
 * @param definition whose term it is
 * @param sign 1 or −1, as written
 * @param expr the term without its sign
 * @param key the same for terms that differ in the order of their factors only
 */
record SignedTerm(Definition definition, int sign, Expr expr, String key) {

  /** Returns the terms of a derivative. */
  static List<SignedTerm> of(Definition definition) {
    List<SignedTerm> terms = new ArrayList<>();
    return DeepStack.call(
        definition.formula().levels(),
        () -> {
          split(definition, definition.formula().expr(), 1, terms);
          return terms;
        });
  }

  private static void split(Definition definition, Expr expr, int sign, List<SignedTerm> terms) {
    if (expr instanceof Expr.Chain chain && chain.isSum()) {
      split(definition, chain.first(), sign, terms);
      for (Expr.Step step : chain.rest()) {
        boolean minus = step.operator() == Operator.SUBTRACT;
        split(definition, step.operand(), minus ? -sign : sign, terms);
      }
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      split(definition, unary.operand(), -sign, terms);
    } else if (!(expr instanceof Expr.Literal literal && literal.value() == 0)) {
      List<String> above = new ArrayList<>();
      List<String> below = new ArrayList<>();
      int own = sign * factors(expr, above, below);
      Collections.sort(above);
      Collections.sort(below);
      String key = String.join(" * ", above) + " / " + String.join(" / ", below);
      terms.add(new SignedTerm(definition, own, expr, key));
    }
  }

  /** Adds the factors of a product and returns its sign. */
  private static int factors(Expr expr, List<String> above, List<String> below) {
    if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return -factors(unary.operand(), above, below);
    }
    if (expr instanceof Expr.Literal literal && literal.value() < 0) {
      above.add(Double.toString(-literal.value()));
      return -1;
    }
    boolean product = expr instanceof Expr.Chain chain && isProduct(chain);
    if (!product) {
      above.add(expr.toString());
      return 1;
    }
    Expr.Chain chain = (Expr.Chain) expr;
    int sign = factors(chain.first(), above, below);
    for (Expr.Step step : chain.rest()) {
      boolean divides = step.operator() == Operator.DIVIDE;
      sign *= factors(step.operand(), divides ? below : above, divides ? above : below);
    }
    return sign;
  }

  private static boolean isProduct(Expr.Chain chain) {
    return !chain.isSum()
        && chain.rest().stream().noneMatch(step -> step.operator() == Operator.REMAINDER);
  }

  /** Returns the term in words: {@code beta * S in dI/dt}. */
  String words() {
    String text = DeepStack.call(definition.formula().levels(), expr::toString);
    return text + " in d" + definition.target() + "/dt";
  }
}
