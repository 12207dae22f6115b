package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
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
    StrataChecks checks =
        new StrataChecks(base, words, formulas, flows, stratified, infections, problems);
    for (StrataWords.Adjustment one : words.adjustments()) {
      if (sound) {
        checks.effect(one);
      }
      if (one.word().equals("infectiousness")) {
        formulas.weigh(one.of(), one.stratum(), formulas.expr(one.formula(), Sight.TOTALS));
      }
    }
    checks.shares();
    checks.formulas(definitions(axis, List.of(), List.of()), axis, names.index());
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
    new AxisReading(declarations, problems)
        .elements(context, name, said.elements(), ".stratify(\"age\"");
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
    words
        .shareParameters()
        .forEach(name -> traits.put(name, StrataChecks.share(Traits.of(traits, name))));
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
