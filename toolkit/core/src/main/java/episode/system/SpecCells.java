package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes out what is said of states of which single cells are declared, as {@code H[age, vax=u]}:
 * once for each of those cells. For one spec and one thread.
 */
final class SpecCells {
  private final SpecNames names;

  SpecCells(SpecNames names) {
    this.names = names;
  }

  /** Returns a selector for each cell; the selector itself where it is of a whole state. */
  List<String> of(String selector) {
    List<String> cells = new ArrayList<>();
    together(List.of(selector)).forEach(one -> cells.add(one.get(0)));
    return cells;
  }

  /**
   * Returns the ends of a flow for each cell: the axes along which single cells run are pinned to
   * the same elements at both ends.
   */
  List<List<String>> together(List<String> ends) {
    List<NamedAxis> axes = new ArrayList<>();
    for (String end : ends) {
      for (NamedAxis axis : running(end)) {
        if (!axes.contains(axis)) {
          axes.add(axis);
        }
      }
    }
    List<List<String>> all = List.of(ends);
    for (NamedAxis axis : axes) {
      List<List<String>> more = new ArrayList<>();
      for (List<String> one : all) {
        for (String element : axis.elements()) {
          more.add(one.stream().map(end -> pinned(end, axis, element)).toList());
        }
      }
      all = more;
    }
    return all;
  }

  /** Returns the axes along which a selector of single cells runs; others are not written out. */
  private List<NamedAxis> running(String selector) {
    Optional<Selector> read = Selector.of(selector);
    List<NamedAxis> running = new ArrayList<>();
    if (read.isEmpty() || !isCellByCell(read.get())) {
      return running;
    }
    for (Selector.Place place : read.get().places()) {
      if (!place.isPinned()) {
        running.add(names.axes().get(place.axis()));
      }
    }
    return running;
  }

  private boolean isCellByCell(Selector selector) {
    List<NamedAxis> of = names.cellByCell(selector.name());
    List<String> written = selector.places().stream().map(Selector.Place::axis).toList();
    return of != null
        && !names.states().containsKey(selector.name())
        && written.equals(of.stream().map(NamedAxis::name).toList());
  }

  private static String pinned(String selector, NamedAxis axis, String element) {
    Optional<Selector> read = Selector.of(selector);
    if (read.isEmpty()) {
      return selector;
    }
    List<Selector.Place> places = new ArrayList<>();
    for (Selector.Place place : read.get().places()) {
      boolean here = place.axis().equals(axis.name()) && !place.isPinned();
      places.add(here ? new Selector.Place(axis.name(), element) : place);
    }
    return new Selector(read.get().name(), places).toString();
  }
}
