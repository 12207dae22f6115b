package episode.system;

import episode.expr.AxisKind;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Given;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an axis is made of, where that is more than names: points on a line, or names in an order.
 * Points are called as Python writes them ({@code 0.0}, {@code 2.5}), and are those that op_system
 * makes, to the last digit. Immutable, safe to share.
 *
 * <pre>{@code
 * .axis("x", grid(0, 10, 21)).axis("size", logGrid(1, 100, 9)).axis("time", points(0, 10, 20))
 * .axis("dose", ordinal("none", "one", "two"))
 * }</pre>
 */
public final class AxisPoints {
  /** The largest number of points of an axis. */
  static final int MOST = 100_000;

  private final String text;
  private final AxisKind kind;
  private final List<String> elements;
  private final List<Double> coordinates;

  private AxisPoints(String text, AxisKind kind, List<String> elements, List<Double> coordinates) {
    this.text = text;
    this.kind = kind;
    this.elements = List.copyOf(elements);
    this.coordinates = List.copyOf(coordinates);
  }

  /**
   * Returns points at equal distances.
   *
   * <pre>
   * xᵢ = low + i (high − low) / (size − 1)
   * </pre>
   *
   * @throws EpisodeException E2125 where low is not below high, or the size is not from 2 to 100000
   */
  public static AxisPoints grid(double low, double high, int size) {
    return spread("grid", low, high, size, false);
  }

  /**
   * Returns points at equal ratios.
   *
   * <pre>
   * xᵢ = low (high / low)^(i / (size − 1))
   * </pre>
   *
   * @throws EpisodeException E2125 where not 0 {@literal <} low {@literal <} high, or the size is
   *     not from 2 to 100000
   */
  public static AxisPoints logGrid(double low, double high, int size) {
    return spread("logGrid", low, high, size, true);
  }

  private static AxisPoints spread(String word, double low, double high, int size, boolean log) {
    String text = word + "(" + number(low) + ", " + number(high) + ", " + size + ")";
    if (size < 2 || size > MOST) {
      throw refusal(text + " has " + size + " points", "An axis has from 2 to " + MOST + ".");
    }
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw refusal(text + " is empty or endless", "Write the lower end first, both finite.");
    }
    if (log && low <= 0) {
      throw refusal(text + " starts at " + number(low), "Points at equal ratios lie above 0.");
    }
    if (log && Double.isInfinite(high / low)) {
      throw refusal(text + " spans more ratios than numbers have", "Bring the ends together.");
    }
    return points(text, spread(low, high, size, log));
  }

  /**
   * Returns points at the given coordinates.
   *
   * @param coordinates finite, each larger than the one before, two or more
   * @throws EpisodeException E2125 where they are not
   */
  public static AxisPoints points(double... coordinates) {
    List<Double> points =
        Arrays.stream(Given.argument(coordinates, "coordinates", "points"))
            .boxed()
            .collect(Collectors.toList());
    String numbers =
        points.stream().limit(8).map(AxisPoints::number).collect(Collectors.joining(", "));
    return points("points(" + numbers + (points.size() > 8 ? ", …)" : ")"), points);
  }

  private static AxisPoints points(String text, List<Double> points) {
    if (points.size() < 2 || points.size() > MOST) {
      String count = points.size() == 1 ? " point" : " points";
      String what = text + " has " + points.size() + count;
      throw refusal(what, "An axis has from 2 to " + MOST + ".");
    }
    int flaw = flaw(points);
    if (flaw >= 0) {
      String what = "The points of an axis do not rise at " + number(points.get(flaw));
      throw refusal(what, "Give finite numbers, each larger than the one before.");
    }
    return new AxisPoints(text, AxisKind.CONTINUOUS, labels(points), points);
  }

  /**
   * Returns names in an order, such as {@code ordinal("none", "one", "two")}; of such an axis a
   * filter takes a range of places.
   */
  public static AxisPoints ordinal(String... names) {
    List<String> elements = SystemBuilder.given("ordinal", names);
    String quoted =
        elements.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    return new AxisPoints("ordinal(" + quoted + ")", AxisKind.ORDINAL, elements, List.of());
  }

  private static EpisodeException refusal(String what, String remedy) {
    return new EpisodeException(Problem.of("E2125", what).remedy(remedy));
  }

  private static String number(double value) {
    return Expr.number(value).toString();
  }

  /** Returns points over a domain as op_system spreads them. */
  static List<Double> spread(double low, double high, int size, boolean log) {
    double step = (high - low) / (size - 1);
    double ratio = log ? PythonNumber.root(high / low, size - 1) : 1;
    List<Double> points = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      points.add(log ? low * PythonNumber.power(ratio, i) : low + step * i);
    }
    return points;
  }

  /** Returns the first point that is not finite or not above the one before; −1 for none. */
  static int flaw(List<Double> points) {
    for (int i = 0; i < points.size(); i++) {
      if (!Double.isFinite(points.get(i)) || i > 0 && points.get(i) <= points.get(i - 1)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns what points are called. */
  static List<String> labels(List<Double> points) {
    List<String> labels = new ArrayList<>(points.size());
    for (double point : points) {
      labels.add(PythonNumber.text(point));
    }
    return labels;
  }

  /** Returns what the elements are to one another on an axis of this name: points in time, too. */
  AxisKind kind(String axis) {
    return kind == AxisKind.CONTINUOUS && axis.equals("time") ? AxisKind.TIME : kind;
  }

  /** Returns the names of the elements. */
  List<String> elements() {
    return elements;
  }

  /** Returns the axis of a name. */
  NamedAxis named(String axis) {
    return new NamedAxis(axis, elements, kind(axis), coordinates);
  }

  /** Returns the points as written: {@code grid(0, 10, 21)}. */
  @Override
  public String toString() {
    return text;
  }
}
