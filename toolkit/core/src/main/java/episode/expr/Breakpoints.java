package episode.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The times at which formulas are not smooth: knots of {@code piecewise}, {@code linear}, {@code
 * smooth_step} and {@code bspline} of {@code t}, what {@code t} is compared with, where {@code
 * floor} and remainders of it jump, and the points of time axes. In the place of {@code t} may be
 * anything affine in it, also through aliases. A solver that ends its steps there keeps its order.
 */
public final class Breakpoints {
  /** The largest number of nodes of a time's formula. */
  private static final int LARGEST = 600;

  private static final Expr ZERO = Expr.number(0);

  private final Map<String, List<NamedAxis>> constants;
  private final AffineForms forms;
  private final Map<String, Breakpoint> found = new LinkedHashMap<>();
  private final List<Hidden> hidden = new ArrayList<>();

  /**
   * A part of a formula at which steps should end, but whose times are not known.
   *
   * @param argument what is not affine in the time
   */
  public record Hidden(Formula formula, Expr part, Expr argument) {}

  private Breakpoints(Map<String, List<NamedAxis>> constants, Map<String, Formula> aliases) {
    this.constants = constants;
    forms = new AffineForms(constants);
    aliases.forEach(forms::add);
  }

  /**
   * Returns the times of some formulas.
   *
   * @param formulas all formulas of the derivatives
   * @param constants what does not change in time, such as parameters, with their axes; the points
   *     of an axis of kind TIME count where a formula uses a constant that varies over it
   * @param aliases names that stand for formulas, each after those that it uses
   */
  public static Breakpoints of(
      Iterable<Formula> formulas,
      Map<String, List<NamedAxis>> constants,
      Map<String, Formula> aliases) {
    Breakpoints breakpoints = new Breakpoints(constants, aliases);
    for (Formula formula : formulas) {
      DeepStack.call(formula.levels(), () -> breakpoints.walk(formula));
    }
    return breakpoints;
  }

  /**
   * Returns the times, each once, in the order found. Knots that depend on anything but constants,
   * such as a state or an index of a sum, are left out.
   */
  public List<Breakpoint> times() {
    return List.copyOf(found.values());
  }

  /** Returns comparisons and curves whose argument is not affine in the time; it may be a state. */
  public List<Hidden> hidden() {
    return List.copyOf(hidden);
  }

  private Breakpoints walk(Formula formula) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Call call) {
        call(formula, call);
      } else if (next instanceof Expr.Comparison comparison) {
        List<Expr> sides = comparison.children();
        for (int i = 0; i + 1 < sides.size(); i++) {
          crossing(formula, comparison, sides.get(i), sides.get(i + 1));
        }
      } else if (next instanceof Expr.Chain chain) {
        remainders(formula, chain);
      } else if (next instanceof Expr.Name name) {
        points(formula, name.name());
      } else if (next instanceof Expr.Element element) {
        points(formula, element.name());
      }
      next.children().forEach(open::push);
    }
    return this;
  }

  private void call(Formula formula, Expr.Call call) {
    Optional<CurveFunction> curve = CurveFunction.named(call.function());
    if (curve.isPresent()) {
      knots(formula, call, curve.get());
    } else if (call.arguments().size() == 1) {
      Expr argument = call.arguments().get(0);
      switch (call.function()) {
        case "abs", "sign" -> crossing(formula, call, argument, ZERO);
        case "floor", "ceil" -> everyWhole(formula, call, argument, ZERO);
        case "round", "rint" -> everyWhole(formula, call, argument, Expr.number(0.5));
        default -> {}
      }
    }
  }

  private void knots(Formula formula, Expr.Call call, CurveFunction curve) {
    if (!curve.takes(call.arguments().size())) {
      return;
    }
    Expr argument = call.arguments().get(0);
    Optional<Affine> form = forms.of(argument);
    if (form.isEmpty()) {
      hidden.add(new Hidden(formula, call, argument));
      return;
    }
    Expr second = call.arguments().get(1);
    List<Expr> knots =
        curve == CurveFunction.SMOOTH_STEP
            ? call.arguments().subList(1, 3)
            : second instanceof Expr.ListOf list ? list.items() : List.of();
    for (Expr knot : knots) {
      forms
          .of(knot)
          .filter(Affine::isConstant)
          .ifPresent(value -> reach(formula, form.get(), value.offset()));
    }
  }

  /** The times at which two sides are equal. */
  private void crossing(Formula formula, Expr part, Expr left, Expr right) {
    Optional<Affine> one = forms.of(left);
    Optional<Affine> other = forms.of(right);
    if (one.isEmpty() || other.isEmpty()) {
      hidden.add(new Hidden(formula, part, one.isEmpty() ? left : right));
    } else if (other.get().isConstant()) {
      reach(formula, one.get(), other.get().offset());
    } else if (one.get().isConstant()) {
      reach(formula, other.get(), one.get().offset());
    } else {
      Optional<Affine> difference = one.get().plus(other.get().negated());
      difference.ifPresentOrElse(
          form -> reach(formula, form, ZERO), () -> hidden.add(new Hidden(formula, part, left)));
    }
  }

  /** The times at which an argument goes through a whole number, and something. */
  private void everyWhole(Formula formula, Expr part, Expr argument, Expr something) {
    Optional<Affine> form = forms.of(argument);
    if (form.isEmpty() || form.get().cycle().isPresent()) {
      hidden.add(new Hidden(formula, part, argument));
    } else if (!form.get().isConstant()) {
      Affine.Cycle cycle = new Affine.Cycle(form.get(), Expr.number(1));
      reach(formula, new Affine(Affine.TIME.slope(), ZERO, Optional.of(cycle)), something);
    }
  }

  /** The times at which remainders start again. */
  private void remainders(Formula formula, Expr.Chain chain) {
    for (int i = 0; i < chain.rest().size(); i++) {
      if (chain.rest().get(i).operator() == Operator.REMAINDER) {
        Expr whole = new Expr.Chain(chain.first(), chain.rest().subList(0, i + 1), chain.span());
        forms
            .of(whole)
            .ifPresentOrElse(
                form -> reach(formula, form, ZERO),
                () -> hidden.add(new Hidden(formula, whole, whole)));
        return;
      }
    }
  }

  private void points(Formula formula, String name) {
    for (NamedAxis axis : constants.getOrDefault(name, List.of())) {
      if (axis.kind() == AxisKind.TIME) {
        axis.coordinates().forEach(point -> reach(formula, Affine.TIME, Expr.number(point)));
      }
    }
  }

  /** Adds the times at which something has a value. */
  private void reach(Formula formula, Affine form, Expr value) {
    if (form.isConstant()) {
      return;
    }
    Expr u = form.reaches(value);
    if (form.cycle().isPresent()) {
      Affine inner = form.cycle().get().of();
      Expr period = Affine.quotient(form.cycle().get().period(), inner.slope().orElseThrow());
      add(formula, inner.reaches(u), Optional.empty(), Optional.of(period));
      if (!(u instanceof Expr.Literal literal && literal.value() == 0)) {
        add(formula, inner.reaches(ZERO), Optional.empty(), Optional.of(period));
      }
    } else if (form.isPlain()) {
      add(formula, u, Optional.empty(), Optional.empty());
    } else {
      Expr sizes = Expr.call("abs", value).plus(Expr.call("abs", form.offset()));
      Expr scale = Expr.call("abs", form.slope().orElseThrow());
      Expr slack = Expr.number(0x1p-50).times(sizes).over(scale);
      add(formula, u, Optional.of(slack), Optional.empty());
    }
  }

  private void add(Formula formula, Expr time, Optional<Expr> slack, Optional<Expr> period) {
    boolean small =
        AffineForms.size(time) <= LARGEST
            && slack.map(AffineForms::size).orElse(0) <= LARGEST
            && period.map(AffineForms::size).orElse(0) <= LARGEST;
    if (small) {
      String key = time + period.map(each -> " every " + each).orElse("");
      found.putIfAbsent(
          key,
          new Breakpoint(
              built(formula, time),
              slack.map(each -> built(formula, each)),
              period.map(each -> built(formula, each))));
    }
  }

  private static Formula built(Formula formula, Expr time) {
    return Formula.built(formula.context(), time);
  }
}
