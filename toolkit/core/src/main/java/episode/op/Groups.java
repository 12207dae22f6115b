package episode.op;

import episode.expr.Ints;
import episode.expr.Shape;

/** The places of the elements that are reduced to one, for every element of a result. */
final class Groups {
  private Groups() {}

  /** Returns for each element of the result the places of its elements in row-major order. */
  static int[][] of(Shape shape, Ints axes) {
    Shape rest = shape.without(axes);
    int size = 1;
    for (int i = 0; i < axes.size(); i++) {
      size *= shape.extent(axes.at(i));
    }
    int[][] groups = new int[rest.size()][size];
    int[] filled = new int[rest.size()];
    int[] strides = shape.strides();
    for (int i = 0; i < shape.size(); i++) {
      int group = 0;
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (!axes.contains(axis)) {
          group = group * shape.extent(axis) + i / strides[axis] % shape.extent(axis);
        }
      }
      groups[group][filled[group]++] = i;
    }
    return groups;
  }
}
