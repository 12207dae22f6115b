package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Rewrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes an axis out of a system that separates along it: what is left says what happens at one of
 * its elements. For one thread.
 */
final class AxisRemoval {
  private final Definitions whole;
  private final NamedAxis axis;

  /**
   * Makes the removal.
   *
   * @param axis along which the system separates, as {@link Separation} tells
   */
  AxisRemoval(Definitions whole, NamedAxis axis) {
    this.whole = whole;
    this.axis = axis;
  }

  /** Returns the system without the axis, and without values at the start and outputs. */
  Definitions rest() {
    List<NamedAxis> axes = new ArrayList<>(whole.axes());
    axes.remove(axis);
    List<Transition> transitions = new ArrayList<>();
    for (Transition flow : whole.transitions()) {
      transitions.add(
          new Transition(
              flow.name(),
              flow.from().map(this::cells),
              flow.to().map(this::cells),
              formula(flow.rate(), axis.name())));
    }
    return new Definitions(
        whole.name(),
        whole.time(),
        axes,
        whole.states().stream().map(this::template).toList(),
        whole.parameters().stream().map(this::template).toList(),
        whole.inputs(),
        definitions(whole.aliases()),
        transitions,
        definitions(whole.equations()),
        List.of(),
        definitions(whole.contributions()),
        List.of(),
        whole.traits(),
        whole.closed());
  }

  /** Returns the place of the axis in each template that has it. */
  Map<String, Integer> places(List<Template> templates) {
    Map<String, Integer> places = new HashMap<>();
    for (Template template : templates) {
      if (template.axes().contains(axis)) {
        places.put(template.name(), template.axes().indexOf(axis));
      }
    }
    return places;
  }

  private Template template(Template template) {
    List<NamedAxis> axes = new ArrayList<>(template.axes());
    axes.remove(axis);
    return new Template(template.name(), axes);
  }

  private Cells cells(Cells cells) {
    return new Cells(template(cells.template()), cells.pinned(), cells.shifted());
  }

  private List<Definition> definitions(List<Definition> definitions) {
    List<Definition> left = new ArrayList<>();
    for (Definition one : definitions) {
      List<String> indices = new ArrayList<>(one.indices());
      int place = one.target().template().axes().indexOf(axis);
      String index = place < 0 ? axis.name() : indices.remove(place);
      left.add(new Definition(cells(one.target()), formula(one.formula(), index), indices));
    }
    return left;
  }

  private Formula formula(Formula formula, String index) {
    Expr tree = DeepStack.call(formula.levels(), () -> tree(formula.expr(), index));
    return tree.equals(formula.expr()) ? formula : Formula.built(formula.context(), tree);
  }

  private Expr tree(Expr expr, String index) {
    if (expr instanceof Expr.Element element) {
      List<Expr.Subscript> left = new ArrayList<>();
      for (Expr.Subscript subscript : element.subscripts()) {
        if (subscript.pinned() || !subscript.value().equals(index)) {
          left.add(subscript);
        }
      }
      return left.isEmpty()
          ? new Expr.Name(element.name(), element.span())
          : new Expr.Element(element.name(), left, element.span());
    } else if (expr instanceof Expr.Reduction reduction
        && reduction.binders().stream().anyMatch(binder -> binder.index().equals(index))) {
      return reduction;
    }
    return Rewrite.children(expr, child -> tree(child, index));
  }
}
