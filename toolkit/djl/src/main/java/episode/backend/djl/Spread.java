package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import episode.expr.Attr;
import episode.expr.Node;

/** What it takes to move elements on any engine. */
final class Spread {
  private Spread() {}

  /** Returns the shape that an operand has to have to spread over the result. */
  static Shape thin(Attr.Broadcast broadcast, Node node) {
    long[] extents = new long[node.shape().rank()];
    java.util.Arrays.fill(extents, 1);
    for (int axis = 0; axis < broadcast.dims().size(); axis++) {
      extents[broadcast.dims().at(axis)] = node.input(0).shape().extent(axis);
    }
    return new Shape(extents);
  }

  /**
   * Returns the elements with the zeros between them: each gets an axis of its own, which is padded
   * and laid out again.
   */
  static NDArray spread(Dialect dialect, Attr.Pad pad, NDArray x) {
    NDArray value = x;
    for (int axis = 0; axis < pad.interior().size(); axis++) {
      int between = pad.interior().at(axis);
      if (between > 0) {
        long[] extents = value.getShape().getShape();
        long[] split = new long[extents.length + 1];
        System.arraycopy(extents, 0, split, 0, axis + 1);
        split[axis + 1] = 1;
        System.arraycopy(extents, axis + 1, split, axis + 2, extents.length - axis - 1);
        NDArray apart = dialect.reshaped(value, new Shape(split));
        NDArray padded = dialect.padded(apart, axis + 1, between);
        long[] laid = extents.clone();
        laid[axis] *= 1 + between;
        value = dialect.reshaped(padded, new Shape(laid));
        value = dialect.cut(value, axis, laid[axis] - between);
      }
    }
    return value;
  }
}
