package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds states to a system that add up its flows. */
final class Accumulators {
  private Accumulators() {}

  /** Returns the definitions of a system with a further state for each of the flows. */
  static Definitions added(OpSystem system, Definitions d, List<String> flows) {
    List<Template> states = new ArrayList<>(d.states());
    List<Definition> equations = new ArrayList<>(d.equations());
    for (String label : new LinkedHashSet<>(flows)) {
      Template state = new Template(name(system, label), system.flow(label).axes());
      states.add(state);
      equations.add(new Definition(new Cells(state, Map.of()), flow(label)));
    }
    return d.with(states, equations);
  }

  /** Returns the formula that is a flow, whose label need not be a name. */
  static Formula flow(String label) {
    return new Formula("flow", label, new Expr.Name(label, new Span(0, label.length())), 1);
  }

  /** Returns the name of the state that adds up a flow: one that nothing else has. */
  static String name(OpSystem system, String flow) {
    String name =
        "cumulative_"
            + Given.argument(flow, "flow", "accumulator").replaceAll("[^A-Za-z0-9_]+", "_");
    Set<String> taken = new LinkedHashSet<>();
    system.states().forEach(state -> taken.add(state.name()));
    system.parameters().forEach(parameter -> taken.add(parameter.name()));
    system.aliases().forEach(alias -> taken.add(alias.target().template().name()));
    system.transitions().forEach(transition -> taken.add(transition.label()));
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }
}
