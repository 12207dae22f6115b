package episode.backend.jvm;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Nodes as strided elements of the nodes that have memory. For one compilation of one graph. */
final class Views {
  private final Map<Node, View> known = new HashMap<>();
  private final Set<Node> copied = new HashSet<>();

  /**
   * Element (i0, i1, …) of a node is element offset + Σ strides[k] · ik of the base.
   *
   * @param base a node that is not a view
   * @param strides one per axis of the node
   */
  record View(Node base, int offset, int[] strides) {}

  /** Demands that a view has memory of its own. */
  void copy(Node view) {
    copied.add(view);
    known.remove(view);
  }

  /** Returns whether the node has memory of its own. */
  boolean isBase(Node node) {
    return of(node).base() == node;
  }

  View of(Node node) {
    View view = known.get(node);
    if (view == null) {
      view = copied.contains(node) ? itself(node) : through(node);
      known.put(node, view);
    }
    return view;
  }

  /** Returns the view that a node is by its primitive, even where it has been copied. */
  View through(Node node) {
    return switch (node.prim()) {
      case BROADCAST -> broadcast((Attr.Broadcast) node.attribute(), of(node.input(0)));
      case TRANSPOSE -> transpose(node.axes(), of(node.input(0)));
      case SLICE -> slice((Attr.Slice) node.attribute(), of(node.input(0)));
      case RESHAPE -> reshape(node);
      default -> itself(node);
    };
  }

  private static View itself(Node node) {
    return new View(node, 0, node.isArray() ? node.shape().strides() : new int[0]);
  }

  private static View broadcast(Attr.Broadcast attribute, View of) {
    int[] strides = new int[attribute.shape().rank()];
    for (int i = 0; i < of.strides().length; i++) {
      strides[attribute.dims().at(i)] = of.strides()[i];
    }
    return new View(of.base(), of.offset(), strides);
  }

  private static View transpose(Ints permutation, View of) {
    int[] strides = new int[permutation.size()];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = of.strides()[permutation.at(i)];
    }
    return new View(of.base(), of.offset(), strides);
  }

  private static View slice(Attr.Slice attribute, View of) {
    int[] strides = new int[of.strides().length];
    int offset = of.offset();
    for (int i = 0; i < strides.length; i++) {
      offset += attribute.start().at(i) * of.strides()[i];
      strides[i] = attribute.step().at(i) * of.strides()[i];
    }
    return new View(of.base(), offset, strides);
  }

  private View reshape(Node node) {
    View of = of(node.input(0));
    int[] strides = reshaped(node.input(0).shape(), of.strides(), node.shape());
    return strides == null ? itself(node) : new View(of.base(), of.offset(), strides);
  }

  /** Returns the strides under a new shape, or null where elements would have to move. */
  private static int[] reshaped(Shape from, int[] strides, Shape to) {
    if (from.size() == 0) {
      return to.strides();
    }
    int[] result = new int[to.rank()];
    int i = 0;
    int j = 0;
    while (i < from.rank() || j < to.rank()) {
      int firstOld = i;
      int firstNew = j;
      long old = i < from.rank() ? from.extent(i++) : 1;
      long fresh = j < to.rank() ? to.extent(j++) : 1;
      while (old != fresh) {
        if (old < fresh) {
          old *= from.extent(i++);
        } else {
          fresh *= to.extent(j++);
        }
      }
      int stride = jointStride(from, strides, firstOld, i);
      if (stride < 0) {
        return null;
      }
      for (int axis = j - 1; axis >= firstNew; axis--) {
        result[axis] = stride;
        stride *= to.extent(axis);
      }
    }
    return result;
  }

  /** Returns the stride of axes taken as one, or −1 where they are not one stretch. */
  private static int jointStride(Shape shape, int[] strides, int first, int end) {
    int stride = -1;
    int next = 0;
    for (int axis = end - 1; axis >= first; axis--) {
      if (shape.extent(axis) == 1) {
        continue;
      }
      if (stride < 0) {
        stride = strides[axis];
        next = stride;
      }
      if (strides[axis] != next) {
        return -1;
      }
      next *= shape.extent(axis);
    }
    return Math.max(stride, 0);
  }

  /** Returns whether the elements of a view are those of its base, all of them, in order. */
  boolean isWhole(Node node) {
    View view = of(node);
    boolean sameSize = node.shape().size() == view.base().shape().size();
    return sameSize && view.offset() == 0 && isRowMajor(node.shape(), view.strides());
  }

  static boolean isRowMajor(Shape shape, int[] strides) {
    int next = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.extent(axis) != 1 && strides[axis] != next) {
        return false;
      }
      next *= shape.extent(axis);
    }
    return true;
  }

  static boolean isViewPrim(Prim prim) {
    return prim.family() == Prim.Family.VIEW;
  }
}
