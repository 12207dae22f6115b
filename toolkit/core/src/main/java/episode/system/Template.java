package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Quantity;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A declared state, parameter or alias: its name and the axes that it varies over.
 *
 * @param name unique within a system
 * @param axes in the order declared, none for a scalar; a parameter may have one twice
 */
public record Template(String name, List<NamedAxis> axes) {
  /** What a name is. */
  static final String NAMES =
      "Names are letters, digits and underscores, a letter or underscore first.";

  /** Copies the axes. */
  public Template {
    axes = List.copyOf(axes);
  }

  /** Returns the extents of the array, in the order of the axes. */
  public Shape shape() {
    return NamedAxis.shape(axes);
  }

  Type type() {
    return Type.array(episode.expr.DType.FLOAT64, shape());
  }

  Quantity quantity(episode.expr.Node node) {
    return new Quantity(node, axes);
  }

  /** Returns the number of elements. */
  public int size() {
    return shape().size();
  }

  /**
   * Returns the name of every cell in row-major order, such as {@code S__age_0_17}: every character
   * other than a letter, a digit or an underscore becomes an underscore.
   */
  public List<String> cellNames() {
    return cells("", true);
  }

  /** Returns the label of every cell in row-major order, such as {@code S[0-17]}. */
  public List<String> cellLabels() {
    return cells("", false);
  }

  private List<String> cells(String prefix, boolean mangled) {
    List<String> names = List.of(prefix);
    for (NamedAxis axis : axes) {
      List<String> longer = new ArrayList<>(names.size() * axis.size());
      for (String start : names) {
        for (String element : axis.elements()) {
          String separator = mangled ? "__" + axis.name() + "_" : start.isEmpty() ? "" : ", ";
          longer.add(start + separator + element);
        }
      }
      names = longer;
    }
    List<String> whole = new ArrayList<>(names.size());
    for (String rest : names) {
      String bracketed = axes.isEmpty() ? "" : "[" + rest + "]";
      whole.add(mangled ? name + rest.replaceAll("[^A-Za-z0-9_]", "_") : name + bracketed);
    }
    return whole;
  }

  /** Returns the declaration as written: {@code contact[age, age]}. */
  @Override
  public String toString() {
    if (axes.isEmpty()) {
      return name;
    }
    List<String> names = new ArrayList<>();
    axes.forEach(axis -> names.add(axis.name()));
    return name + "[" + String.join(", ", names) + "]";
  }
}
