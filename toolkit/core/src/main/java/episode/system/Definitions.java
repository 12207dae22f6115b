package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The normalised form of a system: everything that was said, each thing once.
 *
 * @param inputs quantities known at every time, from rows of a table; a spec or a text writes each
 *     as a name, a {@link Curve#word}, times and values
 * @param contributions what is added to the derivatives of states besides transitions and equations
 * @param outputs derived quantities by name: any formula about the running system
 * @param traits units, defaults and bounds, by the name of a parameter or state
 * @param closed whether it was said that nobody enters or leaves
 */
record Definitions(
    String name,
    TimeScale time,
    List<NamedAxis> axes,
    List<Template> states,
    List<Template> parameters,
    List<Input> inputs,
    List<Definition> aliases,
    List<Transition> transitions,
    List<Definition> equations,
    List<Definition> initialValues,
    List<Definition> contributions,
    List<Definition> outputs,
    Map<String, Traits> traits,
    boolean closed) {

  /** Copies the lists. */
  Definitions {
    axes = List.copyOf(axes);
    states = List.copyOf(states);
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    aliases = List.copyOf(aliases);
    transitions = List.copyOf(transitions);
    equations = List.copyOf(equations);
    initialValues = List.copyOf(initialValues);
    contributions = List.copyOf(contributions);
    outputs = List.copyOf(outputs);
    traits = Map.copyOf(traits);
  }

  /** Returns these definitions with other states and equations. */
  Definitions with(List<Template> otherStates, List<Definition> otherEquations) {
    return new Definitions(
        name,
        time,
        axes,
        otherStates,
        parameters,
        inputs,
        aliases,
        transitions,
        otherEquations,
        initialValues,
        contributions,
        outputs,
        traits,
        closed);
  }

  /** Returns these definitions with further contributions. */
  Definitions adding(List<Definition> furtherContributions) {
    List<Definition> all = new ArrayList<>(contributions);
    all.addAll(furtherContributions);
    return withContributions(all);
  }

  /** Returns these definitions without what is added besides transitions and equations. */
  Definitions withoutContributions() {
    return withContributions(List.of());
  }

  private Definitions withContributions(List<Definition> all) {
    return new Definitions(
        name,
        time,
        axes,
        states,
        parameters,
        inputs,
        aliases,
        transitions,
        equations,
        initialValues,
        all,
        outputs,
        traits,
        closed);
  }

  /** Returns these definitions with other aliases. */
  Definitions withAliases(List<Definition> otherAliases) {
    return new Definitions(
        name,
        time,
        axes,
        states,
        parameters,
        inputs,
        otherAliases,
        transitions,
        equations,
        initialValues,
        contributions,
        outputs,
        traits,
        closed);
  }
}
