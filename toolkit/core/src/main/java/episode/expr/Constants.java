package episode.expr;

import java.util.OptionalDouble;

/** The numbers of formulas that hold nothing but numbers. */
final class Constants {
  private Constants() {}

  /** Returns the value of a formula of numbers, + - * / ^ and brackets; empty for all else. */
  static OptionalDouble value(Expr expr) {
    double value = of(expr);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static double of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value();
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return -of(unary.operand());
    } else if (expr instanceof Expr.Power power) {
      double base = of(power.base());
      return Double.isNaN(base) ? base : Math.pow(base, of(power.exponent()));
    } else if (expr instanceof Expr.Chain chain) {
      double value = of(chain.first());
      for (Expr.Step step : chain.rest()) {
        value = Double.isNaN(value) ? value : of(step.operator(), value, of(step.operand()));
      }
      return value;
    }
    return Double.NaN;
  }

  private static double of(Operator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      default -> Double.NaN;
    };
  }
}
