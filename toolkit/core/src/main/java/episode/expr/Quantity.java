package episode.expr;

import java.util.List;

/**
 * An array of a graph whose axes have names.
 *
 * @param node the array; its shape is that of the axes
 * @param axes the axes in order; none for a scalar
 */
public record Quantity(Node node, List<NamedAxis> axes) {
  /** Copies the axes. */
  public Quantity {
    axes = List.copyOf(axes);
  }

  /** Returns a quantity without axes. */
  public static Quantity scalar(Node node) {
    return new Quantity(node, List.of());
  }
}
