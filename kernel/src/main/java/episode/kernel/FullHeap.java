package episode.kernel;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what holds the heap after a cell has filled it, and how to make room. */
final class FullHeap {

  private static final long MB = 1 << 20;
  private static final int NAMED = 3;
  private static final int SHARE = 10;
  private static final int SAMPLE = 100;
  private static final int DEPTH = 3;
  private static final int OBJECT = 16;
  private static final int REFERENCE = 4;
  private static final int ENTRY = 32;

  private final Reserve reserve;
  private final Supplier<Map<String, Object>> variables;

  /**
   * Knows what cells have declared.
   *
   * @param reserve what is given up to have room for the advice
   * @param variables the values of variables by name
   */
  FullHeap(Reserve reserve, Supplier<Map<String, Object>> variables) {
    this.reserve = reserve;
    this.variables = variables;
  }

  /** Gives the reserve up if an error says that the heap is full. */
  void noticed(Throwable thrown) {
    reserve.noticed(thrown);
  }

  /** Returns what to add to an error, if it says that the heap is full. */
  List<String> advice(Throwable thrown) {
    boolean heap =
        thrown instanceof OutOfMemoryError && String.valueOf(thrown.getMessage()).contains("heap");
    if (!heap) {
      return List.of();
    }
    System.gc();
    return advice(Reserve.used(), Runtime.getRuntime().maxMemory(), variables.get());
  }

  /**
   * Returns the advice.
   *
   * @param used bytes in use after the cell
   * @param limit bytes that there are
   * @param values the variables
   */
  static List<String> advice(long used, long limit, Map<String, Object> values) {
    String state = used / MB + " of " + limit / MB + " MB are in use after the cell";
    if (used < limit / 2) {
      return List.of("  " + state + ": what it had filled is free again.");
    }
    Map<String, Long> large = large(values, used);
    String holders =
        large.entrySet().stream()
            .map(one -> one.getKey() + " about " + one.getValue() / MB + " MB")
            .collect(Collectors.joining(", "));
    String remedy =
        large.keySet().stream()
            .findFirst()
            .map(name -> "'" + name + " = null' frees that one")
            .orElse("'name = null' frees a variable");
    return List.of(
        "  " + state + (holders.isEmpty() ? "." : ": " + holders + "."),
        "  " + remedy + ", %reset frees all variables; %who lists them.");
  }

  /** Returns the variables that seem to hold a good part of the heap, the largest first. */
  private static Map<String, Long> large(Map<String, Object> values, long used) {
    Map<String, Long> large = new LinkedHashMap<>();
    values.entrySet().stream()
        .map(one -> Map.entry(one.getKey(), Math.min(used, bytes(one.getValue()))))
        .filter(one -> one.getValue() > used / SHARE)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(NAMED)
        .forEach(one -> large.put(one.getKey(), one.getValue()));
    return large;
  }

  /**
   * Returns about how many bytes a value holds that is made of arrays and Java's collections, as
   * their sizes and their first elements tell. No code of users runs.
   */
  static long bytes(Object value) {
    try {
      return bytes(value, DEPTH);
    } catch (RuntimeException changed) {
      return 0; // a thread of a cell works on it
    }
  }

  private static long bytes(Object value, int depth) {
    if (value == null || depth == 0) {
      return 0;
    }
    Class<?> type = value.getClass();
    if (type.isArray() && type.getComponentType().isPrimitive()) {
      return OBJECT + (long) Array.getLength(value) * width(type.getComponentType());
    }
    if (value instanceof Object[] elements) {
      return all(Stream.of(elements), elements.length, REFERENCE, depth);
    }
    boolean known = type.getName().startsWith("java.util.");
    if (known && value instanceof Collection<?> elements) {
      return all(elements.stream(), elements.size(), REFERENCE, depth);
    }
    if (known && value instanceof Map<?, ?> entries) {
      return all(entries.keySet().stream(), entries.size(), ENTRY, depth)
          + all(entries.values().stream(), entries.size(), 0, depth);
    }
    return value instanceof String text ? 2L * OBJECT + text.length() : OBJECT;
  }

  /** Returns the bytes of a number of elements, of which the first stand for all. */
  private static long all(Stream<?> elements, int number, int each, int depth) {
    long some = elements.limit(SAMPLE).mapToLong(one -> bytes(one, depth - 1)).sum();
    return OBJECT + (long) number * each + some * number / Math.max(1, Math.min(SAMPLE, number));
  }

  private static int width(Class<?> primitive) {
    if (primitive == double.class || primitive == long.class) {
      return Double.BYTES;
    }
    if (primitive == int.class || primitive == float.class) {
      return Integer.BYTES;
    }
    return primitive == short.class || primitive == char.class ? Short.BYTES : 1;
  }
}
