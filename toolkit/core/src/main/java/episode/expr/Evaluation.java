package episode.expr;

import episode.expr.Places.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out one formula, node by node of its tree. For one formula and one thread. */
final class Evaluation {
  private final GraphBuilder builder;
  private final Scope scope;
  private final Places places;
  private final Report report;
  private final Reference reference;
  private final Elements elements;

  Evaluation(GraphBuilder builder, Scope scope, Places places, Report report) {
    this.builder = builder;
    this.scope = scope;
    this.places = places;
    this.report = report;
    this.reference = new Reference(builder, scope, places, report);
    this.elements = new Elements(builder, scope, places, report);
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
      return function(MathFunction.POW, numbers(power.children()));
    } else if (expr instanceof Expr.Call call) {
      return call(call);
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    } else if (expr instanceof Expr.Comparison comparison) {
      return elements.compared(comparison).orElseGet(() -> comparison(comparison));
    } else if (expr instanceof Expr.Logic logic) {
      return logic(logic);
    } else if (expr instanceof Expr.Choice choice) {
      return choice(choice.condition(), choice.then(), choice.otherwise());
    }
    return report.problem("E1203", "A text in quotes has no value", expr.span(), "Write a name.");
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
      values.add(number(of(expr)));
    }
    return values;
  }

  private Indexed number(Indexed value) {
    return value.isBroken()
        ? value
        : new Indexed(builder.cast(value.node(), DType.FLOAT64), value.indices());
  }

  private static boolean anyBroken(List<Indexed> values) {
    for (Indexed value : values) {
      if (value.isBroken()) {
        return true;
      }
    }
    return false;
  }

  /** Returns a function of values that have been stretched over all their indices. */
  private Indexed function(MathFunction function, List<Indexed> values) {
    if (anyBroken(values)) {
      return Indexed.BROKEN;
    }
    List<Index> union = Indexed.union(values);
    List<Node> nodes = new ArrayList<>(values.size());
    for (Indexed value : values) {
      nodes.add(value.over(builder, union));
    }
    return new Indexed(function.apply(builder, nodes), union);
  }

  private Indexed binary(Prim prim, Indexed left, Indexed right) {
    if (left.isBroken() || right.isBroken()) {
      return Indexed.BROKEN;
    }
    List<Index> union = Indexed.union(List.of(left, right));
    Node a = left.over(builder, union);
    Node b = right.over(builder, union);
    return new Indexed(builder.binary(prim, a, b), union);
  }

  private Indexed chain(Expr.Chain chain) {
    Indexed value = number(of(chain.first()));
    for (Expr.Step step : chain.rest()) {
      value = binary(arithmetic(step.operator()), value, number(of(step.operand())));
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
            : builder.neg(number(operand).node());
    return new Indexed(node, operand.indices());
  }

  private Indexed comparison(Expr.Comparison comparison) {
    Indexed left = number(of(comparison.first()));
    Indexed all = null;
    for (Expr.Step step : comparison.rest()) {
      Indexed right = number(of(step.operand()));
      Indexed holds = compare(step.operator(), left, right);
      all = all == null ? holds : binary(Prim.AND, all, holds);
      left = right;
    }
    return all;
  }

  private Indexed compare(Operator operator, Indexed a, Indexed b) {
    return switch (operator) {
      case LESS -> binary(Prim.LT, a, b);
      case LESS_EQUAL -> binary(Prim.LE, a, b);
      case GREATER -> binary(Prim.LT, b, a);
      case GREATER_EQUAL -> binary(Prim.LE, b, a);
      case EQUAL -> binary(Prim.EQ, a, b);
      case NOT_EQUAL -> binary(Prim.NE, a, b);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, NEGATE, NOT, AND, OR ->
          throw new IllegalArgumentException(operator + " does not compare");
    };
  }

  /** As in Python: the operand that decides is the value, so numbers stay numbers. */
  private Indexed logic(Expr.Logic logic) {
    List<Indexed> values = all(logic.operands());
    if (anyBroken(values)) {
      return Indexed.BROKEN;
    }
    boolean and = logic.operator() == Operator.AND;
    Indexed value = values.get(0);
    for (Indexed next : values.subList(1, values.size())) {
      boolean truths = value.node().dtype() == DType.BOOL && next.node().dtype() == DType.BOOL;
      if (truths) {
        value = binary(and ? Prim.AND : Prim.OR, value, next);
      } else {
        List<Indexed> choice = and ? List.of(value, next, value) : List.of(value, value, next);
        value = function(MathFunction.WHERE, choice);
      }
    }
    return value;
  }

  private Indexed choice(Expr condition, Expr then, Expr otherwise) {
    List<Indexed> values = List.of(of(condition), of(then), of(otherwise));
    return function(MathFunction.WHERE, values);
  }

  private Indexed call(Expr.Call call) {
    String name = call.function();
    List<Expr> arguments = call.arguments();
    Optional<Prim> reduction = reductionOf(name);
    if (reduction.isPresent() && arguments.size() == 1) {
      return total(reduction.get(), arguments.get(0));
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
    return function(function.get(), numbers(arguments));
  }

  private static Optional<Prim> reductionOf(String name) {
    return switch (name) {
      case "sum" -> Optional.of(Prim.SUM);
      case "prod" -> Optional.of(Prim.PROD);
      case "min" -> Optional.of(Prim.REDUCE_MIN);
      case "max" -> Optional.of(Prim.REDUCE_MAX);
      default -> Optional.empty();
    };
  }

  /** A reduction over every axis that the argument has: {@code sum(S)}. */
  private Indexed total(Prim prim, Expr argument) {
    Optional<Indexed> array = reference.wholeArray(argument);
    if (array.isPresent()) {
      return array.get().isBroken()
          ? array.get()
          : array.get().reduce(builder, prim, array.get().indices());
    }
    Saved saved = places.enterTotal();
    Indexed body = of(argument);
    Indexed value = body.isBroken() ? body : body.reduce(builder, prim, places.met());
    places.leave(saved);
    return value;
  }

  private Indexed reduction(Expr.Reduction reduction) {
    boolean integral = reduction.function().equals("integrate");
    Optional<Prim> prim = integral ? Optional.of(Prim.SUM) : reductionOf(reduction.function());
    if (prim.isEmpty()) {
      return report.notAReduction(reduction);
    }
    Saved saved = places.enter();
    List<Index> indices = new ArrayList<>();
    for (Expr.Binder binder : reduction.binders()) {
      Optional<NamedAxis> axis = scope.axis(binder.axis());
      if (axis.isEmpty()) {
        places.leave(saved);
        return report.unknownAxis(binder.axis(), binder.span(), scope);
      }
      Optional<Ints> chosen =
          integral ? integrable(binder, axis.get()) : chosen(binder, axis.get());
      if (chosen.isEmpty()) {
        places.leave(saved);
        return Indexed.BROKEN;
      }
      indices.add(places.bind(binder, axis.get(), chosen.get()));
    }
    Indexed body = of(reduction.body());
    places.leave(saved);
    if (body.isBroken()) {
      return body;
    }
    for (int i = 0; i < indices.size(); i++) {
      if (!body.runsOver(indices.get(i))) {
        return report.unusedIndex(reduction.binders().get(i));
      }
    }
    return (integral ? weighted(body, indices) : body).reduce(builder, prim.get(), indices);
  }

  private Optional<Ints> chosen(Expr.Binder binder, NamedAxis axis) {
    return new Selection(axis, report).of(binder);
  }

  private Optional<Ints> integrable(Expr.Binder binder, NamedAxis axis) {
    if (!axis.kind().hasCoordinates()) {
      report.notContinuous(binder, axis);
      return Optional.empty();
    }
    Optional<Ints> chosen = chosen(binder, axis);
    if (chosen.isPresent() && chosen.get().size() < 2) {
      report.tooFewPoints(binder, axis);
      return Optional.empty();
    }
    return chosen;
  }

  /** Returns the body times the weight of each point of an integral. */
  private Indexed weighted(Indexed body, List<Index> indices) {
    Indexed product = number(body);
    for (Index index : indices) {
      Node weights = builder.constant(Tensor.of(index.axis().weights()));
      product = binary(Prim.MUL, new Indexed(weights, List.of(index)), product);
    }
    return product;
  }
}
