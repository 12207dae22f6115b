package episode.epi;

import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.system.Cells;
import episode.system.OpSystem;
import episode.system.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the cells of each state stand in the whole state, states as declared, row-major each. */
final class StateCells {
  private final OpSystem system;
  private final Map<String, Integer> starts = new LinkedHashMap<>();

  StateCells(OpSystem system) {
    this.system = system;
    int start = 0;
    for (Template state : system.states()) {
      starts.put(state.name(), start);
      start += state.size();
    }
  }

  /** Returns the place of a state's first cell. */
  int start(Template state) {
    return starts.get(state.name());
  }

  /** Returns the places of some cells; where they are shifted, of those that others lead to. */
  BitSet of(Cells cells) {
    BitSet places = all(cells.template());
    int stride = cells.template().size();
    int start = start(cells.template());
    for (NamedAxis axis : cells.template().axes()) {
      stride /= axis.size();
      String element = cells.pinned().get(axis.name());
      int wanted = element == null ? -1 : axis.elements().indexOf(element);
      int shift = cells.shifted().getOrDefault(axis.name(), 0);
      int unreached = shift == 0 ? -1 : shift > 0 ? 0 : axis.size() - 1;
      for (int cell = 0; cell < cells.template().size(); cell++) {
        int place = cell / stride % axis.size();
        if (place == unreached || wanted >= 0 && place != wanted) {
          places.clear(start + cell);
        }
      }
    }
    return places;
  }

  private BitSet all(Template state) {
    BitSet places = new BitSet();
    places.set(start(state), start(state) + state.size());
    return places;
  }

  /**
   * Returns the places that some names stand for.
   *
   * @param names of states, or labels of cells such as {@code X[infected]}
   * @throws EpisodeException E2103 with all names that are neither
   */
  BitSet named(List<String> names) {
    List<String> labels = system.stateLabels();
    List<String> known = new ArrayList<>(starts.keySet());
    BitSet places = new BitSet();
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      if (starts.containsKey(name)) {
        places.or(all(system.state(name)));
      } else if (labels.contains(name)) {
        places.set(labels.indexOf(name));
      } else {
        problems.add(
            Problem.of("E2103", "Unknown state '" + name + "'")
                .remedy(Suggestion.remedy(name, known, "Known names")));
      }
    }
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return places;
  }

  /** Returns the states that have at least one of some cells. */
  List<Template> owners(BitSet places) {
    List<Template> owners = new ArrayList<>();
    for (Template state : system.states()) {
      int first = places.nextSetBit(start(state));
      if (first >= 0 && first < start(state) + state.size()) {
        owners.add(state);
      }
    }
    return owners;
  }

  /** Returns the names of states all of whose cells are among some, and labels of other cells. */
  List<String> briefly(BitSet places) {
    List<String> labels = system.stateLabels();
    List<String> names = new ArrayList<>();
    for (Template owner : owners(places)) {
      int start = start(owner);
      if (places.nextClearBit(start) >= start + owner.size()) {
        names.add(owner.name());
      } else {
        places.get(start, start + owner.size()).stream()
            .forEach(cell -> names.add(labels.get(start + cell)));
      }
    }
    return names;
  }
}
