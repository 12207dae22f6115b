package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes out what {@code initial_state} of a spec says of every cell, as op_system does: {@code
 * "S[age]": "s0[age]"} becomes {@code S__age_young: s0__age_young, …}.
 */
final class InitialCells {
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final Map<String, Object> cells = new LinkedHashMap<>();

  private InitialCells(OpSystem system) {
    system.axes().forEach(axis -> axes.put(axis.name(), axis));
  }

  /** Returns a name of a parameter, or an array and a cell's place in it, by the cell's name. */
  static Map<String, Object> of(OpSystem system) {
    InitialCells initial = new InitialCells(system);
    if (system.metadata().get("initial_state") instanceof Map<?, ?> said) {
      said.forEach((key, value) -> initial.add(key.toString(), value));
    }
    return initial.cells;
  }

  private void add(String key, Object value) {
    Optional<Selector> selector = Selector.of(key);
    selector.ifPresent(state -> add(state, 0, new LinkedHashMap<>(), value));
  }

  private void add(Selector state, int place, Map<String, String> elements, Object value) {
    if (place == state.places().size()) {
      String cell = SpecNames.cellName(state.name(), along(state), elements);
      cells.put(
          cell, value instanceof Map<?, ?> array ? entry(array, elements) : text(value, elements));
      return;
    }
    Selector.Place at = state.places().get(place);
    NamedAxis axis = axes.get(at.axis());
    List<String> of = axis.elements();
    if (at.isPinned()) {
      of = List.of(SpecNames.element(axis, at.element()).orElse(at.element()));
    }
    for (String element : of) {
      elements.put(axis.name(), element);
      add(state, place + 1, elements, value);
    }
  }

  private List<NamedAxis> along(Selector selector) {
    List<NamedAxis> along = new ArrayList<>();
    selector.places().forEach(place -> along.add(axes.get(place.axis())));
    return along;
  }

  private static Map<String, Object> entry(Map<?, ?> array, Map<String, String> elements) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("shaped", array.get("shaped"));
    entry.put("axes", array.get("axes"));
    entry.put("coords", new LinkedHashMap<>(elements));
    return entry;
  }

  private Object text(Object value, Map<String, String> elements) {
    if (value instanceof Number number) {
      return PythonNumber.text(number);
    }
    Optional<Selector> parameter = Selector.of(value.toString());
    boolean cell = parameter.isPresent() && elements.keySet().containsAll(names(parameter.get()));
    return cell
        ? SpecNames.cellName(parameter.get().name(), along(parameter.get()), elements)
        : value;
  }

  private static List<String> names(Selector selector) {
    return selector.places().stream().map(Selector.Place::axis).toList();
  }
}
