package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named direction along which quantities vary, such as age, and the names of its elements.
 *
 * @param name a name, unique within a system
 * @param elements the elements in order, at least one, all different
 * @param kind what the elements are to one another
 * @param coordinates where each element lies, ascending; none where the kind has no coordinates
 */
public record NamedAxis(
    String name, List<String> elements, AxisKind kind, List<Double> coordinates) {
  private static final int FEW = 6;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** Copies the elements. */
  public NamedAxis {
    elements = List.copyOf(elements);
    coordinates = List.copyOf(coordinates);
  }

  /** Makes an axis of names in no particular order. */
  public NamedAxis(String name, List<String> elements) {
    this(name, elements, AxisKind.CATEGORICAL, List.of());
  }

  /** Returns the number of elements. */
  public int size() {
    return elements.size();
  }

  /**
   * Returns the place of an element by its name; of a point also by its number, however written. −1
   * for none.
   */
  public int place(String element) {
    int place = elements.indexOf(element);
    if (place >= 0 || !kind.hasCoordinates()) {
      return place;
    }
    try {
      return coordinates.indexOf(Double.parseDouble(element) + 0.0);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Returns the axis of some of the elements, in the order in which they are listed. */
  NamedAxis part(Ints chosen) {
    List<String> names = new ArrayList<>(chosen.size());
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      names.add(elements.get(chosen.at(i)));
      if (kind.hasCoordinates()) {
        places.add(coordinates.get(chosen.at(i)));
      }
    }
    return new NamedAxis(name, names, kind, places);
  }

  /**
   * Returns the weight of each element in an integral over the axis, by the trapezoidal rule.
   *
   * <pre>
   * w₀ = (x₁ − x₀)/2,  wᵢ = (xᵢ₊₁ − xᵢ₋₁)/2,  wₙ = (xₙ − xₙ₋₁)/2
   * </pre>
   *
   * <p>Wants two elements or more, with coordinates.
   */
  public double[] weights() {
    double[] weights = new double[size()];
    int last = weights.length - 1;
    for (int i = 0; i <= last; i++) {
      double before = coordinates.get(Math.max(i - 1, 0));
      double after = coordinates.get(Math.min(i + 1, last));
      weights[i] = (after - before) / 2;
    }
    return weights;
  }

  /**
   * Returns the number that each element stands for in formulas: its coordinate; its label where
   * all labels are numbers; on an ordinal axis of other labels its place from 0. Empty on a
   * categorical axis of other labels.
   */
  public Optional<double[]> numbers() {
    return switch (kind) {
      case CATEGORICAL -> hasNumberLabels() ? Optional.of(ranks()) : Optional.empty();
      case CONTINUOUS, TIME -> Optional.of(doubles(coordinates));
      case ORDINAL -> Optional.of(ranks());
    };
  }

  private static double[] doubles(List<Double> values) {
    double[] array = new double[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private boolean hasNumberLabels() {
    return elements.stream().allMatch(element -> NUMBER.matcher(element).matches());
  }

  private double[] ranks() {
    boolean numbers = hasNumberLabels();
    double[] ranks = new double[size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = numbers ? Double.parseDouble(elements.get(i)) : i;
    }
    return ranks;
  }

  /** Returns the extents of an array over the given axes, in their order. */
  public static Shape shape(List<NamedAxis> axes) {
    int[] extents = new int[axes.size()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = axes.get(i).size();
    }
    return Shape.of(extents);
  }

  /** Returns the name and the elements: {@code age (0-17, 18-64, 65+)}. */
  @Override
  public String toString() {
    if (kind.hasCoordinates() && elements.size() > FEW) {
      String ends = elements.get(0) + " to " + elements.get(elements.size() - 1);
      return name + " (" + elements.size() + " points from " + ends + ")";
    }
    return name + " (" + Suggestion.list(elements) + ")";
  }
}
