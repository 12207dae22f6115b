package episode.system;

import episode.expr.AxisKind;
import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.MathFunction;
import episode.expr.NamedAxis;
import episode.expr.Rewrite;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts formulas into explicit terms: every quantity with an index per axis in the order declared,
 * every sum with the axes that it runs over, each function under one name. Two formulas of the same
 * explicit form mean the same; {@link Meaning} compares systems so. For one thread.
 */
final class NormalForm {
  /** Stands before the numbers of indices; no name contains it. */
  static final char NUMBER = '\u0001';

  private final Map<String, List<NamedAxis>> quantities = new HashMap<>();
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final boolean numbered;
  private Map<String, String> names = new HashMap<>();
  private Map<String, String> axisOf = new HashMap<>();
  private Map<String, String> pins = Map.of();
  private Map<String, String> total;
  private int count;

  /**
   * Makes a form.
   *
   * @param numbered whether indices are called by numbers, for comparison; else by their own names
   */
  NormalForm(Definitions system, boolean numbered) {
    this.numbered = numbered;
    system.axes().forEach(axis -> axes.put(axis.name(), axis));
    system.parameters().forEach(parameter -> quantities.put(parameter.name(), parameter.axes()));
    system.states().forEach(state -> quantities.put(state.name(), state.axes()));
    for (Definition alias : system.aliases()) {
      Template target = alias.target().template();
      quantities.put(target.name(), target.axes());
    }
    for (Transition transition : system.transitions()) {
      quantities.putIfAbsent(transition.label(), transition.axes());
    }
  }

  /** Returns the formula of a definition in explicit terms. */
  Expr of(Definition one) {
    List<NamedAxis> along = one.target().template().axes();
    return of(one.formula(), along, one.indices(), one.target().pinned());
  }

  /**
   * Returns a formula in explicit terms.
   *
   * @param indices what the formula calls the index along each axis of what it defines
   * @param pinned axes on which bare names mean one element
   */
  Expr of(
      Formula formula, List<NamedAxis> along, List<String> indices, Map<String, String> pinned) {
    names = new HashMap<>();
    axisOf = new HashMap<>();
    List<String> usual = Lowering.indexNames(along);
    for (int i = 0; i < usual.size(); i++) {
      if (!usual.get(i).equals(along.get(i).name()) || !indices.get(i).equals(usual.get(i))) {
        names.put(indices.get(i), usual.get(i));
        axisOf.put(indices.get(i), along.get(i).name());
      }
    }
    pins = pinned;
    total = null;
    count = 0;
    return DeepStack.call(2 * formula.levels() + 100, () -> of(formula.expr()));
  }

  private Expr of(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return bare(name);
    } else if (expr instanceof Expr.Element element) {
      return element(element);
    } else if (expr instanceof Expr.Chain chain) {
      return chain(chain);
    } else if (expr instanceof Expr.Call call) {
      return call(call);
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    }
    return Rewrite.children(expr, this::of);
  }

  private List<Expr> all(List<Expr> exprs) {
    List<Expr> read = new ArrayList<>(exprs.size());
    exprs.forEach(expr -> read.add(of(expr)));
    return read;
  }

  private List<Expr.Step> steps(List<Expr.Step> steps) {
    List<Expr.Step> read = new ArrayList<>(steps.size());
    steps.forEach(step -> read.add(new Expr.Step(step.operator(), of(step.operand()))));
    return read;
  }

  /** A chain that starts with a chain of its kind is one chain: both go from left to right. */
  private Expr chain(Expr.Chain chain) {
    Expr first = of(chain.first());
    List<Expr.Step> rest = new ArrayList<>();
    if (first instanceof Expr.Chain inner && inner.isSum() == chain.isSum()) {
      first = inner.first();
      rest.addAll(inner.rest());
    }
    rest.addAll(steps(chain.rest()));
    return new Expr.Chain(first, rest, chain.span());
  }

  private Expr bare(Expr.Name name) {
    List<NamedAxis> along = quantities.get(name.name());
    if (along == null) {
      return new Expr.Name(names.getOrDefault(name.name(), name.name()), name.span());
    }
    if (along.isEmpty()) {
      return name;
    }
    List<Expr.Subscript> places = new ArrayList<>();
    List<String> usual = Lowering.indexNames(along);
    for (int i = 0; i < usual.size(); i++) {
      Expr.Subscript place = new Expr.Subscript("", usual.get(i), false, name.span());
      boolean again = !usual.get(i).equals(along.get(i).name());
      places.add(again ? place : place(place, along.get(i)));
    }
    return new Expr.Element(name.name(), places, name.span());
  }

  private Expr element(Expr.Element element) {
    List<NamedAxis> along = quantities.get(element.name());
    List<Expr.Subscript> written = element.subscripts();
    if (along == null || along.size() != written.size()) {
      return element;
    }
    Expr.Subscript[] places = new Expr.Subscript[written.size()];
    for (int i = 0; i < places.length; i++) {
      int position = position(written.get(i), i, along, places);
      if (position < 0) {
        return element;
      }
      places[position] = place(written.get(i), along.get(position));
    }
    return new Expr.Element(element.name(), List.of(places), element.span());
  }

  /** As a formula is worked out: its own place if that fits, else any that does. */
  private int position(
      Expr.Subscript subscript, int i, List<NamedAxis> along, Expr.Subscript[] places) {
    String axis = subscript.axis();
    if (axis.isEmpty() && !subscript.pinned()) {
      axis = axisOf.getOrDefault(subscript.value(), subscript.value());
    }
    if (axis.isEmpty() || (places[i] == null && along.get(i).name().equals(axis))) {
      return i;
    }
    for (int other = 0; other < places.length; other++) {
      if (places[other] == null && along.get(other).name().equals(axis)) {
        return other;
      }
    }
    return -1;
  }

  private Expr.Subscript place(Expr.Subscript written, NamedAxis axis) {
    String value = written.value();
    if (written.pinned()) {
      return new Expr.Subscript(axis.name(), value, true, written.span());
    }
    if (names.containsKey(value)) {
      return new Expr.Subscript("", names.get(value), false, written.span());
    }
    if (total != null && axis.kind() != AxisKind.TIME) {
      String index = total.computeIfAbsent(axis.name(), key -> fresh(key.substring(0, 1)));
      return new Expr.Subscript("", index, false, written.span());
    }
    String pin = total == null ? pins.get(axis.name()) : null;
    return pin == null
        ? new Expr.Subscript("", axis.name(), false, written.span())
        : new Expr.Subscript(axis.name(), pin, true, written.span());
  }

  private String fresh(String wanted) {
    if (numbered) {
      return NUMBER + Integer.toString(++count);
    }
    String name = wanted;
    while (axes.containsKey(name) || quantities.containsKey(name) || names.containsValue(name)) {
      name += "_";
    }
    return name;
  }

  private Expr call(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    boolean reduces = List.of("sum", "prod", "min", "max").contains(call.function());
    if (reduces && arguments.size() == 1) {
      return total(call);
    }
    MathFunction function = MathFunction.named(call.function()).orElse(null);
    List<Expr> read = all(arguments);
    if (function == MathFunction.WHERE && read.size() == 3) {
      return new Expr.Choice(read.get(0), read.get(1), read.get(2), call.span());
    }
    if (function == MathFunction.POW && read.size() == 2) {
      return new Expr.Power(read.get(0), read.get(1), call.span());
    }
    String name = function == null ? call.function() : canonical(function);
    boolean folds = function == MathFunction.MIN || function == MathFunction.MAX;
    while (folds && read.size() > 2) {
      Expr two = new Expr.Call(name, read.subList(0, 2), call.span());
      List<Expr> fewer = new ArrayList<>(List.of(two));
      fewer.addAll(read.subList(2, read.size()));
      read = fewer;
    }
    return new Expr.Call(name, read, call.span());
  }

  static String canonical(MathFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  /** A reduction over everything becomes one over the axes that its argument has. */
  private Expr total(Expr.Call call) {
    Map<String, String> outer = total;
    Map<String, String> outerNames = names;
    total = new HashMap<>();
    names = new HashMap<>(names);
    names.keySet().removeAll(axes.keySet());
    List<Expr.Binder> binders = new ArrayList<>();
    Expr body;
    if (call.arguments().get(0) instanceof Expr.Name name && isArray(name)) {
      body = whole(name, binders);
    } else {
      body = of(call.arguments().get(0));
      total.forEach((axis, index) -> binders.add(new Expr.Binder(index, axis, call.span())));
    }
    total = outer;
    names = outerNames;
    return reduction(call.function(), binders, body, call.span());
  }

  private boolean isArray(Expr.Name name) {
    return !quantities.getOrDefault(name.name(), List.of()).isEmpty();
  }

  private Expr whole(Expr.Name name, List<Expr.Binder> binders) {
    List<Expr.Subscript> places = new ArrayList<>();
    for (NamedAxis axis : quantities.get(name.name())) {
      String index = fresh(axis.name().substring(0, 1));
      names.put(index, index);
      binders.add(new Expr.Binder(index, axis.name(), name.span()));
      places.add(new Expr.Subscript("", index, false, name.span()));
    }
    return new Expr.Element(name.name(), places, name.span());
  }

  private Expr reduction(Expr.Reduction reduction) {
    Map<String, String> outerNames = names;
    Map<String, String> outerAxes = axisOf;
    names = new HashMap<>(names);
    axisOf = new HashMap<>(axisOf);
    List<Expr.Binder> binders = new ArrayList<>();
    for (Expr.Binder binder : reduction.binders()) {
      String index = fresh(binder.index());
      names.put(binder.index(), index);
      axisOf.put(binder.index(), binder.axis());
      binders.add(new Expr.Binder(index, binder.axis(), filter(binder), binder.span()));
    }
    Expr body = of(reduction.body());
    names = outerNames;
    axisOf = outerAxes;
    return reduction(reduction.function(), binders, body, reduction.span());
  }

  private List<Expr> filter(Expr.Binder binder) {
    NamedAxis axis = axes.get(binder.axis());
    if (axis == null || axis.kind() != AxisKind.CATEGORICAL) {
      return binder.filter();
    }
    List<Expr> words = new ArrayList<>();
    for (Expr word : binder.filter()) {
      String text =
          word instanceof Expr.Text quoted
              ? quoted.value()
              : word instanceof Expr.Name name ? name.name() : word.toString();
      words.add(new Expr.Text(text, word.span()));
    }
    return words;
  }

  /** Returns one reduction over all axes, those of reductions directly within it included. */
  private Expr reduction(String function, List<Expr.Binder> over, Expr body, Span span) {
    List<Expr.Binder> binders = new ArrayList<>(over);
    Expr rest = body;
    if (body instanceof Expr.Reduction inner && inner.function().equals(function)) {
      binders.addAll(inner.binders());
      rest = inner.body();
    }
    if (binders.isEmpty()) {
      return rest;
    }
    List<String> order = List.copyOf(axes.keySet());
    binders.sort(Comparator.comparingInt(binder -> order.indexOf(binder.axis())));
    return new Expr.Reduction(function, binders, rest, span);
  }
}
