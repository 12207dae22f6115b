package episode.expr;

import episode.expr.Places.Place;
import java.util.List;
import java.util.Optional;

/** Asks where an index stands: {@code age == "old"}. For one formula and one thread. */
final class Elements {
  private final GraphBuilder builder;
  private final Scope scope;
  private final Places places;
  private final Report report;

  Elements(GraphBuilder builder, Scope scope, Places places, Report report) {
    this.builder = builder;
    this.scope = scope;
    this.places = places;
    this.report = report;
  }

  /** Returns whether each element is the one named; empty where something else is compared. */
  Optional<Indexed> compared(Expr.Comparison comparison) {
    Expr.Step step = comparison.rest().get(0);
    boolean equal = step.operator() == Operator.EQUAL;
    if (comparison.rest().size() > 1 || (!equal && step.operator() != Operator.NOT_EQUAL)) {
      return Optional.empty();
    }
    if (comparison.first() instanceof Expr.Name index && step.operand() instanceof Expr.Text text) {
      return at(index.name(), text, equal);
    }
    if (comparison.first() instanceof Expr.Text text && step.operand() instanceof Expr.Name index) {
      return at(index.name(), text, equal);
    }
    return Optional.empty();
  }

  private Optional<Indexed> at(String name, Expr.Text element, boolean equal) {
    Place place = places.place(name);
    if (place == null || place.isNow()) {
      return Optional.empty();
    }
    String axisName = place.index() == null ? name : place.index().axis().name();
    NamedAxis axis = scope.axis(axisName).orElseThrow();
    if (!axis.elements().contains(element.value())) {
      String remedy = Suggestion.remedy(element.value(), axis.elements(), "Elements");
      String what = "Axis '" + axisName + "' has no element '" + element.value() + "'";
      return Optional.of(report.problem("E2107", what, element.span(), remedy));
    }
    if (place.index() == null) {
      boolean there = axis.elements().get(place.element()).equals(element.value());
      Tensor answer = Tensor.of(Shape.SCALAR, new boolean[] {there == equal});
      return Optional.of(Indexed.scalar(builder.constant(answer)));
    }
    List<String> left = place.index().axis().elements();
    boolean[] answers = new boolean[left.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = left.get(i).equals(element.value()) == equal;
    }
    Tensor mask = Tensor.of(Shape.of(answers.length), answers);
    return Optional.of(new Indexed(builder.constant(mask), List.of(place.index())));
  }
}
