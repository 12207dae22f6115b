package episode.expr;

import java.util.List;

/** Writes a tree as text that parses to the same tree, with no more parentheses than needed. */
final class ExprText {
  private static final int ATOM = 9;
  private static final int POWER = 8;
  private static final int SIGN = 7;
  private static final int COMPARISON = 4;
  private static final int NOT = 3;

  private final StringBuilder text = new StringBuilder();

  private ExprText() {}

  static String of(Expr expr) {
    ExprText writer = new ExprText();
    writer.write(expr);
    return writer.text.toString();
  }

  /** Returns a number as it is written in formulas: no trailing ".0". */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static int tightness(Expr expr) {
    if (expr instanceof Expr.Choice) {
      return 0;
    }
    if (expr instanceof Expr.Logic logic) {
      return logic.operator() == Operator.OR ? 1 : 2;
    }
    if (expr instanceof Expr.Unary unary) {
      return unary.operator() == Operator.NOT ? NOT : SIGN;
    }
    if (expr instanceof Expr.Comparison) {
      return COMPARISON;
    }
    if (expr instanceof Expr.Chain chain) {
      return chain.isSum() ? 5 : 6;
    }
    boolean negative = expr instanceof Expr.Literal literal && literal.value() < 0;
    return negative ? SIGN : expr instanceof Expr.Power ? POWER : ATOM;
  }

  private void write(Expr expr, int loosest) {
    boolean bracket = tightness(expr) < loosest;
    text.append(bracket ? "(" : "");
    write(expr);
    text.append(bracket ? ")" : "");
  }

  private void write(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      text.append(constant(literal.value()));
    } else if (expr instanceof Expr.Text quoted) {
      quote(quoted.value());
    } else if (expr instanceof Expr.Name name) {
      text.append(name.name());
    } else if (expr instanceof Expr.Element element) {
      element(element);
    } else if (expr instanceof Expr.Unary unary) {
      text.append(unary.operator().symbol());
      write(unary.operand(), unary.operator() == Operator.NOT ? NOT : SIGN);
    } else if (expr instanceof Expr.Chain chain) {
      steps(chain.first(), chain.rest(), tightness(chain));
    } else if (expr instanceof Expr.Power power) {
      write(power.base(), ATOM);
      text.append('^');
      write(power.exponent(), SIGN);
    } else if (expr instanceof Expr.Comparison comparison) {
      steps(comparison.first(), comparison.rest(), COMPARISON + 1);
    } else if (expr instanceof Expr.Logic logic) {
      list(logic.operands(), " " + logic.operator().symbol() + " ", tightness(logic) + 1);
    } else if (expr instanceof Expr.Choice choice) {
      choice(choice);
    } else if (expr instanceof Expr.Call call) {
      text.append(call.function()).append('(');
      list(call.arguments(), ", ", 0);
      text.append(')');
    } else if (expr instanceof Expr.ListOf list) {
      text.append('[');
      list(list.items(), ", ", 0);
      text.append(']');
    } else if (expr instanceof Expr.History history) {
      history(history);
    } else if (expr instanceof Expr.Reduction reduction) {
      reduction(reduction);
    }
  }

  private static String constant(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : number(value);
  }

  private void quote(String value) {
    char mark = value.indexOf('"') < 0 ? '"' : '\'';
    text.append(mark).append(value).append(mark);
  }

  private void steps(Expr first, List<Expr.Step> rest, int tightness) {
    write(first, tightness);
    for (Expr.Step step : rest) {
      text.append(' ').append(step.operator().symbol()).append(' ');
      write(step.operand(), tightness + 1);
    }
  }

  private void list(List<Expr> operands, String separator, int loosest) {
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? "" : separator);
      write(operands.get(i), loosest);
    }
  }

  private void choice(Expr.Choice choice) {
    write(choice.then(), 1);
    text.append(" if ");
    write(choice.condition(), 1);
    text.append(" else ");
    write(choice.otherwise(), 0);
  }

  private void element(Expr.Element element) {
    text.append(element.name()).append('[');
    String separator = "";
    for (Expr.Subscript subscript : element.subscripts()) {
      text.append(separator).append(subscript.axis());
      separator = ", ";
      if (!subscript.axis().isEmpty()) {
        text.append(subscript.pinned() ? "=" : ":");
      }
      if (subscript.pinned()) {
        quote(subscript.value());
      } else {
        text.append(subscript.value());
      }
    }
    text.append(']');
  }

  private void history(Expr.History history) {
    text.append(history.function()).append('(');
    write(history.signal(), 0);
    for (Expr.Option option : history.options()) {
      text.append(", ").append(option.name()).append('=');
      write(option.value(), 0);
    }
    text.append(')');
  }

  private void reduction(Expr.Reduction reduction) {
    text.append(reduction.function()).append('(');
    if (reduction.function().indexOf('_') >= 0) {
      write(reduction.body(), 0);
      for (Expr.Binder binder : reduction.binders()) {
        text.append(", ").append(binder.axis()).append('=').append(binder.index());
        filter(binder);
      }
      text.append(')');
      return;
    }
    for (Expr.Binder binder : reduction.binders()) {
      text.append(binder.index()).append(" in ").append(binder.axis());
      if (!binder.filter().isEmpty()) {
        text.append('[');
        list(binder.filter(), ", ", SIGN);
        text.append(']');
      }
      text.append(", ");
    }
    write(reduction.body(), 0);
    text.append(')');
  }

  private void filter(Expr.Binder binder) {
    if (!binder.filter().isEmpty()) {
      text.append(" in [");
      list(binder.filter(), ", ", SIGN);
      text.append(']');
    }
  }
}
