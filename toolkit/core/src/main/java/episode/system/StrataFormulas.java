package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import episode.expr.Rewrite;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the formulas of a system into the terms of the system with a further axis: what stood for a
 * state stands for its total over the axis, or for one stratum of it. For one stratification and
 * one thread.
 */
final class StrataFormulas {
  private final NamedAxis axis;
  private final StrataNames names;
  private final Reach reach;
  private final Map<String, Template> stratified = new LinkedHashMap<>();
  private final Map<String, Definition> aliases = new LinkedHashMap<>();
  private final Map<String, List<NamedAxis>> flows;
  private final Map<String, Map<String, Expr>> weights = new LinkedHashMap<>();
  private final Map<String, Template> seen = new HashMap<>();
  private final Map<String, Definition> variants = new LinkedHashMap<>();

  /**
   * Makes the rewriting of a system's formulas.
   *
   * @param states those that get the axis
   * @param flows of each label of flows that get it: the axes that they had before
   */
  StrataFormulas(
      Definitions base,
      NamedAxis axis,
      Set<String> states,
      Map<String, List<NamedAxis>> flows,
      StrataNames names) {
    this.axis = axis;
    this.flows = flows;
    this.names = names;
    reach = new Reach(base);
    for (Template state : base.states()) {
      if (states.contains(state.name())) {
        stratified.put(state.name(), state);
      }
    }
    for (Definition alias : base.aliases()) {
      aliases.put(alias.target().template().name(), alias);
    }
  }

  /** Says how infectious a state is in one stratum; it is 1 elsewhere. */
  void weigh(String state, String element, Expr weight) {
    weights.computeIfAbsent(state, name -> new LinkedHashMap<>()).put(element, weight);
  }

  /** Returns the aliases that were made for single strata, or with infectiousness. */
  List<Definition> variants() {
    return List.copyOf(variants.values());
  }

  /** Returns a formula of the system with every state's total in its place. */
  Formula totals(Formula formula) {
    return rebuilt(formula, expr(formula, Sight.TOTALS));
  }

  /** Returns the formula of an alias with totals; a state of the alias's name is meant by it. */
  Formula totals(Definition alias) {
    return rebuilt(alias.formula(), expr(alias, Sight.TOTALS));
  }

  private static Formula rebuilt(Formula formula, Expr expr) {
    return expr.equals(formula.expr()) ? formula : Formula.built(formula.context(), expr);
  }

  /** Returns a formula's tree as seen so; nodes keep their places in the formula's text. */
  Expr expr(Formula formula, Sight sight) {
    return expr(formula, new Walk("", List.of(), List.of()), sight);
  }

  private Expr expr(Definition alias, Sight sight) {
    Template own = alias.target().template();
    return expr(alias.formula(), new Walk(own.name(), own.axes(), alias.indices()), sight);
  }

  private static Expr expr(Formula formula, Walk walk, Sight sight) {
    return DeepStack.call(formula.levels(), () -> walk.of(formula.expr(), sight));
  }

  /** Returns a value for each element of the axis: {@code a if age == "old" else otherwise}. */
  static Expr choice(String index, Map<String, Expr> byElement, Expr otherwise) {
    Expr chosen = otherwise;
    List<String> elements = new ArrayList<>(byElement.keySet());
    for (int i = elements.size() - 1; i >= 0; i--) {
      Expr.Step is = new Expr.Step(Operator.EQUAL, new Expr.Text(elements.get(i), Span.NONE));
      Expr.Comparison here = new Expr.Comparison(Expr.name(index), List.of(is), Span.NONE);
      chosen = new Expr.Choice(here, byElement.get(elements.get(i)), chosen, Span.NONE);
    }
    return chosen;
  }

  /** Returns what an alias is called as seen so; it is defined on the way. */
  private Template variant(Definition alias, Sight sight) {
    Sight here = sight.from(axis.name());
    String key = alias.target().template().name() + " " + here;
    Template known = seen.get(key);
    if (known == null) {
      known = define(alias, here);
      seen.put(key, known);
    }
    return known;
  }

  private Template define(Definition alias, Sight sight) {
    Template plain = alias.target().template();
    Expr expr = expr(alias, sight);
    if (expr.equals(expr(alias, Sight.TOTALS))) {
      return plain;
    }
    boolean varies = StrataNames.mentions(expr, axis.name());
    List<NamedAxis> axes = new ArrayList<>(plain.axes());
    List<String> indices = new ArrayList<>(alias.indices());
    if (varies) {
      axes.add(axis);
      indices.add(axis.name());
    }
    Definition known = variants.get(plain.name() + " = " + expr);
    if (known == null) {
      String name = names.fresh(plain.name() + "_" + (varies ? axis.name() : "infectious"));
      Formula formula = Formula.built("alias(\"" + name + "\")", expr);
      known = new Definition(new Cells(new Template(name, axes), Map.of()), formula, indices);
      variants.put(plain.name() + " = " + expr, known);
    }
    return known.target().template();
  }

  /** One way through one formula, which may belong to an alias of the name given. */
  private final class Walk {
    private final String own;
    private final List<NamedAxis> along;
    private final List<String> indices;

    Walk(String own, List<NamedAxis> along, List<String> indices) {
      this.own = own;
      this.along = along;
      this.indices = indices;
    }

    /** Returns one stratum of an array that has gained the axis as its last. */
    private Expr at(
        String name,
        Optional<List<Expr.Subscript>> written,
        List<NamedAxis> axes,
        String index,
        Span span) {
      List<Expr.Subscript> subscripts = new ArrayList<>();
      if (written.isPresent()) {
        subscripts.addAll(written.get());
      } else {
        running(axes).forEach(one -> subscripts.add(new Expr.Subscript("", one, false, span)));
      }
      subscripts.add(new Expr.Subscript("", index, false, span));
      return new Expr.Element(name, subscripts, span);
    }

    /** Returns the indices that a bare name means: an axis that is there twice pairs up. */
    private List<String> running(List<NamedAxis> axes) {
      List<String> running = new ArrayList<>();
      List<NamedAxis> left = new ArrayList<>(along);
      for (NamedAxis one : axes) {
        int place = left.indexOf(one);
        running.add(place < 0 ? one.name() : indices.get(place));
        if (place >= 0) {
          left.set(place, null);
        }
      }
      return running;
    }

    Expr of(Expr expr, Sight sight) {
      if (expr instanceof Expr.Name name) {
        return reference(name, name.name(), Optional.empty(), sight);
      } else if (expr instanceof Expr.Element element) {
        return reference(element, element.name(), Optional.of(element.subscripts()), sight);
      } else if (expr instanceof Expr.Chain chain) {
        return chain(chain, sight);
      } else if (expr instanceof Expr.Power power && Reach.isNegative(power.exponent())) {
        return new Expr.Power(of(power.base(), sight.denominator()), power.exponent(), expr.span());
      } else if (expr instanceof Expr.Call call && sight.looksAt(axis.name())) {
        return call(call, sight);
      }
      return Rewrite.children(expr, child -> of(child, sight));
    }

    private Expr chain(Expr.Chain chain, Sight sight) {
      Expr first = of(chain.first(), sight);
      List<Expr.Step> steps = new ArrayList<>();
      for (Expr.Step step : chain.rest()) {
        boolean divides = step.operator() == Operator.DIVIDE;
        Expr operand = of(step.operand(), divides ? sight.denominator() : sight);
        steps.add(new Expr.Step(step.operator(), operand));
      }
      return new Expr.Chain(first, steps, chain.span());
    }

    /**
     * Returns a function of one stratum's values. A total over everything, {@code sum(x)}, must not
     * run over the new axis too: it is written out over the axes that it ran over before.
     */
    private Expr call(Expr.Call call, Sight sight) {
      boolean total =
          call.arguments().size() == 1
              && List.of("sum", "prod", "min", "max").contains(call.function());
      if (!total || reach.of(new Formula("", "", call, 1)).isEmpty()) {
        return Rewrite.children(call, child -> of(child, sight));
      }
      List<Expr.Binder> binders = new ArrayList<>();
      for (String free : names.varying(call)) {
        binders.add(new Expr.Binder(free, free, call.span()));
      }
      Expr body = of(call.arguments().get(0), sight);
      return binders.isEmpty()
          ? body
          : new Expr.Reduction(call.function(), binders, body, call.span());
    }

    private Expr reference(
        Expr expr, String name, Optional<List<Expr.Subscript>> written, Sight sight) {
      Definition alias = name.equals(own) ? null : aliases.get(name);
      if (alias != null) {
        return alias(expr, alias, written, sight);
      }
      Template state = stratified.get(name);
      List<NamedAxis> axes = state == null ? flows.get(name) : state.axes();
      if (axes == null || (written.isPresent() && written.get().size() > axes.size())) {
        return expr;
      }
      Sight.View view = state == null ? Sight.View.TOTAL : sight.above();
      String index = view.isTotal() ? names.index() : view.index();
      Expr value = at(name, written, axes, index, expr.span());
      if (view.weighted() && weights.containsKey(name)) {
        value = choice(index, weights.get(name), Expr.number(1)).times(value);
      }
      Expr.Binder every = new Expr.Binder(index, axis.name(), expr.span());
      return view.isTotal() ? new Expr.Reduction("sum", List.of(every), value, expr.span()) : value;
    }

    private Expr alias(
        Expr expr, Definition alias, Optional<List<Expr.Subscript>> written, Sight sight) {
      if (sight.equals(Sight.TOTALS) || reach.of(alias.formula()).isEmpty()) {
        return expr;
      }
      Template plain = alias.target().template();
      Template variant = variant(alias, sight);
      if (variant.axes().size() > plain.axes().size()) {
        return at(variant.name(), written, plain.axes(), sight.index(), expr.span());
      }
      return written.isEmpty()
          ? new Expr.Name(variant.name(), expr.span())
          : new Expr.Element(variant.name(), written.get(), expr.span());
    }
  }
}
