package episode.system;

import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Rewrite;
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
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    }
    return expr instanceof Expr.Call call ? call(call) : Rewrite.children(expr, this::of);
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
    return total ? call : Rewrite.children(call, this::of);
  }
}
