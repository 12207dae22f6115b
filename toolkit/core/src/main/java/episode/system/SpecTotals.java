package episode.system;

import episode.expr.AxisKind;
import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cells of states as formulas: single ones and sums, as {@code sum_state()} is one. */
final class SpecTotals {
  private SpecTotals() {}

  /** Returns the name under which formulas see a state that an alias of its name hides. */
  static String hidden(String state) {
    return "state " + state;
  }

  /**
   * Returns the sum of all numbers of some cells.
   *
   * @param aliases the names that mean something else than a state
   */
  static Expr of(List<Cells> states, Set<String> aliases, Span span) {
    List<Expr> terms = new ArrayList<>();
    for (Cells state : states) {
      Template own = state.template();
      boolean isHidden = aliases.contains(own.name());
      Cells one = isHidden ? state.of(new Template(hidden(own.name()), own.axes())) : state;
      Expr value = cell(one, span);
      boolean array = one.pinned().isEmpty() && !one.template().axes().isEmpty();
      terms.add(array ? new Expr.Call("sum", List.of(value), span) : value);
    }
    if (terms.size() < 2) {
      return terms.isEmpty() ? new Expr.Literal(0, span) : terms.get(0);
    }
    List<Expr.Step> rest = new ArrayList<>();
    for (Expr term : terms.subList(1, terms.size())) {
      rest.add(new Expr.Step(Operator.ADD, term));
    }
    return new Expr.Chain(terms.get(0), rest, span);
  }

  /** Returns whether a function of one argument makes one number of an array. */
  static boolean is(String function) {
    return switch (function) {
      case "sum", "prod", "min", "max" -> true;
      default -> false;
    };
  }

  /** Returns whether the argument of a total varies over an axis. */
  static boolean isArray(Expr expr, SpecNames names) {
    if (expr instanceof Expr.Name name) {
      boolean array = names.template(name.name()).filter(one -> !one.axes().isEmpty()).isPresent();
      return array || runs(name.name(), names);
    }
    if (expr instanceof Expr.Element element) {
      return element.subscripts().stream()
          .anyMatch(place -> !place.pinned() && runs(place.value(), names));
    }
    return expr.children().stream().anyMatch(child -> isArray(child, names));
  }

  private static boolean runs(String axis, SpecNames names) {
    NamedAxis found = names.axes().get(axis);
    return found != null && found.kind() != AxisKind.TIME;
  }

  /** Returns some cells as a value. */
  static Expr cell(Cells cells, Span span) {
    if (cells.pinned().isEmpty()) {
      return new Expr.Name(cells.template().name(), span);
    }
    List<Expr.Subscript> places = new ArrayList<>();
    cells.pinned().forEach((axis, el) -> places.add(new Expr.Subscript(axis, el, true, span)));
    return new Expr.Element(cells.template().name(), places, span);
  }
}
