package episode.model;

import episode.expr.NamedAxis;
import episode.expr.Shape;
import java.util.List;

/**
 * A parameter with a prior.
 *
 * @param statement what the user wrote
 * @param call the distribution and the formulas of its parameters
 * @param axes its axes
 * @param offset the place of its first element among the coordinates
 */
record Sampled(Statement statement, RandomCall call, List<NamedAxis> axes, int offset) {

  String name() {
    return statement.name();
  }

  Shape shape() {
    return NamedAxis.shape(axes);
  }
}
