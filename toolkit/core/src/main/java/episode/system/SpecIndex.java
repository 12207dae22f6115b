package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import episode.expr.Problem;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The index of a reduction in a spec's formula while the formula is read. */
final class SpecIndex {
  private final NamedAxis axis;
  private final Expr.Binder binder;
  private final String name;
  private final boolean takesOver;
  private final Expr body;
  private boolean used;
  private Boolean hasValue;
  private Boolean leaves;

  /**
   * Makes an index.
   *
   * @param name what it is called from now on
   * @param takesOver whether the bare name of the axis means this index too
   * @param body what is reduced
   */
  SpecIndex(NamedAxis axis, Expr.Binder binder, String name, boolean takesOver, Expr body) {
    this.body = body;
    this.axis = axis;
    this.binder = binder;
    this.name = name;
    this.takesOver = takesOver;
  }

  NamedAxis axis() {
    return axis;
  }

  String written() {
    return binder.index();
  }

  String name() {
    return name;
  }

  boolean takesOver() {
    return takesOver;
  }

  /** Returns whether the axis as a value means this index: its own name is nowhere a value. */
  boolean takesOverValue() {
    if (hasValue == null) {
      hasValue = Formula.hasName(body, written());
    }
    return takesOver && !hasValue;
  }

  /**
   * Returns whether the bare name of the axis beside another index means something outside: the
   * body has this index beside the bare name too, or alone, as in {@code I[a]}.
   */
  boolean leavesBareName() {
    if (leaves == null) {
      leaves = leaves(body);
    }
    return leaves;
  }

  private boolean leaves(Expr expr) {
    if (expr instanceof Expr.Element element) {
      return isNamedApart(element.subscripts());
    }
    boolean shadows =
        expr instanceof Expr.Reduction inner
            && inner.binders().stream().anyMatch(one -> one.index().equals(written()));
    for (Expr child : shadows ? List.<Expr>of() : expr.children()) {
      if (leaves(child)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamedApart(List<Expr.Subscript> places) {
    boolean bare = false;
    boolean named = false;
    for (Expr.Subscript place : places) {
      boolean alone = place.axis().isEmpty() && !place.pinned();
      if (alone && place.value().equals(written())) {
        return true;
      }
      bare |= alone && place.value().equals(axis.name());
      named |= place.axis().equals(axis.name()) && place.value().equals(written());
    }
    return bare && named;
  }

  void use() {
    used = true;
  }

  /** Returns why a function cannot run over some axes; null where it can. */
  static Problem refusal(String function, List<Expr.Binder> binders, List<NamedAxis> axes) {
    Set<String> seen = new HashSet<>();
    for (Expr.Binder binder : binders) {
      boolean axisTwice = !seen.add(binder.axis() + "=");
      if (axisTwice || !seen.add(binder.index())) {
        String twice = axisTwice ? "axis '" + binder.axis() : "index '" + binder.index();
        return Problem.of("E2512", "'" + function + "' has the " + twice + "' twice")
            .remedy("Give each axis one index of its own, or nest two of them.");
      }
    }
    int continuous = 0;
    for (NamedAxis axis : axes) {
      continuous += axis.kind().hasCoordinates() ? 1 : 0;
    }
    if (continuous > 0 && continuous < axes.size()) {
      String what = "'" + function + "' runs over continuous and over other axes at once";
      return Problem.of("E1207", what).remedy("Nest two of them, one for each kind of axis.");
    }
    if (function.equals("sum_over") && continuous > 0) {
      return Problem.of("E1207", "A sum does not run over a continuous axis")
          .remedy("Write integrate_over.");
    }
    if (function.equals("integrate_over") && continuous == 0) {
      return Problem.of("E1207", "An integral runs over continuous axes only")
          .remedy("Write sum_over.");
    }
    return null;
  }

  /**
   * Returns the reduction of a body; what does not vary along an index is multiplied by the index'
   * weight.
   */
  static Expr close(String function, List<SpecIndex> indices, Expr body, Span span) {
    List<Expr.Binder> binders = new ArrayList<>();
    Expr rest = body;
    for (SpecIndex index : indices) {
      Expr.Binder old = index.binder;
      if (index.used || !index.takesOver || !old.filter().isEmpty()) {
        binders.add(new Expr.Binder(index.name, old.axis(), old.filter(), old.span()));
      } else {
        List<Expr.Step> by =
            List.of(new Expr.Step(Operator.MULTIPLY, new Expr.Literal(index.weight(), span)));
        rest = new Expr.Chain(rest, by, span);
      }
    }
    return binders.isEmpty() ? rest : new Expr.Reduction(function, binders, rest, span);
  }

  private double weight() {
    if (!axis.kind().hasCoordinates()) {
      return axis.size();
    }
    return axis.coordinates().get(axis.size() - 1) - axis.coordinates().get(0);
  }
}
