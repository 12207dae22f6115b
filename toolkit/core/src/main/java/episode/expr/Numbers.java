package episode.expr;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Turns what people write as values into arrays. Safe to call from any thread. */
public final class Numbers {
  private static final int MOST_ELEMENTS = 40;

  private Numbers() {}

  /** Returns a number for people: six significant digits, none after the point of a whole one. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double rounded = new BigDecimal(value).round(new MathContext(6)).doubleValue();
    boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15;
    return whole ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** Returns an array for people, as nested lists: {@code [[8.1, 3], [3, 5]]}; long ones cut. */
  public static String text(Tensor array) {
    StringBuilder text = new StringBuilder();
    append(text, array, 0, 0);
    return array.shape().size() > MOST_ELEMENTS
        ? text + " (" + array.shape().size() + " numbers)"
        : text.toString();
  }

  private static void append(StringBuilder text, Tensor array, int axis, int start) {
    if (axis == array.shape().rank()) {
      text.append(text(array.toDoubles()[start]));
      return;
    }
    int stride = 1;
    for (int later = axis + 1; later < array.shape().rank(); later++) {
      stride *= array.shape().extent(later);
    }
    text.append('[');
    for (int i = 0; i < array.shape().extent(axis); i++) {
      text.append(i == 0 ? "" : ", ");
      if (start + i * stride >= MOST_ELEMENTS) {
        text.append('…');
        break;
      }
      append(text, array, axis + 1, start + i * stride);
    }
    text.append(']');
  }

  /**
   * Returns the FLOAT64 array of a number, of an array of numbers of any rank ({@code double[]},
   * {@code int[][]}, …), of lists, or of a {@link Tensor}.
   *
   * @param name what the value is of, for messages
   * @throws EpisodeException E2202 where it is nothing of the kind
   */
  public static Tensor tensor(String name, Object value) {
    if (value instanceof Tensor tensor) {
      return Tensor.of(tensor.shape(), tensor.toDoubles());
    }
    List<Integer> extents = new ArrayList<>();
    for (Object level = value; isArray(level); level = length(level) == 0 ? null : at(level, 0)) {
      extents.add(length(level));
    }
    int[] shape = new int[extents.size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = extents.get(axis);
    }
    Tensor tensor = Tensor.of(Shape.of(shape), new double[Shape.of(shape).size()]);
    fill(name, value, tensor, 0, 0);
    return tensor;
  }

  private static int fill(String name, Object value, Tensor into, int axis, int start) {
    if (axis == into.shape().rank()) {
      if (!(value instanceof Number number)) {
        throw refuse(name, kind(value), "A value is a number or an array of numbers.");
      }
      into.doubles()[start] = number.doubleValue();
      return start + 1;
    }
    int expected = into.shape().extent(axis);
    if (!isArray(value) || length(value) != expected) {
      String seen = isArray(value) ? "a row of " + length(value) : kind(value);
      throw refuse(name, seen + " beside a row of " + expected, "Rows are equally long.");
    }
    int next = start;
    for (int i = 0; i < expected; i++) {
      next = fill(name, at(value, i), into, axis + 1, next);
    }
    return next;
  }

  private static EpisodeException refuse(String name, String seen, String remedy) {
    return new EpisodeException(
        Problem.of("E2202", "The value of '" + name + "' holds " + seen).remedy(remedy));
  }

  /** Returns what a value is, in words: "nothing", "an Integer". */
  public static String kind(Object value) {
    if (value == null) {
      return "nothing";
    }
    String type = value.getClass().getSimpleName();
    return ("AEIO".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }

  private static boolean isArray(Object value) {
    return value != null && (value.getClass().isArray() || value instanceof List<?>);
  }

  private static int length(Object array) {
    return array instanceof List<?> list ? list.size() : Array.getLength(array);
  }

  private static Object at(Object array, int i) {
    return array instanceof List<?> list ? list.get(i) : Array.get(array, i);
  }
}
