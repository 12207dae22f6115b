package episode.system;

import episode.expr.Expr;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a formula out for one element of some axes: {@code mu} becomes {@code mu[vax=none]}. For
 * one thread.
 */
final class PinnedFormula {
  private final Function<String, List<NamedAxis>> axesOf;
  private Map<String, String> pins;

  /**
   * Makes a writer.
   *
   * @param axesOf the axes of a name; none for an unknown one
   */
  PinnedFormula(Map<String, String> pins, Function<String, List<NamedAxis>> axesOf) {
    this.pins = pins;
    this.axesOf = axesOf;
  }

  Expr of(Expr expr) {
    if (pins.isEmpty()) {
      return expr;
    } else if (expr instanceof Expr.Name name) {
      return name(name);
    } else if (expr instanceof Expr.Element element) {
      List<Expr.Subscript> subscripts = new ArrayList<>();
      element.subscripts().forEach(subscript -> subscripts.add(subscript(subscript)));
      return new Expr.Element(element.name(), subscripts, element.span());
    } else if (expr instanceof Expr.Unary unary) {
      return new Expr.Unary(unary.operator(), of(unary.operand()), unary.span());
    } else if (expr instanceof Expr.Chain chain) {
      return new Expr.Chain(of(chain.first()), steps(chain.rest()), chain.span());
    } else if (expr instanceof Expr.Power power) {
      return new Expr.Power(of(power.base()), of(power.exponent()), power.span());
    } else if (expr instanceof Expr.Comparison comparison) {
      List<Expr.Step> rest = steps(comparison.rest());
      return new Expr.Comparison(of(comparison.first()), rest, comparison.span());
    } else if (expr instanceof Expr.Logic logic) {
      return new Expr.Logic(logic.operator(), all(logic.operands()), logic.span());
    } else if (expr instanceof Expr.Choice choice) {
      Expr condition = of(choice.condition());
      return new Expr.Choice(condition, of(choice.then()), of(choice.otherwise()), choice.span());
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    }
    return expr instanceof Expr.Call call ? call(call) : expr;
  }

  private List<Expr> all(List<Expr> exprs) {
    List<Expr> written = new ArrayList<>();
    exprs.forEach(expr -> written.add(of(expr)));
    return written;
  }

  private List<Expr.Step> steps(List<Expr.Step> steps) {
    List<Expr.Step> written = new ArrayList<>();
    steps.forEach(step -> written.add(new Expr.Step(step.operator(), of(step.operand()))));
    return written;
  }

  private Expr name(Expr.Name name) {
    List<Expr.Subscript> subscripts = new ArrayList<>();
    boolean pinned = false;
    for (NamedAxis axis : axesOf.apply(name.name())) {
      pinned = pinned || pins.containsKey(axis.name());
      Expr.Subscript running = new Expr.Subscript("", axis.name(), false, name.span());
      subscripts.add(subscript(running));
    }
    return pinned ? new Expr.Element(name.name(), subscripts, name.span()) : name;
  }

  private Expr.Subscript subscript(Expr.Subscript subscript) {
    String element = subscript.pinned() ? null : pins.get(subscript.value());
    return element == null
        ? subscript
        : new Expr.Subscript(subscript.value(), element, true, subscript.span());
  }

  /** Within a reduction, its index variables are not pinned. */
  private Expr reduction(Expr.Reduction reduction) {
    Map<String, String> outer = pins;
    pins = new HashMap<>(outer);
    reduction.binders().forEach(binder -> pins.remove(binder.index()));
    Expr body = of(reduction.body());
    pins = outer;
    return new Expr.Reduction(reduction.function(), reduction.binders(), body, reduction.span());
  }

  /** A reduction over everything means all elements, whatever is pinned outside of it. */
  private Expr call(Expr.Call call) {
    boolean total =
        call.arguments().size() == 1
            && List.of("sum", "prod", "min", "max").contains(call.function());
    return total ? call : new Expr.Call(call.function(), all(call.arguments()), call.span());
  }
}
