package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which elements of an axis an index runs over: of a categorical axis those that are named, each as
 * often as it is; of an ordinal one those from one element to another, both included and given by
 * name or by place, counted from 0; of a continuous one those with a coordinate from one number to
 * another, both included.
 */
final class Selection {
  private final NamedAxis axis;
  private final Report report;

  Selection(NamedAxis axis, Report report) {
    this.axis = axis;
    this.report = report;
  }

  /** Returns the elements' places; empty where the filter is wrong, which is reported then. */
  Optional<Ints> of(Expr.Binder binder) {
    if (binder.filter().isEmpty()) {
      return Optional.of(Ints.range(0, axis.size()));
    }
    return switch (axis.kind()) {
      case CATEGORICAL -> named(binder);
      case ORDINAL -> places(binder);
      case CONTINUOUS, TIME -> points(binder);
    };
  }

  private Optional<Ints> named(Expr.Binder binder) {
    int[] chosen = new int[binder.filter().size()];
    for (int i = 0; i < chosen.length; i++) {
      String name = word(binder.filter().get(i));
      chosen[i] = axis.elements().indexOf(name);
      if (chosen[i] < 0) {
        String remedy = Suggestion.remedy(name, axis.elements(), "Elements");
        String what = "Axis '" + axis.name() + "' has no element '" + name + "'";
        report.badFilter(binder, what, remedy);
        return Optional.empty();
      }
    }
    return Optional.of(Ints.of(chosen));
  }

  private static String word(Expr expr) {
    if (expr instanceof Expr.Text text) {
      return text.value();
    }
    return expr instanceof Expr.Name name ? name.name() : expr.toString();
  }

  private Optional<Ints> places(Expr.Binder binder) {
    List<Integer> named = new ArrayList<>();
    binder.filter().forEach(end -> named.add(axis.elements().indexOf(word(end))));
    if (named.size() == 2 && named.get(0) >= 0 && named.get(0) <= named.get(1)) {
      return Optional.of(Ints.range(named.get(0), named.get(1) - named.get(0) + 1));
    }
    double[] bounds = bounds(binder);
    if (bounds.length == 0) {
      return Optional.empty();
    }
    boolean whole = bounds[0] == Math.rint(bounds[0]) && bounds[1] == Math.rint(bounds[1]);
    if (!whole || bounds[0] < 0 || bounds[1] >= axis.size()) {
      String what = "[" + Expr.number(bounds[0]) + ", " + Expr.number(bounds[1]) + "] is no range";
      String remedy = "Places on axis '" + axis.name() + "' go from 0 to " + (axis.size() - 1);
      report.badFilter(binder, what, remedy + ".");
      return Optional.empty();
    }
    int first = (int) bounds[0];
    return Optional.of(Ints.range(first, (int) bounds[1] - first + 1));
  }

  private Optional<Ints> points(Expr.Binder binder) {
    double[] bounds = bounds(binder);
    if (bounds.length == 0) {
      return Optional.empty();
    }
    List<Integer> inside = new ArrayList<>();
    for (int i = 0; i < axis.size(); i++) {
      double x = axis.coordinates().get(i);
      if (bounds[0] <= x && x <= bounds[1]) {
        inside.add(i);
      }
    }
    if (inside.isEmpty()) {
      report.tooFewPoints(binder, axis);
      return Optional.empty();
    }
    return Optional.of(Ints.range(inside.get(0), inside.size()));
  }

  /** Returns the two numbers of a filter, ascending; none where it holds something else. */
  private double[] bounds(Expr.Binder binder) {
    double[] bounds = new double[binder.filter().size()];
    boolean numbers = bounds.length == 2;
    for (int i = 0; numbers && i < 2; i++) {
      Expr expr = binder.filter().get(i);
      boolean negative = expr instanceof Expr.Unary;
      Expr inner = negative ? ((Expr.Unary) expr).operand() : expr;
      numbers = inner instanceof Expr.Literal;
      bounds[i] = numbers ? ((Expr.Literal) inner).value() * (negative ? -1 : 1) : 0;
    }
    if (numbers && bounds[0] <= bounds[1]) {
      return bounds;
    }
    boolean ordinal = axis.kind() == AxisKind.ORDINAL;
    String what =
        "The filter of axis '"
            + axis.name()
            + "' is not two ascending "
            + (ordinal ? "elements or places" : "numbers");
    String remedy = "Write the first and the last" + (ordinal ? " of: " : " number.");
    report.badFilter(
        binder, what, ordinal ? remedy + Suggestion.list(axis.elements()) + "." : remedy);
    return new double[0];
  }

  /** Returns the array with some elements of an axis left. */
  static Node apply(GraphBuilder b, Node array, int axis, Ints chosen) {
    int first = chosen.at(0);
    if (chosen.equals(Ints.range(first, chosen.size()))) {
      return b.slice(array, axis, first, first + chosen.size());
    }
    long[] places = new long[chosen.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = chosen.at(i);
    }
    return b.make(
        Prim.GATHER, axis, List.of(array, b.constant(Tensor.of(Shape.of(places.length), places))));
  }
}
