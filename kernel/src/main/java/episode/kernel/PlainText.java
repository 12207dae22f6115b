package episode.kernel;

import java.awt.image.BufferedImage;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

/** Writes values as text where {@code toString} says too little or too much. */
final class PlainText {

  private static final int ELEMENTS = 1000;
  private static final int HEAD = 10;
  private static final int ROWS = 100;
  private static final int CHARACTERS = 100_000;
  private static final int LINE = 10_000;

  private static final Pattern CELL_CLASS = Pattern.compile("\\bREPL\\.\\$JShell\\$\\w+\\$");
  private static final Pattern ANONYMOUS = Pattern.compile("^\\$JShell\\$anonymous\\$\\$\\d+(?=@)");

  /** Collections and arrays that are being written, for those that contain themselves. */
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlainText() {}

  static String of(Object value) {
    PlainText text = new PlainText();
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      return text.lines(map);
    }
    if (value instanceof Object[] rows && nested(rows)) {
      return text.rows(rows);
    }
    return text.inline(value);
  }

  /** Returns a text without its end where that is too long for a page. */
  static String shortened(String text) {
    if (text.length() <= CHARACTERS) {
      return text;
    }
    int end = text.lastIndexOf('\n', CHARACTERS) < 0 ? LINE : CHARACTERS;
    return text.substring(0, end)
        + "…\n"
        + (text.length() - end)
        + " more characters; Files.writeString(path, text) keeps all of them";
  }

  private String inline(Object value) {
    if (value == null) {
      return "null";
    }
    if (!isContainer(value)) {
      return single(value);
    }
    if (!open.add(value)) {
      return "(itself)";
    }
    try {
      return contents(value);
    } finally {
      open.remove(value);
    }
  }

  private static boolean isContainer(Object value) {
    return isArray(value)
        || value instanceof Collection
        || value instanceof Map
        || value instanceof Map.Entry
        || value instanceof Optional
        || value instanceof Record;
  }

  private String contents(Object value) {
    if (value instanceof Collection<?> collection) {
      return elements(collection);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .limit(ELEMENTS)
          .map(entry -> inline(entry.getKey()) + "=" + inline(entry.getValue()))
          .collect(Collectors.joining(", ", "{", map.size() > ELEMENTS ? ", …}" : "}"));
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return inline(entry.getKey()) + "=" + inline(entry.getValue());
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(held -> "Optional[" + inline(held) + "]").orElse("Optional.empty");
    }
    return value instanceof Record row ? record(row) : array(value);
  }

  private static String single(Object value) {
    if (value instanceof BufferedImage image) {
      return "image, " + image.getWidth() + " × " + image.getHeight();
    }
    if (value instanceof BaseStream) {
      return "a stream, which can be read once: end it with .toList() or .toArray() to see it";
    }
    if (value instanceof Iterator && plain(value.toString()).endsWith(hash(value))) {
      return "an iterator, which can be read once: it.forEachRemaining(System.out::println)";
    }
    if (value.getClass().isHidden() && value.getClass().getInterfaces().length > 0) {
      return "a lambda: " + value.getClass().getInterfaces()[0].getSimpleName();
    }
    return plain(value.toString());
  }

  private static String plain(String text) {
    return ANONYMOUS
        .matcher(CELL_CLASS.matcher(String.valueOf(text)).replaceAll(""))
        .replaceFirst("an anonymous object");
  }

  private static String hash(Object value) {
    return "@" + Integer.toHexString(System.identityHashCode(value));
  }

  private String lines(Map<?, ?> map) {
    StringJoiner lines = new StringJoiner("\n");
    int shown = 0;
    open.add(map);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (shown++ == ROWS) {
        lines.add("… " + (map.size() - ROWS) + " more");
        break;
      }
      lines.add(inline(entry.getKey()) + " = " + inline(entry.getValue()));
    }
    return lines.toString();
  }

  private String rows(Object[] rows) {
    StringJoiner lines = new StringJoiner(",\n ", "[", "]");
    int shown = count(rows) > ELEMENTS ? HEAD : rows.length;
    open.add(rows);
    for (int i = 0; i < Math.min(rows.length, shown); i++) {
      lines.add(inline(rows[i]));
    }
    return rows.length > shown
        ? lines.add("… " + (rows.length - shown) + " more") + " " + shape(rows)
        : lines.toString();
  }

  private long count(Object array) {
    if (!(array instanceof Object[] rows)) {
      return isArray(array) ? Array.getLength(array) : 1;
    }
    if (!open.add(array)) {
      return 1;
    }
    long sum = Arrays.stream(rows).mapToLong(this::count).sum();
    open.remove(array);
    return sum;
  }

  private static boolean nested(Object[] rows) {
    return rows.length > 0 && Arrays.stream(rows).allMatch(PlainText::isArray);
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  private String array(Object array) {
    StringJoiner joiner = new StringJoiner(", ", "[", "]");
    int length = Array.getLength(array);
    int shown = length > ELEMENTS ? HEAD : open.size() > 1 && length > ROWS ? HEAD : length;
    for (int i = 0; i < shown; i++) {
      joiner.add(inline(Array.get(array, i)));
    }
    return length > shown
        ? joiner.add("… " + (length - shown) + " more")
            + (open.size() > 1 ? "" : " " + shape(array))
        : joiner.toString();
  }

  /** Returns the type of an array with its lengths, as far as all parts have the same. */
  private static String shape(Object array) {
    StringBuilder lengths = new StringBuilder();
    Class<?> type = array.getClass();
    Object part = array;
    while (type.isArray()) {
      boolean known = isArray(part);
      lengths.append('[').append(known ? Array.getLength(part) : "").append(']');
      part = part instanceof Object[] rows && even(rows) ? rows[0] : null;
      type = type.getComponentType();
    }
    return type.getSimpleName() + lengths;
  }

  private static boolean even(Object[] rows) {
    return nested(rows) && Arrays.stream(rows).mapToInt(Array::getLength).distinct().count() == 1;
  }

  private String elements(Collection<?> collection) {
    StringJoiner joiner = new StringJoiner(", ", "[", "]");
    int size = collection.size();
    int shown = size > ELEMENTS ? ROWS : size;
    Iterator<?> iterator = collection.iterator();
    for (int i = 0; iterator.hasNext(); i++) {
      if (i == shown) {
        return joiner.add("… " + (size - shown) + " more").toString();
      }
      joiner.add(inline(iterator.next()));
    }
    return joiner.toString();
  }

  /** Returns the fields of a record, arrays written out, unless it has words of its own. */
  private String record(Record row) {
    String name = row.getClass().getSimpleName();
    RecordComponent[] components = row.getClass().getRecordComponents();
    StringJoiner given = new StringJoiner(", ", name + "[", "]");
    StringJoiner joiner = new StringJoiner(", ", name + "[", "]");
    for (RecordComponent component : components) {
      Object part = part(row, component);
      given.add(component.getName() + "=" + part);
      joiner.add(component.getName() + "=" + inline(part));
    }
    String own = row.toString();
    return given.toString().equals(own) ? joiner.toString() : plain(own);
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
