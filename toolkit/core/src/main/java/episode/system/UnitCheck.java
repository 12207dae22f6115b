package episode.system;

import episode.expr.DeepStack;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.system.UnitRules.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the units of a system, where they are given. For one system and one thread. */
final class UnitCheck {
  private final Definitions system;
  private final List<Problem> problems;
  private final Map<String, Value> known = new HashMap<>();
  private final Map<String, Definition> aliases = new HashMap<>();
  private final Optional<Unit> time;

  private UnitCheck(Definitions system, List<Problem> problems) {
    this.system = system;
    this.problems = problems;
    time = Unit.of(system.time());
  }

  /** Adds a problem for everything whose unit is not what it has to be. */
  static void of(Definitions system, List<Problem> problems) {
    boolean given = system.traits().values().stream().anyMatch(each -> !each.unit().isEmpty());
    if (given) {
      new UnitCheck(system, problems).check();
    }
  }

  private void check() {
    system
        .traits()
        .forEach(
            (name, its) -> Unit.parse(its.unit()).ifPresent(u -> known.put(name, Value.of(u))));
    for (Definition alias : system.aliases()) {
      String name = alias.target().template().name();
      if (!known.containsKey(name)) {
        aliases.put(name, alias);
      }
    }
    List.copyOf(aliases.keySet()).forEach(this::unitOf);
    for (Transition transition : system.transitions()) {
      flow(transition);
    }
    for (Definition equation : system.equations()) {
      perTime("The derivative", equation);
    }
    for (Definition contribution : system.contributions()) {
      perTime("A change", contribution);
    }
    for (Definition initial : system.initialValues()) {
      String name = initial.target().template().name();
      expect("The start of '" + name + "'", initial.formula(), unitOf(name).unit());
    }
    system.outputs().forEach(output -> of(output.formula()));
  }

  private void flow(Transition transition) {
    Optional<Unit> perHead = time.map(unit -> Unit.ONE.times(unit, -1));
    if (transition.from().isPresent()) {
      expect("The rate of '" + transition.label() + "'", transition.rate(), perHead);
    } else {
      Optional<Unit> state = unitOf(transition.to().orElseThrow().template().name()).unit();
      Optional<Unit> whole = state.flatMap(unit -> perHead.map(each -> unit.times(each, 1)));
      expect("The flow '" + transition.label() + "'", transition.rate(), whole);
    }
  }

  private void perTime(String what, Definition definition) {
    String name = definition.target().template().name();
    Optional<Unit> state = unitOf(name).unit();
    Optional<Unit> whole = state.flatMap(unit -> time.map(each -> unit.times(each, -1)));
    expect(what + " of '" + name + "'", definition.formula(), whole);
  }

  private void expect(String what, Formula formula, Optional<Unit> wanted) {
    Optional<Unit> seen = of(formula).unit();
    if (seen.isPresent() && wanted.isPresent() && !seen.get().fits(wanted.get())) {
      problems.add(
          Problem.of("E2140", what + " is in " + seen.get() + ", and has to be in " + wanted.get())
              .at(formula.where(formula.expr().span()))
              .remedy(UnitRules.remedy(seen.get(), wanted.get())));
    }
  }

  private Value of(Formula formula) {
    UnitRules rules = new UnitRules(formula, this::unitOf, problems);
    return DeepStack.call(formula.levels(), () -> rules.of(formula.expr()));
  }

  private Value unitOf(String name) {
    Definition alias = aliases.remove(name);
    if (alias != null) {
      known.put(name, of(alias.formula()));
    }
    return known.getOrDefault(name, Value.UNKNOWN);
  }
}
