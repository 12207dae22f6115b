package episode.system;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.List;

/** Moves arrays by one element along an axis. */
final class ArrayShift {
  private ArrayShift() {}

  /** Returns the place of an axis of some name; −1 for none. */
  static int place(List<NamedAxis> axes, String name) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the array with zero at the elements that have none ahead of them. */
  static Node without(GraphBuilder b, Node array, int axis, int step) {
    return padded(b, array, axis, step < 0 ? 1 : 0, step < 0 ? 1 : 0);
  }

  /** Returns the array moved to the next elements (1) or those before (−1); zero comes in. */
  static Node along(GraphBuilder b, Node array, int axis, int step) {
    return padded(b, array, axis, step < 0 ? 1 : 0, step < 0 ? 0 : 1);
  }

  /** Returns all but one element from a first one on, with zero before (1) or after (0) them. */
  private static Node padded(GraphBuilder b, Node array, int axis, int first, int before) {
    Shape shape = array.shape();
    if (shape.extent(axis) < 2) {
      return b.broadcastTo(b.constant(0), shape);
    }
    Node part = b.slice(array, axis, first, first + shape.extent(axis) - 1);
    int[] low = new int[shape.rank()];
    int[] high = new int[shape.rank()];
    low[axis] = before;
    high[axis] = 1 - before;
    Attr.Pad pad = new Attr.Pad(Ints.of(low), Ints.of(high), Ints.filled(0, low.length));
    return b.make(Prim.PAD, pad, List.of(part));
  }
}
