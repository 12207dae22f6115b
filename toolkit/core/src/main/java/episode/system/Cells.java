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
 * @param shifted by how many elements each running axis is ahead of a transition's source: 1 for
 *     {@code S[age+1]}, −1 for {@code S[dose-1]}; no other axis is in the map
 */
public record Cells(Template template, Map<String, String> pinned, Map<String, Integer> shifted) {
  /** Copies the pins and shifts, in the order of the axes. */
  public Cells {
    pinned = ordered(template, pinned);
    shifted = ordered(template, shifted);
  }

  /** Makes cells that are not shifted. */
  public Cells(Template template, Map<String, String> pinned) {
    this(template, pinned, Map.of());
  }

  private static <T> Map<String, T> ordered(Template template, Map<String, T> entries) {
    Map<String, T> ordered = new LinkedHashMap<>();
    for (NamedAxis axis : template.axes()) {
      if (entries.containsKey(axis.name())) {
        ordered.put(axis.name(), entries.get(axis.name()));
      }
    }
    return Collections.unmodifiableMap(ordered);
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

  /** Returns the cells of another template at the same places. */
  Cells of(Template other) {
    return new Cells(other, pinned, shifted);
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

  /**
   * Returns the cells as written, running axes left out: {@code S}, {@code S[vax=none]}, {@code
   * S[age+1]}.
   */
  @Override
  public String toString() {
    if (pinned.isEmpty() && shifted.isEmpty()) {
      return template.name();
    }
    List<String> places = new ArrayList<>();
    for (NamedAxis axis : template.axes()) {
      String name = axis.name();
      if (pinned.containsKey(name)) {
        places.add(name + "=" + pinned.get(name));
      } else if (shifted.containsKey(name)) {
        places.add(name + (shifted.get(name) > 0 ? "+1" : "-1"));
      }
    }
    return template.name() + "[" + String.join(", ", places) + "]";
  }
}
