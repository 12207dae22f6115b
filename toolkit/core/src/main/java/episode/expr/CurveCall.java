package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the arguments of a curve and works it out. For one formula and one thread. */
final class CurveCall {
  private static final int MOST_DEGREE = 9;

  private final GraphBuilder builder;
  private final Curves curves;
  private final Evaluation evaluation;
  private final Report report;

  CurveCall(GraphBuilder builder, Elementwise elementwise, Evaluation evaluation, Report report) {
    this.builder = builder;
    this.evaluation = evaluation;
    this.report = report;
    curves = new Curves(builder, elementwise);
  }

  Indexed of(Expr.Call call, CurveFunction function) {
    if (!function.takes(call.arguments().size())) {
      return report.wrongArity(call, function);
    }
    Indexed x = evaluation.number(call.arguments().get(0));
    Optional<Indexed> value =
        switch (function) {
          case PIECEWISE -> piecewise(call, x);
          case LINEAR -> linear(call, x);
          case SMOOTH_STEP -> smoothStep(call, x);
          case BSPLINE -> bspline(call, x);
        };
    return value.orElse(Indexed.BROKEN);
  }

  private Optional<Indexed> piecewise(Expr.Call call, Indexed x) {
    Optional<List<Expr>> breakpoints = list(call, CurveFunction.PIECEWISE, 1);
    Optional<List<Expr>> values = list(call, CurveFunction.PIECEWISE, 2);
    if (breakpoints.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    for (Expr breakpoint : breakpoints.get()) {
      if (Constants.value(breakpoint).isEmpty()) {
        report.movingBreakpoint(breakpoint);
        return Optional.empty();
      }
    }
    int wanted = breakpoints.get().size() + 1;
    if (!rise(breakpoints.get())
        || !counts(call, wanted, values.get(), "values", "breakpoints + 1")) {
      return Optional.empty();
    }
    List<Indexed> at = all(breakpoints.get());
    List<Indexed> of = all(values.get());
    return anyBroken(x, at, of) ? Optional.empty() : Optional.of(curves.piecewise(x, at, of));
  }

  private Optional<Indexed> linear(Expr.Call call, Indexed x) {
    Optional<List<Expr>> knots = list(call, CurveFunction.LINEAR, 1);
    Optional<List<Expr>> values = list(call, CurveFunction.LINEAR, 2);
    if (knots.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    int n = knots.get().size();
    boolean right =
        enough(call, n, 1) && rise(knots.get()) && counts(call, n, values.get(), "values", "knots");
    if (!right) {
      return Optional.empty();
    }
    List<Indexed> at = all(knots.get());
    List<Indexed> of = all(values.get());
    return anyBroken(x, at, of) ? Optional.empty() : Optional.of(curves.linear(x, at, of));
  }

  private Optional<Indexed> smoothStep(Expr.Call call, Indexed x) {
    List<Expr> ends = call.arguments().subList(1, 3);
    if (!rise(ends)) {
      return Optional.empty();
    }
    List<Indexed> at = all(ends);
    List<Indexed> of = all(call.arguments().subList(3, 5));
    return anyBroken(x, at, of)
        ? Optional.empty()
        : Optional.of(curves.smoothStep(x, at, of.get(0), of.get(1)));
  }

  private Optional<Indexed> bspline(Expr.Call call, Indexed x) {
    Optional<List<Expr>> knots = list(call, CurveFunction.BSPLINE, 1);
    Optional<List<Expr>> values = list(call, CurveFunction.BSPLINE, 2);
    Optional<Integer> degree = degree(call);
    if (knots.isEmpty() || values.isEmpty() || degree.isEmpty()) {
      return Optional.empty();
    }
    int n = knots.get().size();
    int wanted = n + degree.get() - 1;
    boolean right =
        enough(call, n, 2)
            && rise(knots.get())
            && counts(call, wanted, values.get(), "coefficients", "knots + degree - 1");
    if (!right) {
      return Optional.empty();
    }
    List<Indexed> at = all(knots.get());
    List<Indexed> of = all(values.get());
    return anyBroken(x, at, of)
        ? Optional.empty()
        : Optional.of(curves.bspline(x, at, of, degree.get()));
  }

  private Optional<Integer> degree(Expr.Call call) {
    if (call.arguments().size() < 4) {
      return Optional.of(3);
    }
    Expr degree = call.arguments().get(3);
    double value = Constants.value(degree).orElse(Double.NaN);
    if (value != Math.rint(value) || value < 1 || value > MOST_DEGREE) {
      report.badDegree(degree, MOST_DEGREE);
      return Optional.empty();
    }
    return Optional.of((int) value);
  }

  private Optional<List<Expr>> list(Expr.Call call, CurveFunction function, int i) {
    if (call.arguments().get(i) instanceof Expr.ListOf list) {
      return Optional.of(list.items());
    }
    report.listWanted(call, function, i);
    return Optional.empty();
  }

  private boolean enough(Expr.Call call, int knots, int fewest) {
    if (knots < fewest) {
      report.tooFewKnots(call, knots, fewest);
    }
    return knots >= fewest;
  }

  private boolean counts(Expr.Call call, int wanted, List<Expr> values, String noun, String rule) {
    if (values.size() != wanted) {
      report.wrongCount(call, wanted, values.size(), noun, rule);
    }
    return values.size() == wanted;
  }

  /** Returns whether the knots that are numbers rise. */
  private boolean rise(List<Expr> knots) {
    double before = Double.NEGATIVE_INFINITY;
    for (Expr knot : knots) {
      OptionalDouble number = Constants.value(knot);
      if (number.isPresent()) {
        if (!(before < number.getAsDouble()) || Double.isInfinite(number.getAsDouble())) {
          report.notRising(knot, before, number.getAsDouble());
          return false;
        }
        before = number.getAsDouble();
      }
    }
    return true;
  }

  private List<Indexed> all(List<Expr> exprs) {
    List<Indexed> values = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      OptionalDouble number = Constants.value(expr);
      values.add(
          number.isPresent()
              ? Indexed.scalar(builder.constant(number.getAsDouble()))
              : evaluation.number(expr));
    }
    return values;
  }

  private static boolean anyBroken(Indexed x, List<Indexed> knots, List<Indexed> values) {
    return x.isBroken() || Elementwise.anyBroken(knots) || Elementwise.anyBroken(values);
  }
}
