package episode.expr;

import java.util.List;

/**
 * A named direction along which quantities vary, such as age, and the names of its elements.
 *
 * @param name a name, unique within a system
 * @param elements the elements in order, at least one, all different
 */
public record NamedAxis(String name, List<String> elements) {
  /** Copies the elements. */
  public NamedAxis {
    elements = List.copyOf(elements);
  }

  /** Returns the number of elements. */
  public int size() {
    return elements.size();
  }

  /** Returns the extents of an array over the given axes, in their order. */
  public static Shape shape(List<NamedAxis> axes) {
    int[] extents = new int[axes.size()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = axes.get(i).size();
    }
    return Shape.of(extents);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedAxis that
        && name.equals(that.name)
        && elements.equals(that.elements);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the name and the elements: {@code age (0-17, 18-64, 65+)}. */
  @Override
  public String toString() {
    return name + " (" + Suggestion.list(elements) + ")";
  }
}
