package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Numbers;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers and arrays by name: parameters, and states at the start. They are checked against a
 * system when it is solved. Immutable and safe to share.
 *
 * <pre>{@code
 * Values guess = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
 * Values other = guess.with("beta", 2).with("contact", new double[][] {{8, 3}, {3, 5}});
 * }</pre>
 */
public final class Values implements Display {
  private final Map<String, Tensor> tensors;

  private Values(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Returns values from names and values that take turns.
   *
   * @param namesAndValues a String, its value, a String, its value, …; a value is a number, an
   *     array of numbers of any rank ({@code double[]}, {@code int[][]}, …), a list, or a {@link
   *     Tensor}
   * @throws EpisodeException E2201 where they do not take turns, E2202 where a value is nothing of
   *     the kind
   */
  public static Values of(Object... namesAndValues) {
    if (namesAndValues == null) {
      throw pairs("null");
    }
    if (namesAndValues.length % 2 != 0) {
      int count = namesAndValues.length;
      throw pairs(count + (count == 1 ? " argument" : " arguments"));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw pairs(
            "argument " + (i + 1) + " is " + Numbers.kind(namesAndValues[i]) + ", not a name");
      }
      if (tensors.put(name, Numbers.tensor(name, namesAndValues[i + 1])) != null) {
        throw pairs("'" + name + "' is there twice");
      }
    }
    return new Values(tensors);
  }

  /** Returns values from a map; errors as {@link #of(Object...)}. */
  public static Values of(Map<String, ?> values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Given.argument(values, "values", "values")
        .forEach((name, value) -> tensors.put(name, Numbers.tensor(name, value)));
    return new Values(tensors);
  }

  private static EpisodeException pairs(String seen) {
    return new EpisodeException(
        Problem.of("E2201", "Values are a name, its value, a name, its value, …; here " + seen)
            .remedy("Write values(\"beta\", 1.7, \"gamma\", 0.5)."));
  }

  /**
   * Returns these values with one more, or with another in its place.
   *
   * <pre>{@code
   * guess.with("beta", 2)
   * }</pre>
   */
  public Values with(String name, Object value) {
    Map<String, Tensor> more = new LinkedHashMap<>(tensors);
    more.put(Given.argument(name, "name", "with"), Numbers.tensor(name, value));
    return new Values(more);
  }

  /**
   * Returns these values with several more, or with others in their place.
   *
   * <pre>{@code
   * guess.with("beta", 2, "gamma", 0.5)
   * }</pre>
   *
   * @param more names and values that take turns
   * @throws EpisodeException as {@link #of(Object...)}
   */
  public Values with(String name, Object value, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = name;
    all[1] = value;
    System.arraycopy(more, 0, all, 2, more.length);
    return with(of(all));
  }

  /** Returns these values with others, which take the place of those of the same names. */
  public Values with(Values others) {
    Map<String, Tensor> more = new LinkedHashMap<>(tensors);
    more.putAll(Given.argument(others, "others", "with").tensors);
    return new Values(more);
  }

  /** Returns these values without some names. */
  public Values without(String... names) {
    Map<String, Tensor> fewer = new LinkedHashMap<>(tensors);
    fewer.keySet().removeAll(List.of(Given.arguments(names, "names", "without")));
    return new Values(fewer);
  }

  /** Returns the names, in the order given. */
  public Collection<String> names() {
    return tensors.keySet();
  }

  /** Returns the value of a name: FLOAT64 with its extents. */
  public Optional<Tensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * Returns the number of a name.
   *
   * @throws EpisodeException E2103 where there is none, E2205 where it is an array
   */
  public double number(String name) {
    Tensor tensor = known(name);
    if (!tensor.shape().isScalar()) {
      throw new EpisodeException(
          Problem.of("E2205", "The value of '" + name + "' has the shape " + tensor.shape())
              .remedy("Write tensor(\"" + name + "\")."));
    }
    return tensor.at(0);
  }

  /**
   * Returns all numbers of a name in row-major order, a copy.
   *
   * @throws EpisodeException E2103 where there is none
   */
  public double[] array(String name) {
    return known(name).toDoubles();
  }

  private Tensor known(String name) {
    return tensor(name)
        .orElseThrow(
            () ->
                new EpisodeException(
                    Problem.of("E2103", "Unknown name '" + name + "'")
                        .remedy(Suggestion.remedy(name, tensors.keySet(), "Known names"))));
  }

  /** Returns names and values as a table. */
  @Override
  public List<Part> parts() {
    Grid grid = Grid.of("name", "value");
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      Object cell = tensor.shape().isScalar() ? (Object) tensor.at(0) : Numbers.text(tensor);
      grid = grid.row(entry.getKey(), cell);
    }
    return List.of(grid);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values && tensors.equals(((Values) other).tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }

  @Override
  public String toString() {
    return "Values" + tensors;
  }
}
