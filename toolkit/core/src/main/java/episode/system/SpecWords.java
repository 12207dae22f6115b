package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.MathFunction;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import episode.expr.Rewrite;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Says formulas in the words of op_system: {@code sum_over(C[age, age:b] * I[age:b], age=b)},
 * {@code np.exp(x)}, {@code x**2}. For one system and one thread.
 */
final class SpecWords {
  private static final Map<String, String> FUNCTIONS = new HashMap<>();

  static {
    for (MathFunction function :
        List.of(
            MathFunction.ABS,
            MathFunction.EXP,
            MathFunction.EXPM1,
            MathFunction.LOG,
            MathFunction.LOG1P,
            MathFunction.LOG2,
            MathFunction.LOG10,
            MathFunction.SQRT,
            MathFunction.CLIP,
            MathFunction.SIN,
            MathFunction.COS,
            MathFunction.TAN,
            MathFunction.SINH,
            MathFunction.COSH,
            MathFunction.TANH,
            MathFunction.HYPOT)) {
      FUNCTIONS.put(NormalForm.canonical(function), "np." + NormalForm.canonical(function));
    }
    FUNCTIONS.put("max", "np.maximum");
    FUNCTIONS.put("min", "np.minimum");
    FUNCTIONS.put("atan2", "np.arctan2");
  }

  /** Says that op_system has no words for a formula. */
  static final class Unsayable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsayable() {
      super("no words", null, false, false);
    }
  }

  private final NormalForm form;
  private final Map<String, NamedAxis> axes = new HashMap<>();
  private final boolean strict;
  private Map<String, String> pins = Map.of();
  private Map<String, String> bound = new HashMap<>();

  /**
   * Makes a writer.
   *
   * @param strict whether only op_system's own words will do; else what this library reads in specs
   *     besides them does too
   */
  SpecWords(Definitions system, boolean strict) {
    form = new NormalForm(system, false);
    system.axes().forEach(axis -> axes.put(axis.name(), axis));
    this.strict = strict;
  }

  /**
   * Returns the text of a rate.
   *
   * @throws Unsayable where there are no words for it
   */
  String of(Transition transition) {
    Map<String, String> pinned = transition.pinned();
    Expr rate = form.of(transition.rate(), List.of(), List.of(), pinned);
    return of(transition.rate(), rate, pinned);
  }

  /**
   * Returns the text of a definition's formula.
   *
   * @throws Unsayable where there are no words for it
   */
  String of(Definition one) {
    List<NamedAxis> along = one.target().template().axes();
    if (new HashSet<>(along).size() < along.size()) {
      throw new Unsayable();
    }
    return of(one.formula(), form.of(one), one.target().pinned());
  }

  private String of(Formula formula, Expr explicit, Map<String, String> pinned) {
    pins = pinned;
    bound = new HashMap<>();
    int levels = 2 * formula.levels() + 100;
    return pythonPowers(DeepStack.call(levels, () -> of(explicit).toString()));
  }

  private static String pythonPowers(String text) {
    StringBuilder python = new StringBuilder();
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\'') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      python.append(c == '^' && quote == 0 ? "**" : String.valueOf(c));
    }
    return python.toString();
  }

  private Expr of(Expr expr) {
    if (expr instanceof Expr.Literal) {
      return expr;
    } else if (expr instanceof Expr.Name name) {
      return name(name);
    } else if (expr instanceof Expr.Element element) {
      return new Expr.Element(element.name(), places(element), element.span());
    } else if (expr instanceof Expr.Unary unary) {
      require(unary.operator() == Operator.NEGATE);
      return Rewrite.children(unary, this::of);
    } else if (expr instanceof Expr.Call call) {
      String function = FUNCTIONS.getOrDefault(call.function(), call.function());
      require(FUNCTIONS.containsKey(call.function()));
      return new Expr.Call(function, all(call.arguments()), call.span());
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    }
    boolean beyond = expr instanceof Expr.History history && history.hasFormulas();
    require(!(expr instanceof Expr.Text || expr instanceof Expr.ListOf || beyond));
    return Rewrite.children(expr, this::of);
  }

  private Expr history(Expr.History past) {
    require(!past.hasFormulas());
    List<Expr.Option> options = new ArrayList<>();
    for (Expr.Option option : past.options()) {
      Expr value = past.hasFormulas() ? of(option.value()) : option.value();
      options.add(new Expr.Option(option.name(), value, option.span()));
    }
    return new Expr.History(past.function(), of(past.signal()), options, past.span());
  }

  /** Goes on where the words are op_system's or need not be. */
  private void require(boolean words) {
    if (strict && !words) {
      throw new Unsayable();
    }
  }

  private List<Expr> all(List<Expr> exprs) {
    List<Expr> said = new ArrayList<>();
    exprs.forEach(expr -> said.add(of(expr)));
    return said;
  }

  private Expr name(Expr.Name name) {
    boolean constant = List.of("pi", "e", "inf", "nan").contains(name.name());
    require(!constant && !axes.containsKey(name.name()) && !bound.containsKey(name.name()));
    return name;
  }

  private List<Expr.Subscript> places(Expr.Element element) {
    List<Expr.Subscript> places = new ArrayList<>();
    for (Expr.Subscript place : element.subscripts()) {
      String value = place.value();
      if (place.pinned()) {
        boolean outer = value.equals(pins.get(place.axis())) && !bound.containsValue(place.axis());
        require(outer);
        places.add(outer ? new Expr.Subscript("", place.axis(), false, place.span()) : place);
      } else if (bound.containsKey(value)) {
        places.add(new Expr.Subscript(bound.get(value), value, false, place.span()));
      } else {
        places.add(place);
      }
    }
    return places;
  }

  private Expr reduction(Expr.Reduction reduction) {
    boolean integral = reduction.function().equals("integrate");
    boolean words = integral || reduction.function().equals("sum");
    for (Expr.Binder binder : reduction.binders()) {
      NamedAxis axis = axes.get(binder.axis());
      words = words && axis != null && axis.kind().hasCoordinates() == integral;
    }
    require(words);
    Map<String, String> outer = bound;
    bound = new HashMap<>(bound);
    reduction.binders().forEach(binder -> bound.put(binder.index(), binder.axis()));
    Expr said = of(reduction.body());
    bound = outer;
    if (!words) {
      return new Expr.Reduction(reduction.function(), reduction.binders(), said, reduction.span());
    }
    return nested(integral ? "integrate_over" : "sum_over", reduction.binders(), said);
  }

  /** A call names an axis once: a second index over it is another reduction around the first. */
  private static Expr nested(String function, List<Expr.Binder> binders, Expr body) {
    List<Expr.Binder> now = new ArrayList<>();
    List<Expr.Binder> later = new ArrayList<>();
    for (Expr.Binder binder : binders) {
      boolean again = now.stream().anyMatch(one -> one.axis().equals(binder.axis()));
      (again ? later : now).add(binder);
    }
    Expr inner = later.isEmpty() ? body : nested(function, later, body);
    return new Expr.Reduction(function, now, inner, Span.NONE);
  }
}
