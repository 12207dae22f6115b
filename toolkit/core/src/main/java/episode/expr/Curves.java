package episode.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of curves through points. Derivatives at a knot are those from the right. Where knots
 * that are no constants do not rise, the value is NaN. For one formula and one thread.
 */
final class Curves {
  private static final int MOST_CHOICES = 64;

  private final GraphBuilder builder;
  private final Elementwise elementwise;

  Curves(GraphBuilder builder, Elementwise elementwise) {
    this.builder = builder;
    this.elementwise = elementwise;
  }

  /** Returns the value from the last breakpoint that x has reached. */
  Indexed piecewise(Indexed x, List<Indexed> breakpoints, List<Indexed> values) {
    if (breakpoints.isEmpty()) {
      return values.get(0);
    }
    boolean plain = values.stream().allMatch(value -> value.node().inputs().isEmpty());
    if (plain || values.size() > MOST_CHOICES) {
      Indexed reached = Row.of(builder, breakpoints).reached(builder, x);
      return Row.of(builder, values).at(builder, reached);
    }
    return chosen(x, breakpoints, values);
  }

  /** Choices instead of a row: what is not chosen, infinite perhaps, does not reach derivatives. */
  private Indexed chosen(Indexed x, List<Indexed> breakpoints, List<Indexed> values) {
    Indexed value = values.get(0);
    for (int i = 0; i < breakpoints.size(); i++) {
      value = elementwise.where(reaches(x, breakpoints.get(i)), values.get(i + 1), value);
    }
    return value;
  }

  /**
   * Returns the straight line between the two knots around x:
   *
   * <pre>
   * (1 − w) aᵢ + w aᵢ₊₁,  w = (x − xᵢ) / (xᵢ₊₁ − xᵢ)
   * </pre>
   */
  Indexed linear(Indexed x, List<Indexed> knots, List<Indexed> values) {
    return linear(x, Row.of(builder, knots), Row.of(builder, values), !areNumbers(knots));
  }

  /** Returns the straight line between the two knots around x. */
  Indexed linear(Indexed x, Row knots, Row values, boolean guard) {
    int n = knots.size();
    if (n == 1) {
      return values.at(builder, 0);
    }
    Indexed place = knots.part(builder, 1, n - 1).reached(builder, x);
    Indexed next = elementwise.of(Prim.ADD, place, integer(1));
    Indexed from = knots.at(builder, place);
    Indexed share = share(x, from, knots.at(builder, next));
    Indexed w = clamped(share, x, knots.at(builder, 0), knots.at(builder, n - 1));
    Indexed value = between(w, values.at(builder, place), values.at(builder, next));
    return guard ? guarded(knots, value) : value;
  }

  /**
   * Returns a before x₀, b after x₁, and between them
   *
   * <pre>
   * (1 − w) a + w b,  w = 3 s² − 2 s³,  s = (x − x₀) / (x₁ − x₀)
   * </pre>
   */
  Indexed smoothStep(Indexed x, List<Indexed> ends, Indexed a, Indexed b) {
    Row knots = Row.of(builder, ends);
    Indexed s = clamped(share(x, ends.get(0), ends.get(1)), x, ends.get(0), ends.get(1));
    Indexed slope = elementwise.of(Prim.SUB, number(3), elementwise.of(Prim.MUL, number(2), s));
    Indexed w = elementwise.of(Prim.MUL, elementwise.of(Prim.MUL, s, s), slope);
    Indexed value = between(w, a, b);
    return areNumbers(ends) ? value : guarded(knots, value);
  }

  /**
   * Returns the B-spline of a degree by de Boor's algorithm over the knot vector in which the first
   * and the last knot stand degree + 1 times.
   *
   * <p>Source: C. de Boor, A Practical Guide to Splines, revised edition, Springer 2001, chapter X.
   */
  Indexed bspline(Indexed x, List<Indexed> knots, List<Indexed> coefficients, int degree) {
    List<Indexed> all = new ArrayList<>();
    Indexed first = knots.get(0);
    Indexed last = knots.get(knots.size() - 1);
    for (int i = 0; i < degree; i++) {
      all.add(first);
    }
    all.addAll(knots);
    for (int i = 0; i < degree; i++) {
      all.add(last);
    }
    Row own = Row.of(builder, knots);
    Indexed place = own.part(builder, 1, knots.size() - 1).reached(builder, x);
    Indexed inside = elementwise.where(less(x, first), first, within(x, last));
    Indexed value =
        deBoor(inside, place, Row.of(builder, all), Row.of(builder, coefficients), degree);
    return areNumbers(knots) ? value : guarded(own, value);
  }

  private Indexed within(Indexed x, Indexed last) {
    return elementwise.where(reaches(x, last), last, x);
  }

  private Indexed deBoor(Indexed x, Indexed place, Row knots, Row coefficients, int degree) {
    List<Indexed> d = new ArrayList<>();
    for (int j = 0; j <= degree; j++) {
      d.add(coefficients.at(builder, shifted(place, j)));
    }
    List<Indexed> t = new ArrayList<>();
    for (int j = 1; j <= 2 * degree; j++) {
      t.add(knots.at(builder, shifted(place, j)));
    }
    for (int r = 1; r <= degree; r++) {
      for (int j = degree; j >= r; j--) {
        Indexed share = share(x, t.get(j - 1), t.get(j + degree - r));
        d.set(j, between(share, d.get(j - 1), d.get(j)));
      }
    }
    return d.get(degree);
  }

  private Indexed shifted(Indexed place, int by) {
    return by == 0 ? place : elementwise.of(Prim.ADD, place, integer(by));
  }

  private Indexed share(Indexed x, Indexed from, Indexed to) {
    Indexed length = elementwise.of(Prim.SUB, to, from);
    return elementwise.of(Prim.DIV, elementwise.of(Prim.SUB, x, from), length);
  }

  /** Returns the share between two ends, 0 before the first and 1 from the last on. */
  private Indexed clamped(Indexed share, Indexed x, Indexed first, Indexed last) {
    Indexed upTo = elementwise.where(reaches(x, last), number(1), share);
    return elementwise.where(less(x, first), number(0), upTo);
  }

  private Indexed between(Indexed w, Indexed a, Indexed b) {
    Indexed left = elementwise.of(Prim.MUL, elementwise.of(Prim.SUB, number(1), w), a);
    return elementwise.of(Prim.ADD, left, elementwise.of(Prim.MUL, w, b));
  }

  private Indexed reaches(Indexed x, Indexed end) {
    return elementwise.of(Prim.LE, end, x);
  }

  private Indexed less(Indexed a, Indexed b) {
    return elementwise.of(Prim.LT, a, b);
  }

  /** Returns NaN where the knots do not rise. */
  private Indexed guarded(Row knots, Indexed value) {
    int n = knots.size();
    Node after = knots.part(builder, 1, n).node();
    Node steps = builder.sub(after, knots.part(builder, 0, n - 1).node());
    Node least = builder.reduce(Prim.REDUCE_MIN, steps, Ints.of(0));
    Indexed rises = less(number(0), new Indexed(least, knots.indices()));
    return elementwise.where(rises, value, number(Double.NaN));
  }

  private static boolean areNumbers(List<Indexed> values) {
    return values.stream().allMatch(value -> value.node().prim() == Prim.CONST);
  }

  private Indexed number(double value) {
    return Indexed.scalar(builder.constant(value));
  }

  private Indexed integer(long value) {
    return Indexed.scalar(Row.integer(builder, value));
  }
}
