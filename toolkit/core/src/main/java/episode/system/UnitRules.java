package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.MathFunction;
import episode.expr.Operator;
import episode.expr.Problem;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Works out the unit of a formula and says where units do not fit. What has no unit fits anything;
 * so does a number, which has none in products. For one formula and one thread.
 */
final class UnitRules {
  /** Reductions over axes whose result has the unit of what they reduce. */
  private static final List<String> KEEPING = List.of("sum", "min", "max", "sum_over");

  private final Formula formula;
  private final Function<String, Value> unitOf;
  private final List<Problem> problems;

  /**
   * What is known of a part of a formula.
   *
   * @param unit empty where it is not known
   * @param isNumber whether it is made of numbers alone
   */
  record Value(Optional<Unit> unit, boolean isNumber) {
    static final Value UNKNOWN = new Value(Optional.empty(), false);
    static final Value NUMBER = new Value(Optional.empty(), true);

    static Value of(Unit unit) {
      return new Value(Optional.of(unit), false);
    }

    /** Returns the unit as a factor: that of a number is 1. */
    Optional<Unit> asFactor() {
      return isNumber ? Optional.of(Unit.ONE) : unit;
    }
  }

  UnitRules(Formula formula, Function<String, Value> unitOf, List<Problem> problems) {
    this.formula = formula;
    this.unitOf = unitOf;
    this.problems = problems;
  }

  /** Returns the number that an exponent is; empty where it is none. */
  static Optional<Double> number(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return Optional.of(literal.value());
    }
    boolean minus = expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE;
    return minus ? number(((Expr.Unary) expr).operand()).map(x -> -x) : Optional.empty();
  }

  Value of(Expr expr) {
    if (expr instanceof Expr.Literal) {
      return Value.NUMBER;
    } else if (expr instanceof Expr.Name name) {
      return unitOf.apply(name.name());
    } else if (expr instanceof Expr.Element element) {
      return unitOf.apply(element.name());
    } else if (expr instanceof Expr.Unary unary) {
      Value value = of(unary.operand());
      return unary.operator() == Operator.NEGATE ? value : Value.UNKNOWN;
    } else if (expr instanceof Expr.Chain chain) {
      boolean remainder = chain.rest().get(0).operator() == Operator.REMAINDER;
      return chain.isSum() || remainder ? alike(chain.children(), "added") : product(chain);
    } else if (expr instanceof Expr.Power power) {
      return power(power.base(), power.exponent());
    } else if (expr instanceof Expr.Comparison comparison) {
      alike(comparison.children(), "compared");
      return Value.UNKNOWN;
    } else if (expr instanceof Expr.Choice choice) {
      of(choice.condition());
      return alike(List.of(choice.then(), choice.otherwise()), "alternatives");
    } else if (expr instanceof Expr.Reduction reduction) {
      Value body = of(reduction.body());
      return KEEPING.contains(reduction.function()) ? body : Value.UNKNOWN;
    } else if (expr instanceof Expr.Call call) {
      return call(call);
    }
    expr.children().forEach(this::of);
    return Value.UNKNOWN;
  }

  private Value alike(List<Expr> exprs, String verb) {
    Value all = of(exprs.get(0));
    for (Expr next : exprs.subList(1, exprs.size())) {
      Value value = of(next);
      if (all.unit().isPresent() && value.unit().isPresent()) {
        Unit left = all.unit().get();
        Unit right = value.unit().get();
        if (!left.fits(right)) {
          String joined = "are " + verb;
          problem(
              "Quantities in " + left + " and in " + right + " " + joined,
              next.span(),
              left,
              right);
          return Value.UNKNOWN;
        }
      }
      boolean known = all.unit().isPresent() || value.isNumber();
      all = known ? all : value.isNumber() || all.isNumber() ? value : keep(all, value);
    }
    return all;
  }

  /** Of two of which the first has no unit: what is not given may be anything. */
  private static Value keep(Value all, Value value) {
    return value.unit().isPresent() ? value : all;
  }

  private Value product(Expr.Chain chain) {
    Value first = of(chain.first());
    Optional<Unit> unit = first.asFactor();
    boolean number = first.isNumber();
    for (Expr.Step step : chain.rest()) {
      Value next = of(step.operand());
      number = number && next.isNumber();
      int sign = step.operator() == Operator.DIVIDE ? -1 : 1;
      boolean known = next.asFactor().isPresent() && step.operator() != Operator.REMAINDER;
      unit = known ? unit.map(left -> left.times(next.asFactor().get(), sign)) : Optional.empty();
    }
    return number ? Value.NUMBER : new Value(unit, false);
  }

  private Value power(Expr base, Expr exponent) {
    Value below = of(base);
    Value above = of(exponent);
    plain("An exponent", above, exponent.span());
    if (below.isNumber() && above.isNumber()) {
      return Value.NUMBER;
    }
    Optional<Double> number = number(exponent);
    if (below.unit().isPresent() && number.isPresent()) {
      return new Value(below.unit().get().power(number.get()), false);
    }
    return Value.UNKNOWN;
  }

  private Value call(Expr.Call call) {
    Optional<MathFunction> function = MathFunction.named(call.function());
    List<Expr> arguments = call.arguments();
    if (List.of("piecewise", "linear", "smooth_step", "bspline").contains(call.function())
        && arguments.size() > 2) {
      return curve(call);
    }
    if (arguments.size() == 1 && KEEPING.contains(call.function())) {
      return of(arguments.get(0));
    }
    if (function.isEmpty() || arguments.isEmpty()) {
      arguments.forEach(this::of);
      return Value.UNKNOWN;
    }
    return switch (function.get()) {
      case ABS, FLOOR, CEIL, ROUND -> of(arguments.get(0));
      case MIN, MAX, CLIP, HYPOT -> alike(arguments, "compared");
      case SQRT ->
          of(arguments.get(0))
              .unit()
              .flatMap(unit -> unit.power(0.5))
              .map(Value::of)
              .orElse(Value.UNKNOWN);
      case POW -> power(arguments.get(0), arguments.get(1));
      case WHERE -> {
        of(arguments.get(0));
        yield alike(arguments.subList(1, arguments.size()), "alternatives");
      }
      case SIGN, ATAN2 -> {
        arguments.forEach(this::of);
        yield Value.UNKNOWN;
      }
      default -> {
        Value value = of(arguments.get(0));
        plain("The argument of " + call.function(), value, arguments.get(0).span());
        yield value.unit().filter(Unit.ONE::fits).isPresent() ? value : Value.UNKNOWN;
      }
    };
  }

  /** Knots are in the unit of the first argument, the values in one unit, which is the curve's. */
  private Value curve(Expr.Call call) {
    List<Expr> all = call.arguments();
    boolean step = call.function().equals("smooth_step");
    int values = step ? Math.min(3, all.size() - 1) : 2;
    List<Expr> places = new ArrayList<>(List.of(all.get(0)));
    all.subList(1, values).forEach(knot -> places.addAll(entries(knot)));
    alike(places, "compared");
    List<Expr> heights = new ArrayList<>();
    all.subList(values, step ? all.size() : 3).forEach(value -> heights.addAll(entries(value)));
    return heights.isEmpty() ? Value.UNKNOWN : alike(heights, "alternatives");
  }

  private static List<Expr> entries(Expr list) {
    return list instanceof Expr.ListOf of ? of.children() : List.of(list);
  }

  private void plain(String what, Value value, Span span) {
    if (value.unit().isPresent() && !value.unit().get().fits(Unit.ONE)) {
      Unit unit = value.unit().get();
      problem(what + " is in " + unit + ", and has to be a number without unit", span, unit, unit);
    }
  }

  private void problem(String what, Span span, Unit seen, Unit other) {
    problems.add(Problem.of("E2140", what).at(formula.where(span)).remedy(remedy(seen, other)));
  }

  /** Returns advice: the sizes of units of one kind, or to look at the formula. */
  static String remedy(Unit seen, Unit wanted) {
    return seen.isLike(wanted) && !seen.fits(wanted)
        ? "Give both in the same unit of time: week = 7 day, year = 365.25 day."
        : "Correct the formula, or the unit of a name in it; a name without a unit fits anything.";
  }
}
