package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All cells of a template, or those at one element of some axes: {@code S[vax=none]}.
 *
 * @param template whose cells
 * @param pinned the element of each axis that is pinned; the other axes run
 */
public record Cells(Template template, Map<String, String> pinned) {
  /** Copies the pins, in the order of the axes. */
  public Cells {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (NamedAxis axis : template.axes()) {
      if (pinned.containsKey(axis.name())) {
        ordered.put(axis.name(), pinned.get(axis.name()));
      }
    }
    pinned = Collections.unmodifiableMap(ordered);
  }

  /** Returns the axes that are not pinned, in the template's order. */
  public List<NamedAxis> running() {
    List<NamedAxis> running = new ArrayList<>();
    for (NamedAxis axis : template.axes()) {
      if (!pinned.containsKey(axis.name())) {
        running.add(axis);
      }
    }
    return running;
  }

  /** Returns whether no cell belongs to both. */
  boolean isApartFrom(Cells other) {
    for (Map.Entry<String, String> pin : pinned.entrySet()) {
      String element = other.pinned.get(pin.getKey());
      if (element != null && !element.equals(pin.getValue())) {
        return true;
      }
    }
    return !template.name().equals(other.template.name());
  }

  /** Returns the cells as written, running axes left out: {@code S}, {@code S[vax=none]}. */
  @Override
  public String toString() {
    if (pinned.isEmpty()) {
      return template.name();
    }
    List<String> pins = new ArrayList<>();
    pinned.forEach((axis, element) -> pins.add(axis + "=" + element));
    return template.name() + "[" + String.join(", ", pins) + "]";
  }
}
