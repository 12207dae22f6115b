package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with a system whose single statements are right. */
final class Checks {
  private Checks() {}

  /** Adds a problem for every state that has both an equation and transitions. */
  static void dynamics(Definitions system, List<Problem> problems) {
    Set<String> moved = compartments(system.transitions());
    for (Definition equation : system.equations()) {
      String name = equation.target().template().name();
      if (moved.contains(name)) {
        problems.add(
            Problem.of("E2113", "State '" + name + "' has an equation and transitions")
                .at(equation.formula().where(equation.formula().expr().span()))
                .remedy("Write all its changes as transitions, or all in the equation."));
      }
    }
  }

  /** Returns what looks like an oversight. */
  static List<Problem> warnings(Definitions system) {
    List<Problem> warnings = new ArrayList<>();
    unused(system, warnings);
    unchanging(system, warnings);
    for (Transition transition : system.transitions()) {
      if (transition.from().isPresent() && transition.from().equals(transition.to())) {
        String what = "Transition '" + transition.label() + "' moves nobody";
        warnings.add(
            Problem.of("E2155", what)
                .remedy("Its source is its destination; name another state, or remove it."));
      }
    }
    PerHead perHead = new PerHead(system);
    for (Transition transition : system.transitions()) {
      perHead.warning(transition).ifPresent(warnings::add);
    }
    return warnings;
  }

  private static void unused(Definitions system, List<Problem> warnings) {
    Set<String> used = used(system);
    for (Template parameter : system.parameters()) {
      if (!used.contains(parameter.name())) {
        warnings.add(unused("Parameter", parameter.name()));
      }
    }
    for (Input input : system.inputs()) {
      if (!used.contains(input.name())) {
        warnings.add(unused("Input", input.name()));
      }
    }
    for (Definition alias : system.aliases()) {
      if (!used.contains(alias.target().template().name())) {
        warnings.add(unused("Alias", alias.target().template().name()));
      }
    }
    Set<NamedAxis> axes = new LinkedHashSet<>(system.axes());
    for (Template state : system.states()) {
      axes.removeAll(state.axes());
    }
    for (Template parameter : system.parameters()) {
      axes.removeAll(parameter.axes());
    }
    for (NamedAxis axis : axes) {
      warnings.add(unused("Axis", axis.name()));
    }
  }

  private static void unchanging(Definitions system, List<Problem> warnings) {
    Set<String> changing = compartments(system.transitions());
    for (List<Definition> definitions : List.of(system.equations(), system.contributions())) {
      definitions.forEach(one -> changing.add(one.target().template().name()));
    }
    for (Template state : system.states()) {
      if (!changing.contains(state.name())) {
        warnings.add(
            Problem.of("E2151", "State '" + state.name() + "' never changes")
                .remedy("Give it a transition or an equation, or make it a parameter."));
      }
    }
  }

  private static Problem unused(String kind, String name) {
    return Problem.of("E2150", kind + " '" + name + "' is not used")
        .remedy("Remove it, or use it in a formula.");
  }

  /** Returns the names of the states that transitions move: populations, never negative. */
  static Set<String> compartments(List<Transition> transitions) {
    Set<String> moved = new LinkedHashSet<>();
    for (Transition transition : transitions) {
      if (transition.from().isPresent()) {
        moved.add(transition.from().get().template().name());
      }
      if (transition.to().isPresent()) {
        moved.add(transition.to().get().template().name());
      }
    }
    return moved;
  }

  private static Set<String> used(Definitions system) {
    Set<String> used = new LinkedHashSet<>();
    for (Transition transition : system.transitions()) {
      used.addAll(transition.rate().names());
    }
    for (List<Definition> definitions :
        List.of(
            system.aliases(),
            system.equations(),
            system.contributions(),
            system.initialValues(),
            system.outputs())) {
      for (Definition definition : definitions) {
        used.addAll(definition.formula().names());
      }
    }
    return used;
  }
}
