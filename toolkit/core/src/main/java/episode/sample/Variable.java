package episode.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A named value of a draw on the user's scale: a scalar, or an array with a label for each index.
 *
 * @param name the name, for instance {@code theta}
 * @param labels one list of labels per axis, outermost first; empty for a scalar
 */
public record Variable(String name, List<List<String>> labels) {

  /** Returns a variable; the labels are copied. */
  public Variable {
    labels = labels.stream().map(List::copyOf).toList();
  }

  /** Returns a scalar variable. */
  public static Variable scalar(String name) {
    return new Variable(name, List.of());
  }

  /** Returns an array variable whose indices are labelled from 1. */
  public static Variable array(String name, int... shape) {
    return new Variable(name, IntStream.of(shape).mapToObj(Variable::numbers).toList());
  }

  /** Returns the length of each axis; empty for a scalar. */
  public int[] shape() {
    return labels.stream().mapToInt(List::size).toArray();
  }

  /** Returns the number of elements: the product of the shape. */
  public int size() {
    return labels.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
  }

  /**
   * Returns the name of every element in row-major order, for instance {@code theta[Choate]} or
   * {@code contact[0-17, 65+]}; the name itself for a scalar.
   */
  public List<String> elements() {
    List<String> indices = List.of("");
    for (List<String> axis : labels) {
      List<String> longer = new ArrayList<>();
      for (String index : indices) {
        axis.forEach(label -> longer.add(index.isEmpty() ? label : index + ", " + label));
      }
      indices = longer;
    }
    return indices.stream().map(index -> element(name, index)).toList();
  }

  private static String element(String name, String index) {
    return index.isEmpty() ? name : name + "[" + index + "]";
  }

  private static List<String> numbers(int length) {
    return IntStream.rangeClosed(1, length).mapToObj(Integer::toString).toList();
  }
}
