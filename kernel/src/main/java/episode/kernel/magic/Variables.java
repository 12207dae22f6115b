package episode.kernel.magic;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code %who}: the variables of a session as a table. */
public final class Variables {

  private static final int WIDTH = 60;

  /** How much of a text is looked at: the table is needed most where there is no room for more. */
  private static final int LOOKED_AT = 4 * WIDTH;

  private final Host host;

  Variables(Host host) {
    this.host = host;
  }

  /** Returns the table of variables of some types, or of all. */
  Object of(List<String> types) {
    List<Host.Variable> variables =
        host.variables().stream()
            .filter(variable -> types.isEmpty() || types.contains(variable.type()))
            .toList();
    if (variables.isEmpty()) {
      return types.isEmpty()
          ? "No variables."
          : "No variables of type " + String.join(", ", types) + ".";
    }
    Map<String, Object> values = host.values();
    Listing listing = Listing.of("name", "type", "value");
    for (Host.Variable variable : variables) {
      String value =
          host.unset().contains(variable.name())
              ? "no value: its declaration failed"
              : brief(values.get(variable.name()));
      listing.row(variable.name(), variable.type(), value);
    }
    return listing.shown();
  }

  /**
   * Returns one line for a value: sizes of collections, maps and arrays, else the start of its
   * text.
   *
   * @param value a value of the session, or null
   */
  public static String brief(Object value) {
    if (value == null) {
      return "null";
    }
    if (value.getClass().isArray()) {
      return shape(value);
    }
    if (value instanceof Collection<?> elements) {
      return elements.size() + (elements.size() == 1 ? " element" : " elements");
    }
    if (value instanceof Map<?, ?> entries) {
      return entries.size() + (entries.size() == 1 ? " entry" : " entries");
    }
    return cut(text(value));
  }

  /** Returns the sizes of an array, down to its first rows. */
  private static String shape(Object array) {
    StringBuilder sizes = new StringBuilder();
    Object inner = array;
    while (inner != null && inner.getClass().isArray() && sizes.length() < WIDTH) {
      int length = Array.getLength(inner);
      sizes.append('[').append(length).append(']');
      inner =
          length == 0 || inner.getClass().getComponentType().isPrimitive()
              ? null
              : Array.get(inner, 0);
    }
    return sizes.toString();
  }

  private static String text(Object value) {
    if (value instanceof CharSequence text) {
      return text.subSequence(0, Math.min(text.length(), LOOKED_AT)).toString();
    }
    try {
      String text = String.valueOf(value);
      String nameless = value.getClass().getName() + "@";
      return text.startsWith(nameless) ? "" : text;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
      return "(its toString fails: " + unreadable.getClass().getSimpleName() + ")";
    }
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("");
    boolean whole = line.length() == text.length() && line.length() <= WIDTH;
    return whole ? line : line.substring(0, Math.min(WIDTH, line.length())) + " …";
  }
}
