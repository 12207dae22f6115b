package episode.plot;

import java.lang.reflect.Array;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Named columns of equal length: what data comes in and results go out in.
 *
 * <p>A column holds numbers ({@code double[]}, missing is NaN), texts ({@code String[]}) or dates
 * ({@code LocalDate[]}, both with {@code null} for missing). Values are immutable and safe to
 * share: arrays are copied on the way in and on the way out.
 *
 * <pre>{@code
 * Columns.of("day", new int[] {1, 2, 3}, "in_bed", new int[] {3, 8, 26})
 * }</pre>
 */
public final class Columns implements Display {

  /** What a column holds. */
  public enum Kind {
    /** {@code double[]}, missing is NaN. */
    NUMBERS,
    /** {@code String[]}, missing is null. */
    TEXTS,
    /** {@code LocalDate[]}, missing is null. */
    DATES
  }

  private static final int SHOWN_ROWS = 20;
  private static final int HEAD_ROWS = 10;
  private static final int TAIL_ROWS = 5;

  private final Map<String, Object> arrays;
  private final int rows;

  private Columns(Map<String, Object> arrays, int rows) {
    this.arrays = Collections.unmodifiableMap(arrays);
    this.rows = rows;
  }

  /** Returns no columns at all. */
  public static Columns of() {
    return new Columns(new LinkedHashMap<>(), 0);
  }

  /**
   * Returns columns from names and arrays that take turns.
   *
   * @param namesAndArrays a String, its array, a String, its array, …; an array is a {@code
   *     double[]}, {@code int[]}, {@code long[]}, {@code boolean[]}, {@code String[]}, {@code
   *     LocalDate[]} or a collection of such values
   * @throws PlotException E6123 if lengths differ, E6124 if a name comes twice or is no text, or if
   *     an array is null or of another type
   */
  public static Columns of(Object... namesAndArrays) {
    if (namesAndArrays == null || namesAndArrays.length % 2 != 0) {
      throw unfit("Columns.of takes pairs: a name, its array, a name, …");
    }
    Columns columns = of();
    for (int i = 0; i < namesAndArrays.length; i += 2) {
      if (!(namesAndArrays[i] instanceof String name)) {
        throw unfit("Where the name of a column is wanted stands " + typeName(namesAndArrays[i]));
      }
      columns = columns.add(name, namesAndArrays[i + 1]);
    }
    return columns;
  }

  /** Returns the columns of a map from name to array, in the map's order. */
  public static Columns of(Map<String, ?> arrays) {
    Columns columns = of();
    for (Map.Entry<String, ?> entry :
        PlotException.given(arrays, "arrays", "Columns.of").entrySet()) {
      columns = columns.add(entry.getKey(), entry.getValue());
    }
    return columns;
  }

  /** Returns these columns and one more of numbers. */
  public Columns with(String name, double... numbers) {
    return add(name, numbers);
  }

  /** Returns these columns and one more of texts. */
  public Columns with(String name, String... texts) {
    return add(name, texts);
  }

  /** Returns these columns and one more of dates. */
  public Columns with(String name, LocalDate... dates) {
    return add(name, dates);
  }

  private Columns add(String name, Object values) {
    Object array = array(name, values);
    int length = Array.getLength(array);
    if (!arrays.isEmpty() && length != rows) {
      String first = arrays.keySet().iterator().next();
      throw new PlotException(
          "E6123",
          "'" + name + "' has " + counted(length) + ", '" + first + "' has " + counted(rows),
          "Give arrays of one length; where a number is missing, Double.NaN.");
    }
    Map<String, Object> more = new LinkedHashMap<>(arrays);
    if (more.put(PlotException.given(name, "name", "Columns"), array) != null) {
      throw unfit("Column '" + name + "' is there twice");
    }
    return new Columns(more, length);
  }

  private static String counted(int length) {
    return length == 1 ? "1 value" : length + " values";
  }

  private static PlotException unfit(String what) {
    String remedy =
        "An array is double[], int[], long[], boolean[], String[] or LocalDate[], or a list of"
            + " such values.";
    return new PlotException("E6124", what, remedy);
  }

  private static Object array(String name, Object values) {
    if (values instanceof double[] numbers) {
      return numbers.clone();
    }
    if (values instanceof int[] counts) {
      return Arrays.stream(counts).asDoubleStream().toArray();
    }
    if (values instanceof long[] counts) {
      return Arrays.stream(counts).asDoubleStream().toArray();
    }
    if (values instanceof boolean[] flags) {
      return IntStream.range(0, flags.length).mapToDouble(i -> flags[i] ? 1 : 0).toArray();
    }
    if (values instanceof String[] texts) {
      return texts.clone();
    }
    if (values instanceof LocalDate[] dates) {
      return dates.clone();
    }
    Object[] boxed =
        values instanceof Object[] objects
            ? objects
            : values instanceof Collection<?> list ? list.toArray() : null;
    if (boxed == null) {
      throw unfit("Column '" + name + "' cannot hold " + typeName(values));
    }
    return unboxed(name, boxed);
  }

  private static Object unboxed(String name, Object[] cells) {
    if (Arrays.stream(cells).allMatch(c -> c == null || c instanceof Number)) {
      return Arrays.stream(cells)
          .mapToDouble(c -> c == null ? Double.NaN : ((Number) c).doubleValue())
          .toArray();
    }
    if (Arrays.stream(cells).allMatch(c -> c == null || c instanceof LocalDate)) {
      return Arrays.copyOf(cells, cells.length, LocalDate[].class);
    }
    if (Arrays.stream(cells).allMatch(c -> c == null || c instanceof String)) {
      return Arrays.copyOf(cells, cells.length, String[].class);
    }
    throw unfit("Column '" + name + "' holds a mixture of types");
  }

  private static String typeName(Object value) {
    return value == null ? "null" : value.getClass().getSimpleName();
  }

  /** Returns the names, in order. */
  public List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns whether there is a column of that name. */
  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  /**
   * Returns what the column holds.
   *
   * @throws PlotException E6201 if there is no such column; so do the accessors below
   */
  public Kind kind(String name) {
    Object array = array(name);
    return array instanceof double[]
        ? Kind.NUMBERS
        : array instanceof String[] ? Kind.TEXTS : Kind.DATES;
  }

  /** Returns the numbers of a column: double[rows], NaN where missing. */
  public double[] numbers(String name) {
    return require(name, double[].class).clone();
  }

  /** Returns the texts of a column: String[rows], null where missing. */
  public String[] texts(String name) {
    return require(name, String[].class).clone();
  }

  /** Returns the dates of a column: LocalDate[rows], null where missing. */
  public LocalDate[] dates(String name) {
    return require(name, LocalDate[].class).clone();
  }

  private <T> T require(String name, Class<T> type) {
    Object array = array(name);
    if (!type.isInstance(array)) {
      String kind = kind(name).name().toLowerCase(Locale.ROOT);
      throw new PlotException(
          "E6201",
          "Column '" + name + "' holds " + kind,
          "Ask for them with " + kind + "(\"" + name + "\").");
    }
    return type.cast(array);
  }

  /** Returns the column's own array, for reading only. */
  Object array(String name) {
    Object array = arrays.get(name);
    if (array == null) {
      throw new PlotException(
          "E6201",
          "The data have no column '" + name + "'",
          "Columns: " + (arrays.isEmpty() ? "none" : String.join(", ", arrays.keySet())) + ".");
    }
    return array;
  }

  /**
   * Returns a cell: a Double, a String or a LocalDate, or null where it is missing.
   *
   * @throws PlotException E6126 if there is no such row
   */
  public Object cell(String name, int row) {
    if (row < 0 || row >= rows) {
      throw PlotException.wrong(
          "There is no row " + row, "Rows are counted from 0; here are " + rows + ".");
    }
    Object cell = Array.get(array(name), row);
    return cell instanceof Double number && number.isNaN() ? null : cell;
  }

  /** Returns these rows of all columns. */
  Columns only(int... kept) {
    Map<String, Object> fewer = new LinkedHashMap<>();
    arrays.forEach(
        (name, all) -> {
          Object some = Array.newInstance(all.getClass().getComponentType(), kept.length);
          for (int i = 0; i < kept.length; i++) {
            Array.set(some, i, Array.get(all, kept[i]));
          }
          fewer.put(name, some);
        });
    return new Columns(fewer, kept.length);
  }

  /** Returns all rows of a short table, the first and the last ones of a long one. */
  @Override
  public List<Part> parts() {
    int head = rows <= SHOWN_ROWS ? rows : HEAD_ROWS;
    int tail = rows <= SHOWN_ROWS ? 0 : TAIL_ROWS;
    List<List<Object>> cells = new ArrayList<>();
    for (int row = 0; row < head; row++) {
      cells.add(row(row));
    }
    if (tail > 0) {
      cells.add(Collections.nCopies(arrays.size(), "⋮"));
    }
    for (int row = rows - tail; row < rows; row++) {
      cells.add(row(row));
    }
    String caption =
        tail == 0
            ? ""
            : String.format(Locale.ROOT, "%,d rows: the first %d, the last %d", rows, head, tail);
    return List.of(new Grid(caption, names(), cells, 0));
  }

  private List<Object> row(int row) {
    List<Object> line = new ArrayList<>();
    arrays.keySet().forEach(name -> line.add(cell(name, row)));
    return line;
  }

  /** Returns the names and the number of rows in one line. */
  @Override
  public String toString() {
    return "Columns[" + String.join(", ", arrays.keySet()) + "; " + rows + " rows]";
  }
}
