package episode.system;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Quantity;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Arrays over some cells of a template, and what they are in the array of all its cells. */
final class CellArrays {
  private CellArrays() {}

  /** Returns the array of some cells in that of the whole, over the axes that run. */
  static Node at(GraphBuilder b, Node whole, Cells cells) {
    Node node = whole;
    List<NamedAxis> axes = cells.template().axes();
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      String element = cells.pinned().get(axes.get(axis).name());
      if (element != null) {
        node = b.element(node, axis, axes.get(axis).elements().indexOf(element));
      }
    }
    return node;
  }

  /** Returns zeros for all cells. */
  static Node zeros(GraphBuilder b, Template state) {
    return b.broadcastTo(b.constant(0), state.shape());
  }

  /**
   * Returns a value in the shape of a template: summed over the axes that the cells do not run
   * over, zero outside the pinned elements.
   */
  static Node placed(GraphBuilder b, Cells cells, Quantity value) {
    Node node = summed(b, cells.running(), value);
    for (Map.Entry<String, Integer> shift : cells.shifted().entrySet()) {
      int axis = ArrayShift.place(cells.running(), shift.getKey());
      node = ArrayShift.along(b, node, axis, shift.getValue());
    }
    if (cells.pinned().isEmpty()) {
      return node;
    }
    List<NamedAxis> axes = cells.template().axes();
    int[] thin = new int[axes.size()];
    int[] low = new int[axes.size()];
    int[] high = new int[axes.size()];
    for (int axis = 0; axis < thin.length; axis++) {
      String element = cells.pinned().get(axes.get(axis).name());
      thin[axis] = element == null ? axes.get(axis).size() : 1;
      low[axis] = element == null ? 0 : axes.get(axis).elements().indexOf(element);
      high[axis] = axes.get(axis).size() - thin[axis] - low[axis];
    }
    Attr.Pad pad = new Attr.Pad(Ints.of(low), Ints.of(high), Ints.filled(0, low.length));
    return b.make(Prim.PAD, pad, List.of(b.reshape(node, Shape.of(thin))));
  }

  /** Returns a value summed over the axes that are not wanted, the others in the order wanted. */
  static Node summed(GraphBuilder b, List<NamedAxis> wanted, Quantity value) {
    if (wanted.equals(value.axes())) {
      return value.node();
    }
    List<NamedAxis> left = new ArrayList<>(value.axes());
    List<Integer> gone = new ArrayList<>();
    for (int axis = 0; axis < value.axes().size(); axis++) {
      if (!wanted.contains(value.axes().get(axis))) {
        gone.add(axis);
        left.remove(value.axes().get(axis));
      }
    }
    int[] over = new int[gone.size()];
    for (int i = 0; i < over.length; i++) {
      over[i] = gone.get(i);
    }
    int[] permutation = new int[wanted.size()];
    for (int axis = 0; axis < permutation.length; axis++) {
      permutation[axis] = left.indexOf(wanted.get(axis));
    }
    Node sum = b.reduce(Prim.SUM, value.node(), Ints.of(over));
    return b.transpose(sum, Ints.of(permutation));
  }
}
