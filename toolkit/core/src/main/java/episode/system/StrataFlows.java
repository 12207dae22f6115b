package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Rewrite;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives transitions a further axis, and what differs along it. For one stratification. */
final class StrataFlows {
  private final StrataWords words;
  private final StrataFormulas formulas;
  private final Map<String, Template> stratified;
  private final Set<String> infections;
  private final List<Problem> problems;
  private final String index;

  StrataFlows(
      StrataWords words,
      StrataFormulas formulas,
      Map<String, Template> stratified,
      Set<String> infections,
      String index,
      List<Problem> problems) {
    this.words = words;
    this.formulas = formulas;
    this.stratified = stratified;
    this.infections = infections;
    this.index = index;
    this.problems = problems;
  }

  /** Returns the flows that are infections where nobody says which are, by label. */
  static Set<String> infections(Definitions base, Set<String> stratified, boolean strains) {
    Reach reach = new Reach(base);
    Set<String> found = new LinkedHashSet<>();
    for (Transition flow : base.transitions()) {
      if (flow.from().isPresent() && flow.to().isPresent()) {
        String source = flow.from().get().template().name();
        Set<String> by = reach.above(flow.rate());
        by.remove(source);
        by.retainAll(stratified);
        boolean enters = stratified.contains(flow.to().get().template().name());
        boolean fits = !strains || (enters && !stratified.contains(source));
        if (fits && !by.isEmpty()) {
          found.add(flow.label());
        }
      }
    }
    return found;
  }

  /** Returns the cells with the axis, which runs, where their state has it now. */
  Cells cells(Cells cells) {
    Template template = stratified.get(cells.template().name());
    return template == null ? cells : cells.of(template);
  }

  /** Returns whether either end of a flow has the axis. */
  boolean hasAxis(Transition flow) {
    return isStratified(flow.from()) || isStratified(flow.to());
  }

  /** Returns whether a flow leads from elsewhere into states with the axis. */
  boolean enters(Transition flow) {
    return !isStratified(flow.from()) && isStratified(flow.to());
  }

  private boolean isStratified(Optional<Cells> side) {
    return side.isPresent() && stratified.containsKey(side.get().template().name());
  }

  /** Returns the same flow between the same states, with another rate. */
  Transition moved(Transition flow, Formula rate) {
    return new Transition(
        flow.name(), flow.from().map(this::cells), flow.to().map(this::cells), rate);
  }

  /** Returns a flow with the axis where its states have it. */
  Transition flow(Transition flow) {
    boolean infection = infections.contains(flow.label());
    boolean strain = infection && words.strains() && enters(flow);
    Expr rate = formulas.expr(flow.rate(), Sight.TOTALS);
    if (strain) {
      rate = formulas.expr(flow.rate(), Sight.strain(words.axis().name()));
    } else if (infection && words.mixing().isPresent() && hasAxis(flow)) {
      rate = mixed(flow.rate(), words.mixing().get());
    } else if (infection) {
      rate = formulas.expr(flow.rate(), Sight.infectiousTotals());
    }
    if (enters(flow) && !strain) {
      boolean asked = flow.from().isPresent();
      rate = shared(rate, flow.label(), asked ? Optional.of(flow) : Optional.empty());
    }
    if (hasAxis(flow)) {
      rate = adjusted(rate, words.adjustments(flow.label(), infection));
    }
    boolean same = rate.equals(flow.rate().expr());
    return moved(flow, same ? flow.rate() : Formula.built(flow.rate().context(), rate));
  }

  private Expr mixed(Formula rate, Formula matrix) {
    Expr entry = entry(matrix);
    return Expr.sum(
        index, words.axis().name(), entry.times(formulas.expr(rate, Sight.stratum(index))));
  }

  /** Returns the entry of a matrix in the row of the stratum and the column of the index. */
  Expr entry(Formula matrix) {
    return column(formulas.expr(matrix, Sight.TOTALS));
  }

  private Expr column(Expr expr) {
    if (expr instanceof Expr.Name name) {
      List<NamedAxis> axes = words.axes(name.name());
      if (axes.indexOf(words.axis()) < axes.lastIndexOf(words.axis())) {
        List<Expr.Subscript> all = new ArrayList<>();
        axes.forEach(axis -> all.add(new Expr.Subscript("", axis.name(), false, expr.span())));
        return second(name.name(), all, expr.span());
      }
    } else if (expr instanceof Expr.Element element) {
      return second(element.name(), element.subscripts(), expr.span());
    }
    return Rewrite.children(expr, this::column);
  }

  private Expr second(String name, List<Expr.Subscript> subscripts, Span span) {
    List<Expr.Subscript> changed = new ArrayList<>();
    boolean row = false;
    for (Expr.Subscript one : subscripts) {
      String axis = words.axis().name();
      boolean along = !one.pinned() && (one.value().equals(axis) || one.axis().equals(axis));
      changed.add(row && along ? new Expr.Subscript("", index, false, one.span()) : one);
      row |= along;
    }
    return new Expr.Element(name, changed, span);
  }

  /**
   * Returns a value times the share of each stratum.
   *
   * @param asked a flow whose shares must be said
   */
  Expr shared(Expr value, String flowOrState, Optional<Transition> asked) {
    Map<String, Expr> shares = words.shares(flowOrState, formulas);
    int rest = words.axis().size() - shares.size();
    if (shares.isEmpty() && asked.isPresent()) {
      problems.add(noShare(asked.get()));
    }
    if (shares.isEmpty()) {
      return rest == 1 ? value : value.over(Expr.number(rest));
    }
    Expr left = Expr.number(1);
    for (Expr share : shares.values()) {
      left = left.minus(share);
    }
    Map<String, Expr> chosen = new LinkedHashMap<>(shares);
    Expr otherwise = rest > 1 ? left.over(Expr.number(rest)) : left;
    if (rest == 0) {
      checkSum(flowOrState, shares.values());
      String last = words.axis().elements().get(words.axis().size() - 1);
      otherwise = chosen.remove(last);
    }
    return value.times(StrataFormulas.choice(words.axis().name(), chosen, otherwise));
  }

  private void checkSum(String flowOrState, Collection<Expr> shares) {
    double sum = 0;
    for (Expr share : shares) {
      sum += share instanceof Expr.Literal literal ? literal.value() : Double.NaN;
    }
    if (Math.abs(sum - 1) > 1e-9) {
      String what =
          "The shares of '"
              + flowOrState
              + "' add up to "
              + Expr.number(Math.rint(sum * 1e9) / 1e9)
              + ", not 1";
      Problem problem =
          Problem.of("E2147", what).remedy("Leave one stratum out: it gets the rest.");
      Optional<Formula> last = words.lastShare(flowOrState);
      problems.add(last.map(share -> StrataWords.place(problem, share)).orElse(problem));
    }
  }

  private Problem noShare(Transition flow) {
    String axis = words.axis().name();
    String first = words.axis().elements().get(0);
    String what = "Flow '" + flow.label() + "' enters the strata of '" + axis + "' unshared";
    String source = flow.from().orElseThrow().template().name();
    String remedy =
        "Say who gets which part: .share(\""
            + flow.label()
            + "\", \""
            + first
            + "\", \"0.5\"); or divide "
            + source
            + " too.";
    return StrataWords.place(Problem.of("E2146", what).remedy(remedy), flow.rate());
  }

  private Expr adjusted(Expr rate, List<StrataWords.Adjustment> adjustments) {
    Expr result = rate;
    Map<String, Expr> group = new LinkedHashMap<>();
    boolean overwrite = false;
    for (StrataWords.Adjustment next : adjustments) {
      boolean replaces = next.word().equals("overwrite");
      if (replaces != overwrite || group.containsKey(next.stratum())) {
        result = apply(result, group, overwrite);
        group = new LinkedHashMap<>();
        overwrite = replaces;
      }
      group.put(next.stratum(), formulas.expr(next.formula(), Sight.TOTALS));
    }
    return apply(result, group, overwrite);
  }

  private Expr apply(Expr rate, Map<String, Expr> group, boolean overwrite) {
    String axis = words.axis().name();
    if (group.isEmpty()) {
      return rate;
    }
    return overwrite
        ? StrataFormulas.choice(axis, group, rate)
        : rate.times(StrataFormulas.choice(axis, group, Expr.number(1)));
  }
}
