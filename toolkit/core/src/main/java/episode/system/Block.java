package episode.system;

import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens at one element of an axis along which a system separates. The whole right-hand side
 * is that of the block, mapped over the axis: for every element, give the block the slices of the
 * states and parameters at it, and put the derivatives it returns into their slices. Immutable and
 * safe to share.
 *
 * @param system the states, parameters, aliases, flows and equations without the axis; it has
 *     neither initial values nor outputs
 * @param axis that is mapped over
 * @param stateAxes the place of the axis in each state of the whole system, from 0; states without
 *     it, which have no axes at all, are absent and the same in every block
 * @param parameterAxes the place of the axis in each parameter of the whole system that has it
 */
public record Block(
    OpSystem system,
    NamedAxis axis,
    Map<String, Integer> stateAxes,
    Map<String, Integer> parameterAxes) {
  /** Copies the maps. */
  public Block {
    stateAxes = Map.copyOf(stateAxes);
    parameterAxes = Map.copyOf(parameterAxes);
  }

  /** Returns the block at an element of the axis of a name. */
  static Block of(Definitions whole, String axis) {
    for (NamedAxis one : whole.axes()) {
      if (one.name().equals(axis)) {
        return of(whole, one);
      }
    }
    List<String> names = whole.axes().stream().map(NamedAxis::name).toList();
    throw new EpisodeException(
        Problem.of("E2104", "Unknown axis '" + axis + "'")
            .remedy(Suggestion.remedy(axis, names, "Axes")));
  }

  private static Block of(Definitions whole, NamedAxis axis) {
    String why = new Separation(whole).why(axis);
    if (!why.isEmpty()) {
      throw new EpisodeException(inseparable(axis, why).remedy("Leave it whole along this axis."));
    }
    AxisRemoval removal = new AxisRemoval(whole, axis);
    return new Block(
        OpSystem.of(removal.rest(), Set.of(), List.of()),
        axis,
        removal.places(whole.states()),
        removal.places(whole.parameters()));
  }

  static Problem inseparable(NamedAxis axis, String why) {
    String what = "The system does not separate along '" + axis.name() + "': " + why;
    return Problem.of("E2511", what);
  }
}
