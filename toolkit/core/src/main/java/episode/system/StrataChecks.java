package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what was said of strata: that it changes something, and that its formulas hold. */
final class StrataChecks {
  private final Definitions base;
  private final StrataWords words;
  private final StrataFormulas formulas;
  private final StrataFlows flows;
  private final Map<String, Template> stratified;
  private final Set<String> infections;
  private final List<Problem> problems;

  /**
   * Makes the checks.
   *
   * @param stratified the states with the new axis, by name
   * @param infections the labels of flows
   */
  StrataChecks(
      Definitions base,
      StrataWords words,
      StrataFormulas formulas,
      StrataFlows flows,
      Map<String, Template> stratified,
      Set<String> infections,
      List<Problem> problems) {
    this.base = base;
    this.words = words;
    this.formulas = formulas;
    this.flows = flows;
    this.stratified = stratified;
    this.infections = infections;
    this.problems = problems;
  }

  /** Adds a problem where something that was said changes nothing. */
  void effect(StrataWords.Adjustment one) {
    Reach reach = new Reach(base);
    boolean applies = false;
    for (Transition flow : base.transitions()) {
      boolean named = flow.label().equals(one.of());
      applies |=
          switch (one.word()) {
            case "multiply", "overwrite" -> named && flows.hasAxis(flow);
            case "susceptibility" -> infections.contains(flow.label()) && flows.hasAxis(flow);
            case "infectiousness" ->
                stratified.containsKey(one.of())
                    && infections.contains(flow.label())
                    && reach.above(flow.rate()).contains(one.of());
            default -> one.of().isEmpty() || (named && flows.enters(flow));
          };
    }
    boolean initial = one.word().equals("share") && stratified.containsKey(one.of());
    if (!applies && !initial) {
      String of = one.of().isEmpty() ? "" : " of '" + one.of() + "'";
      String what = "The " + one.word() + of + " in '" + one.stratum() + "' changes nothing";
      Problem idle = Problem.of("E2149", what).remedy(remedy(one));
      problems.add(StrataWords.place(idle, one.formula()));
    }
  }

  private String remedy(StrataWords.Adjustment one) {
    String divided = Suggestion.list(stratified.keySet());
    return switch (one.word()) {
      case "infectiousness" ->
          "It counts for states with the new axis in the rates of infections; such states: "
              + divided
              + ".";
      case "share" ->
          "It is for flows into states with the new axis from elsewhere: " + divided + ".";
      default -> "It is for flows from or into states with the new axis: " + divided + ".";
    };
  }

  /**
   * Works out every formula that was given, so that a mistake is shown where it was made.
   *
   * @param names what formulas may use
   * @param index of the new axis
   */
  void formulas(Definitions names, NamedAxis axis, String index) {
    SystemGraph graph = new SystemGraph(names, Set.of(), problems);
    Lowering lowering = new Lowering(graph.builder(), graph.scopeWithFlows(), problems);
    for (StrataWords.Adjustment one : words.adjustments()) {
      Formula formula = seen(one.formula(), formulas.expr(one.formula(), Sight.TOTALS));
      boolean everywhere = true;
      for (Transition flow : base.transitions()) {
        boolean named = flow.label().equals(one.of());
        boolean susceptible =
            one.word().equals("susceptibility") && infections.contains(flow.label());
        if (everywhere && (named || susceptible)) {
          Transition moved = flows.moved(flow, formula);
          everywhere = false;
          lowering.over(moved.axes(), moved.pinned(), formula);
        }
      }
      if (everywhere) {
        boolean share = one.word().equals("share") && stratified.containsKey(one.of());
        List<NamedAxis> axes = share ? stratified.get(one.of()).axes() : List.of();
        lowering.over(axes, formula);
      }
    }
    words
        .mixing()
        .ifPresent(
            matrix -> {
              if (!isIndexed(flows.entry(matrix), index)) {
                int before = problems.size();
                lowering.over(List.of(axis), seen(matrix, flows.entry(matrix)));
                if (problems.size() == before) {
                  problems.add(StrataWords.place(noMatrix(axis), matrix));
                }
                return;
              }
              Expr.Binder column = new Expr.Binder(index, axis.name(), matrix.expr().span());
              Expr row =
                  new Expr.Reduction(
                      "sum", List.of(column), flows.entry(matrix), matrix.expr().span());
              lowering.over(List.of(axis), seen(matrix, row));
            });
  }

  /** Adds a problem for every default of a share that is none. */
  void shares() {
    for (StrataWords.Adjustment one : words.adjustments()) {
      Expr share = one.word().equals("share") ? one.formula().expr() : null;
      if (share instanceof Expr.Name name && words.shareParameters().contains(name.name())) {
        Traits said =
            Traits.of(words.traits(), name.name()).hasDefault()
                ? Traits.of(words.traits(), name.name())
                : Traits.of(base.traits(), name.name());
        if (said.hasDefault() && !share(said).allows(said.byDefault())) {
          String what = "The share '" + name.name() + "' is " + Traits.plain(said.byDefault());
          Problem beyond = Problem.of("E2147", what).remedy("A share is from 0 to 1.");
          problems.add(StrataWords.place(beyond, one.formula()));
        }
      }
    }
  }

  private static boolean isIndexed(Expr expr, String index) {
    boolean here =
        expr instanceof Expr.Element element
            && element.subscripts().stream().anyMatch(one -> one.value().equals(index));
    return here || expr.children().stream().anyMatch(child -> isIndexed(child, index));
  }

  private static Problem noMatrix(NamedAxis axis) {
    String twice = "[" + axis.name() + ", " + axis.name() + "]";
    return Problem.of("E2186", "The mixing is no matrix over '" + axis.name() + "' twice")
        .remedy("Declare parameter C" + twice + " below 'stratify' and write: mixing C.");
  }

  private static Formula seen(Formula written, Expr expr) {
    return new Formula(written.context(), written.text(), expr, written.levels() + 4);
  }

  /** A share is from 0 to 1, so that nobody else gets less than nothing. */
  static Traits share(Traits said) {
    double lower = Math.max(0, said.lower());
    return new Traits(said.unit(), said.byDefault(), lower, Math.min(1, said.upper()));
  }
}
