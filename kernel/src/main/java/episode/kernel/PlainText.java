package episode.kernel;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

/** Writes values as text where {@code toString} says too little or too much. */
final class PlainText {

  private static final int ELEMENTS = 1000;
  private static final int ROWS = 100;

  private static final Pattern CELL_CLASS = Pattern.compile("\\bREPL\\.\\$JShell\\$\\w+\\$");

  private PlainText() {}

  static String of(Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      return lines(map);
    }
    if (value instanceof Object[] rows && nested(rows)) {
      return rows(rows);
    }
    return inline(value);
  }

  private static String inline(Object value) {
    if (value == null) {
      return "null";
    }
    if (value.getClass().isArray()) {
      return array(value);
    }
    if (value instanceof Collection<?> collection) {
      return elements(collection.iterator(), "[", "]");
    }
    if (value instanceof BaseStream) {
      return "a stream, which can be read once: end it with .toList() or .toArray() to see it";
    }
    if (value instanceof Record row && Arrays.stream(parts(row)).anyMatch(PlainText::isArray)) {
      return fields(row);
    }
    return CELL_CLASS.matcher(String.valueOf(value)).replaceAll("");
  }

  private static String lines(Map<?, ?> map) {
    StringJoiner lines = new StringJoiner("\n");
    int shown = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (shown++ == ROWS) {
        lines.add("… " + (map.size() - ROWS) + " more");
        break;
      }
      lines.add(inline(entry.getKey()) + " = " + inline(entry.getValue()));
    }
    return lines.toString();
  }

  private static String rows(Object[] rows) {
    StringJoiner lines = new StringJoiner(",\n ", "[", "]");
    for (int i = 0; i < Math.min(rows.length, ROWS); i++) {
      lines.add(inline(rows[i]));
    }
    if (rows.length > ROWS) {
      lines.add("… " + (rows.length - ROWS) + " more");
    }
    return lines.toString();
  }

  private static boolean nested(Object[] rows) {
    return rows.length > 0 && Arrays.stream(rows).allMatch(PlainText::isArray);
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  private static String array(Object array) {
    StringJoiner joiner = new StringJoiner(", ", "[", "]");
    int length = Array.getLength(array);
    for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
      joiner.add(inline(Array.get(array, i)));
    }
    return length > ELEMENTS ? joiner.add("… " + (length - ELEMENTS) + " more") + "" : joiner + "";
  }

  private static String elements(Iterator<?> iterator, String open, String close) {
    StringJoiner joiner = new StringJoiner(", ", open, close);
    for (int i = 0; iterator.hasNext(); i++) {
      Object next = iterator.next();
      if (i == ELEMENTS) {
        return joiner.add("…").toString();
      }
      joiner.add(inline(next));
    }
    return joiner.toString();
  }

  private static String fields(Record row) {
    StringJoiner joiner = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
    Object[] parts = parts(row);
    RecordComponent[] components = row.getClass().getRecordComponents();
    for (int i = 0; i < parts.length; i++) {
      joiner.add(components[i].getName() + "=" + inline(parts[i]));
    }
    return joiner.toString();
  }

  private static Object[] parts(Record row) {
    return Arrays.stream(row.getClass().getRecordComponents())
        .map(component -> part(row, component))
        .toArray();
  }

  private static Object part(Record row, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException | RuntimeException hidden) {
      return "?";
    }
  }
}
