package episode.expr;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The times at which formulas are not smooth: knots of {@code piecewise}, {@code linear}, {@code
 * smooth_step} and {@code bspline} of {@code t}, what {@code t} is compared with, and the points of
 * time axes. A solver that ends its steps there keeps its order.
 */
public final class Breakpoints {
  private final Map<String, List<NamedAxis>> constants;
  private final Map<String, Formula> found = new LinkedHashMap<>();

  private Breakpoints(Map<String, List<NamedAxis>> constants) {
    this.constants = constants;
  }

  /**
   * Returns the times as formulas, each once, in the order found: numbers, and formulas of the
   * constants, which vary over the axes of what they name. Knots that depend on anything else, such
   * as a state or an index of a sum, are left out.
   *
   * @param formulas all formulas of the derivatives
   * @param constants what does not change in time, such as parameters, with their axes; the points
   *     of an axis of kind TIME count where a formula uses a constant that varies over it
   */
  public static List<Formula> of(
      Iterable<Formula> formulas, Map<String, List<NamedAxis>> constants) {
    Breakpoints breakpoints = new Breakpoints(constants);
    for (Formula formula : formulas) {
      DeepStack.call(formula.levels(), () -> breakpoints.walk(formula));
    }
    return List.copyOf(breakpoints.found.values());
  }

  private Breakpoints walk(Formula formula) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Call call) {
        CurveFunction.named(call.function()).ifPresent(curve -> knots(formula, call, curve));
      } else if (next instanceof Expr.Comparison comparison) {
        comparison(formula, comparison.children());
      } else if (next instanceof Expr.Name name) {
        points(formula, name.name());
      } else if (next instanceof Expr.Element element) {
        points(formula, element.name());
      }
      next.children().forEach(open::push);
    }
    return this;
  }

  private void knots(Formula formula, Expr.Call call, CurveFunction curve) {
    if (!curve.takes(call.arguments().size()) || !isTime(call.arguments().get(0))) {
      return;
    }
    Expr second = call.arguments().get(1);
    List<Expr> knots =
        curve == CurveFunction.SMOOTH_STEP
            ? call.arguments().subList(1, 3)
            : second instanceof Expr.ListOf list ? list.items() : List.of();
    knots.forEach(knot -> add(formula, knot));
  }

  private void comparison(Formula formula, List<Expr> operands) {
    for (int i = 0; i + 1 < operands.size(); i++) {
      if (isTime(operands.get(i))) {
        add(formula, operands.get(i + 1));
      } else if (isTime(operands.get(i + 1))) {
        add(formula, operands.get(i));
      }
    }
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Expr.Name name && name.name().equals("t");
  }

  private void points(Formula formula, String name) {
    for (NamedAxis axis : constants.getOrDefault(name, List.of())) {
      if (axis.kind() == AxisKind.TIME) {
        axis.coordinates().forEach(point -> add(formula, Expr.number(point)));
      }
    }
  }

  private void add(Formula formula, Expr knot) {
    if (isConstant(knot)) {
      Expr whole = whole(knot);
      found.putIfAbsent(
          whole.toString(),
          new Formula(formula.context(), formula.text(), whole, formula.levels()));
    }
  }

  /** Returns whether everything that a formula names is a constant whose value is at hand. */
  private boolean isConstant(Expr expr) {
    if (expr instanceof Expr.Name name && !Scope.isConstant(name.name())) {
      return isFixed(constants.get(name.name()));
    } else if (expr instanceof Expr.Element element) {
      return isFixed(constants.get(element.name()));
    }
    return expr.children().stream().allMatch(this::isConstant);
  }

  private static boolean isFixed(Collection<NamedAxis> axes) {
    return axes != null
        && axes.stream().distinct().count() == axes.size()
        && axes.stream().noneMatch(axis -> axis.kind() == AxisKind.TIME);
  }

  /** Returns a formula with whole quantities in the place of elements at an index. */
  private static Expr whole(Expr expr) {
    boolean running =
        expr instanceof Expr.Element element
            && element.subscripts().stream().noneMatch(Expr.Subscript::pinned);
    return running
        ? new Expr.Name(((Expr.Element) expr).name(), expr.span())
        : Rewrite.children(expr, Breakpoints::whole);
  }
}
