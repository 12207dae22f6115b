package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which cells of the whole state each element of a flow takes from and adds to. Nobody writes to
 * the arrays.
 *
 * @param transition whose flow
 * @param from int[n], for each element of the flow in row-major order over the transition's axes:
 *     the place in the state of the cell that loses it, −1 for none
 * @param to int[n]: the place of the cell that gains it, −1 for none
 */
public record Stoichiometry(Transition transition, int[] from, int[] to) {

  /** Returns the stoichiometry of every transition, in the order declared. */
  static List<Stoichiometry> of(OpSystem system) {
    Map<String, Integer> starts = new HashMap<>();
    int start = 0;
    for (Template state : system.states()) {
      starts.put(state.name(), start);
      start += state.size();
    }
    List<Stoichiometry> all = new ArrayList<>();
    for (Transition flow : system.transitions()) {
      all.add(of(flow, starts));
    }
    return List.copyOf(all);
  }

  private static Stoichiometry of(Transition flow, Map<String, Integer> starts) {
    int size = NamedAxis.shape(flow.axes()).size();
    int[] from = new int[size];
    int[] to = new int[size];
    for (int element = 0; element < size; element++) {
      Map<String, Integer> at = places(flow.axes(), element);
      from[element] = flow.from().map(cells -> place(cells, Map.of(), at, starts)).orElse(-1);
      to[element] = flow.to().map(cells -> place(cells, cells.shifted(), at, starts)).orElse(-1);
      if (flow.to().isPresent() && to[element] < 0) {
        from[element] = -1;
      }
    }
    return new Stoichiometry(flow, from, to);
  }

  /** Returns the place on each axis of an element of an array. */
  private static Map<String, Integer> places(List<NamedAxis> axes, int element) {
    Map<String, Integer> places = new HashMap<>();
    int rest = element;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      places.put(axes.get(axis).name(), rest % axes.get(axis).size());
      rest /= axes.get(axis).size();
    }
    return places;
  }

  /** Returns where a cell stands in the whole state; −1 where the shift leads off an axis. */
  private static int place(
      Cells cells,
      Map<String, Integer> shifted,
      Map<String, Integer> at,
      Map<String, Integer> starts) {
    int place = 0;
    for (NamedAxis axis : cells.template().axes()) {
      String pin = cells.pinned().get(axis.name());
      int own = pin == null ? at.get(axis.name()) : axis.elements().indexOf(pin);
      int there = own + shifted.getOrDefault(axis.name(), 0);
      if (there < 0 || there >= axis.size()) {
        return -1;
      }
      place = place * axis.size() + there;
    }
    return starts.get(cells.template().name()) + place;
  }
}
