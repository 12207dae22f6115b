package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out one formula, node by node of its tree. For one formula and one thread. */
final class Evaluation {
  private final GraphBuilder builder;
  private final Scope scope;
  private final Report report;
  private final Reference reference;
  private final Elements elements;
  private final Elementwise elementwise;
  private final Reductions reductions;
  private final Spatial spatial;

  Evaluation(GraphBuilder builder, Scope scope, Places places, Report report) {
    this.builder = builder;
    this.scope = scope;
    this.report = report;
    this.reference = new Reference(builder, scope, places, report);
    this.elements = new Elements(builder, scope, places, report);
    this.elementwise = new Elementwise(builder);
    this.reductions = new Reductions(builder, scope, places, report, this);
    this.spatial = new Spatial(builder, scope, places, report, this::of);
  }

  /** Returns the array of a bare name that has an axis twice; empty for all else. */
  Optional<Indexed> wholeArray(Expr expr) {
    return reference.wholeArray(expr);
  }

  Indexed of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return Indexed.scalar(builder.constant(literal.value()));
    } else if (expr instanceof Expr.Name name) {
      return reference.whole(name);
    } else if (expr instanceof Expr.Element element) {
      return reference.element(element);
    } else if (expr instanceof Expr.Chain chain) {
      return chain(chain);
    } else if (expr instanceof Expr.Unary unary) {
      return unary(unary);
    } else if (expr instanceof Expr.Power power) {
      return elementwise.of(MathFunction.POW, numbers(power.children()));
    } else if (expr instanceof Expr.Call call) {
      return call(call);
    } else if (expr instanceof Expr.History history) {
      return history(history);
    } else if (expr instanceof Expr.Reduction reduction) {
      return reductions.of(reduction);
    } else if (expr instanceof Expr.Comparison comparison) {
      return elements.compared(comparison).orElseGet(() -> comparison(comparison));
    } else if (expr instanceof Expr.Logic logic) {
      return logic(logic);
    } else if (expr instanceof Expr.Choice choice) {
      return choice(choice.condition(), choice.then(), choice.otherwise());
    }
    if (expr instanceof Expr.ListOf) {
      return report.list(expr);
    }
    return report.problem("E1203", "A text in quotes has no value", expr.span(), "Write a name.");
  }

  private Indexed history(Expr.History history) {
    Optional<Histories> histories = scope.histories();
    if (histories.isEmpty()) {
      return report.noPast(history);
    }
    Indexed signal = of(history.signal());
    for (Expr.Option option : history.options()) {
      Indexed lag = history.hasFormulas() ? number(option.value()) : signal;
      if (lag.isBroken()) {
        return lag;
      }
    }
    if (signal.isBroken()) {
      return signal;
    }
    return histories.get().isPast(signal.node())
        ? report.pastOfPast(history)
        : histories.get().ask(history, report.formula(), signal);
  }

  private List<Indexed> all(List<Expr> exprs) {
    List<Indexed> values = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      values.add(of(expr));
    }
    return values;
  }

  private List<Indexed> numbers(List<Expr> exprs) {
    List<Indexed> values = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      values.add(number(expr));
    }
    return values;
  }

  /** Returns an expression's value as a number. */
  Indexed number(Expr expr) {
    return elementwise.number(of(expr));
  }

  private Indexed chain(Expr.Chain chain) {
    Indexed value = number(chain.first());
    for (Expr.Step step : chain.rest()) {
      value = elementwise.of(arithmetic(step.operator()), value, number(step.operand()));
    }
    return value;
  }

  private static Prim arithmetic(Operator operator) {
    return switch (operator) {
      case ADD -> Prim.ADD;
      case SUBTRACT -> Prim.SUB;
      case MULTIPLY -> Prim.MUL;
      case DIVIDE -> Prim.DIV;
      case REMAINDER -> Prim.MOD;
      case NEGATE, NOT, AND, OR, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
          throw new IllegalArgumentException(operator + " does not stand in a chain");
    };
  }

  private Indexed unary(Expr.Unary unary) {
    Indexed operand = of(unary.operand());
    if (operand.isBroken()) {
      return operand;
    }
    Node node =
        unary.operator() == Operator.NOT
            ? builder.unary(Prim.NOT, operand.node())
            : builder.neg(elementwise.number(operand).node());
    return new Indexed(node, operand.indices());
  }

  private Indexed comparison(Expr.Comparison comparison) {
    Indexed left = number(comparison.first());
    Indexed all = null;
    for (Expr.Step step : comparison.rest()) {
      Indexed right = number(step.operand());
      Indexed holds = compare(step.operator(), left, right);
      all = all == null ? holds : elementwise.of(Prim.AND, all, holds);
      left = right;
    }
    return all;
  }

  private Indexed compare(Operator operator, Indexed a, Indexed b) {
    return switch (operator) {
      case LESS -> elementwise.of(Prim.LT, a, b);
      case LESS_EQUAL -> elementwise.of(Prim.LE, a, b);
      case GREATER -> elementwise.of(Prim.LT, b, a);
      case GREATER_EQUAL -> elementwise.of(Prim.LE, b, a);
      case EQUAL -> elementwise.of(Prim.EQ, a, b);
      case NOT_EQUAL -> elementwise.of(Prim.NE, a, b);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, NEGATE, NOT, AND, OR ->
          throw new IllegalArgumentException(operator + " does not compare");
    };
  }

  /** As in Python: the operand that decides is the value, so numbers stay numbers. */
  private Indexed logic(Expr.Logic logic) {
    List<Indexed> values = all(logic.operands());
    if (Elementwise.anyBroken(values)) {
      return Indexed.BROKEN;
    }
    boolean and = logic.operator() == Operator.AND;
    Indexed value = values.get(0);
    for (Indexed next : values.subList(1, values.size())) {
      boolean truths = value.node().dtype() == DType.BOOL && next.node().dtype() == DType.BOOL;
      if (truths) {
        value = elementwise.of(and ? Prim.AND : Prim.OR, value, next);
      } else {
        List<Indexed> choice = and ? List.of(value, next, value) : List.of(value, value, next);
        value = elementwise.of(MathFunction.WHERE, choice);
      }
    }
    return value;
  }

  private Indexed choice(Expr condition, Expr then, Expr otherwise) {
    List<Indexed> values = List.of(of(condition), of(then), of(otherwise));
    return elementwise.of(MathFunction.WHERE, values);
  }

  private Indexed call(Expr.Call call) {
    String name = call.function();
    List<Expr> arguments = call.arguments();
    if (Spatial.functions().contains(name)) {
      return spatial.of(call);
    }
    if (name.equals("integrate")) {
      return report.integralOverNothing(call);
    }
    Optional<Prim> reduction = Reductions.primOf(name);
    if (reduction.isPresent() && arguments.size() == 1) {
      return reductions.total(reduction.get(), arguments.get(0));
    }
    Optional<CurveFunction> curve = CurveFunction.named(name);
    if (curve.isPresent()) {
      return new CurveCall(builder, elementwise, this, report).of(call, curve.get());
    }
    Optional<MathFunction> function = MathFunction.named(name);
    if (function.isEmpty()) {
      return reduction.isPresent() ? report.notOverAxes(call) : report.unknownFunction(call, scope);
    }
    if (!function.get().takes(arguments.size())) {
      return report.wrongArity(call, function.get());
    }
    if (function.get() == MathFunction.WHERE) {
      return choice(arguments.get(0), arguments.get(1), arguments.get(2));
    }
    return elementwise.of(function.get(), numbers(arguments));
  }
}
