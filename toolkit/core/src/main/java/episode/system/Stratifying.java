package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the definitions of a system into those of the system with a further axis. For one. */
final class Stratifying {
  private final Stratification said;
  private final Definitions base;
  private final List<Problem> problems = new ArrayList<>();
  private final StrataNames names;
  private final Map<String, Template> stratified = new LinkedHashMap<>();
  private final Map<String, List<NamedAxis>> flowAxes = new LinkedHashMap<>();
  private StrataWords words;
  private StrataFormulas formulas;
  private StrataFlows flows;

  Stratifying(Stratification said) {
    this.said = said;
    this.base = said.base().definitions();
    this.names = new StrataNames(base);
  }

  OpSystem system() {
    NamedAxis axis = axis();
    words = new StrataWords(axis, base, problems);
    words.read(said.said(), names);
    states(axis);
    flowAxes(axis);
    formulas = new StrataFormulas(base, axis, stratified.keySet(), flowAxes, names);
    Set<String> infections = infections();
    flows = new StrataFlows(words, formulas, stratified, infections, names.index(), problems);
    boolean sound = problems.isEmpty();
    for (StrataWords.Adjustment one : words.adjustments()) {
      if (sound) {
        effect(one, infections);
      }
      if (one.word().equals("infectiousness")) {
        formulas.weigh(one.of(), one.stratum(), formulas.expr(one.formula(), Sight.TOTALS));
      }
    }
    checkShares();
    check(axis, infections);
    Definitions result = definitions(axis);
    Reading.refuse(problems);
    return OpSystem.of(Unused.withoutNew(base, result), Set.of(), problems, said.base().dropped());
  }

  private NamedAxis axis() {
    String name = said.axis();
    String context = "stratify(\"" + name + "\")";
    Declarations declarations = new Declarations(Map.of(), Map.of(), problems);
    Optional<Formula> read = declarations.name(context, name);
    if (read.isPresent() && !names.kind(name).isEmpty()) {
      problems.add(
          Problem.of("E2101", "'" + name + "' is already " + names.kind(name))
              .at(read.get().where(read.get().expr().span()))
              .remedy("Choose another name."));
    }
    if (said.points().isPresent()) {
      Reading.refuse(problems);
      return said.points().get().named(name);
    }
    Set<String> seen = new HashSet<>();
    for (String element : said.elements()) {
      boolean again = !seen.add(element.replaceAll("[^A-Za-z0-9_]", "_"));
      if (again || element.isBlank() || element.indexOf('"') >= 0) {
        problems.add(Reading.badElement(context, element, said.elements()));
      }
    }
    if (said.elements().isEmpty()) {
      problems.add(
          Problem.of("E2102", "Axis '" + name + "' has no elements")
              .remedy("Name them: .stratify(\"age\", \"young\", \"old\")."));
    }
    Reading.refuse(problems);
    return new NamedAxis(name, said.elements());
  }

  private void states(NamedAxis axis) {
    Set<String> chosen = words.only();
    if (chosen.isEmpty() && words.strains()) {
      problems.add(
          Problem.of("E2145", "It is not said which states know the strains")
              .remedy("Name the infected ones: .only(\"E\", \"I\")."));
    } else if (chosen.isEmpty()) {
      chosen = Checks.compartments(base.transitions());
    }
    for (Definition equation : base.equations()) {
      String name = equation.target().template().name();
      if (chosen.contains(name)) {
        String what = "State '" + name + "' changes by an equation, which cannot be divided";
        problems.add(
            Problem.of("E2145", what).remedy("Write its changes as transitions, or leave it out."));
      }
    }
    for (Template state : base.states()) {
      if (chosen.contains(state.name())) {
        List<NamedAxis> axes = new ArrayList<>(state.axes());
        axes.add(axis);
        stratified.put(state.name(), new Template(state.name(), axes));
      }
    }
    if (stratified.isEmpty() && problems.isEmpty()) {
      problems.add(
          Problem.of("E2145", "System '" + base.name() + "' has no state that transitions move")
              .remedy("Only such states can be divided: write transitions."));
    }
  }

  /** Flows of one label are added up over the axes that all of them have. */
  private void flowAxes(NamedAxis axis) {
    Map<String, List<NamedAxis>> before = SystemGraph.flowAxes(base.transitions());
    List<Transition> after = new ArrayList<>();
    StrataFlows cells = new StrataFlows(words, null, stratified, Set.of(), "", problems);
    base.transitions().forEach(flow -> after.add(cells.moved(flow, flow.rate())));
    SystemGraph.flowAxes(after)
        .forEach(
            (label, axes) -> {
              if (axes.contains(axis)) {
                flowAxes.put(label, before.get(label));
              }
            });
  }

  private Set<String> infections() {
    if (!words.infections().isEmpty() || !words.needInfections()) {
      return words.infections();
    }
    Set<String> found = StrataFlows.infections(base, stratified.keySet(), words.strains());
    if (found.isEmpty() && problems.isEmpty()) {
      Problem none = Problem.of("E2148", "No flow is an infection").remedy(infectionRemedy());
      Optional<Formula> asks = words.asksForInfections();
      problems.add(asks.map(formula -> StrataWords.place(none, formula)).orElse(none));
    }
    return found;
  }

  private String infectionRemedy() {
    for (Transition flow : base.transitions()) {
      if (flow.from().isPresent() && flow.to().isPresent()) {
        return "Name those that are, as in .infection(\"" + flow.label() + "\").";
      }
    }
    return "An infection leads from one state into another: write it as a transition.";
  }

  /** Adds a problem where something that was said changes nothing. */
  private void effect(StrataWords.Adjustment one, Set<String> infections) {
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

  /** Works out every formula that was given, so that a mistake is shown where it was made. */
  private void check(NamedAxis axis, Set<String> infections) {
    Definitions names = definitions(axis, List.of(), List.of());
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
              if (!isIndexed(flows.entry(matrix), this.names.index())) {
                int before = problems.size();
                lowering.over(List.of(axis), seen(matrix, flows.entry(matrix)));
                if (problems.size() == before) {
                  problems.add(StrataWords.place(noMatrix(axis), matrix));
                }
                return;
              }
              Expr.Binder column =
                  new Expr.Binder(this.names.index(), axis.name(), matrix.expr().span());
              Expr row =
                  new Expr.Reduction(
                      "sum", List.of(column), flows.entry(matrix), matrix.expr().span());
              lowering.over(List.of(axis), seen(matrix, row));
            });
  }

  private void checkShares() {
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

  /** A share is from 0 to 1, so that nobody else gets less than nothing. */
  private static Traits share(Traits said) {
    double lower = Math.max(0, said.lower());
    return new Traits(said.unit(), said.byDefault(), lower, Math.min(1, said.upper()));
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

  private Definitions definitions(NamedAxis axis) {
    List<Transition> transitions = new ArrayList<>();
    base.transitions().forEach(flow -> transitions.add(flows.flow(flow)));
    List<Definition> initial = new ArrayList<>();
    for (Definition one : base.initialValues()) {
      String name = one.target().template().name();
      Expr total = formulas.expr(one.formula(), Sight.TOTALS);
      boolean divided = stratified.containsKey(name);
      Expr value = divided ? flows.shared(total, name, Optional.empty()) : total;
      Formula formula = Formula.built(one.formula().context(), value);
      initial.add(new Definition(flows.cells(one.target()), formula));
    }
    return definitions(axis, transitions, initial);
  }

  private Definitions definitions(
      NamedAxis axis, List<Transition> transitions, List<Definition> initial) {
    List<NamedAxis> axes = new ArrayList<>(base.axes());
    axes.add(axis);
    List<Template> states = new ArrayList<>();
    base.states().forEach(state -> states.add(stratified.getOrDefault(state.name(), state)));
    List<Template> parameters = new ArrayList<>(base.parameters());
    parameters.addAll(words.parameters());
    List<Definition> aliases = new ArrayList<>();
    for (Definition alias : base.aliases()) {
      aliases.add(new Definition(alias.target(), formulas.totals(alias), alias.indices()));
    }
    aliases.addAll(formulas.variants());
    Map<String, Traits> traits = new LinkedHashMap<>(base.traits());
    traits.putAll(words.traits());
    words.shareParameters().forEach(name -> traits.put(name, share(Traits.of(traits, name))));
    boolean whole = !transitions.isEmpty();
    return new Definitions(
        base.name(),
        base.time(),
        axes,
        states,
        parameters,
        base.inputs(),
        aliases,
        transitions,
        whole ? totals(base.equations()) : List.of(),
        initial,
        whole ? contributions() : List.of(),
        whole ? totals(base.outputs()) : List.of(),
        traits,
        base.closed());
  }

  private List<Definition> totals(List<Definition> definitions) {
    List<Definition> changed = new ArrayList<>();
    for (Definition one : definitions) {
      changed.add(new Definition(flows.cells(one.target()), formulas.totals(one.formula())));
    }
    return changed;
  }

  /** An operator acts on every stratum of its state by itself; all else in it is totals. */
  private List<Definition> contributions() {
    List<Definition> changed = new ArrayList<>();
    for (Definition one : base.contributions()) {
      boolean divided = stratified.containsKey(one.target().template().name());
      Expr expr = formulas.expr(one.formula(), Sight.TOTALS);
      if (divided && Contributions.isOperator(one.formula().expr())) {
        List<Expr> arguments = new ArrayList<>(expr.children());
        arguments.set(0, one.formula().expr().children().get(0));
        expr = new Expr.Call(((Expr.Call) expr).function(), arguments, expr.span());
      } else if (divided) {
        expr = flows.shared(expr, one.target().template().name(), Optional.empty());
      }
      Formula formula = Formula.built(one.formula().context(), expr);
      changed.add(new Definition(flows.cells(one.target()), formula));
    }
    return changed;
  }
}
