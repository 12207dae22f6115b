package episode.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * A value while a formula is worked out: an array with one index per axis, outer ones first.
 *
 * @param node the array, BOOL or FLOAT64; null in {@link #BROKEN}
 * @param indices ascending by order, each once
 */
record Indexed(Node node, List<Index> indices) {
  /** Stands for a value with a problem that has been reported. */
  static final Indexed BROKEN = new Indexed(null, List.of());

  static Indexed scalar(Node node) {
    return new Indexed(node, List.of());
  }

  boolean isBroken() {
    return node == null;
  }

  boolean runsOver(Index index) {
    return indices.contains(index);
  }

  /** Returns the indices of all values, outer ones first, each once. */
  static List<Index> union(List<Indexed> values) {
    List<Index> union = values.get(0).indices;
    for (int i = 1; i < values.size(); i++) {
      List<Index> more = values.get(i).indices;
      if (!union.containsAll(more)) {
        union = merge(union, more);
      }
    }
    return union;
  }

  private static List<Index> merge(List<Index> a, List<Index> b) {
    List<Index> merged = new ArrayList<>(a);
    for (Index index : b) {
      int place = 0;
      while (place < merged.size() && merged.get(place).order() < index.order()) {
        place++;
      }
      if (place == merged.size() || !merged.get(place).equals(index)) {
        merged.add(place, index);
      }
    }
    return merged;
  }

  /** Returns the array stretched over more indices; a scalar stays one, for it fits everywhere. */
  Node over(GraphBuilder b, List<Index> wanted) {
    return indices.isEmpty() ? node : stretched(b, wanted);
  }

  /** Returns the array stretched over exactly the wanted indices, a superset of its own. */
  Node stretched(GraphBuilder b, List<Index> wanted) {
    if (wanted.equals(indices)) {
      return node;
    }
    int[] dims = new int[indices.size()];
    int[] extents = new int[wanted.size()];
    for (int axis = 0, next = 0; axis < extents.length; axis++) {
      extents[axis] = wanted.get(axis).axis().size();
      if (next < dims.length && indices.get(next).equals(wanted.get(axis))) {
        dims[next++] = axis;
      }
    }
    Attr.Broadcast attribute = new Attr.Broadcast(Shape.of(extents), Ints.of(dims));
    return b.make(Prim.BROADCAST, attribute, List.of(node));
  }

  /** Returns the reduction over some of the indices. */
  Indexed reduce(GraphBuilder b, Prim prim, List<Index> over) {
    int[] axes = new int[over.size()];
    int found = 0;
    List<Index> kept = new ArrayList<>();
    for (int axis = 0; axis < indices.size(); axis++) {
      if (over.contains(indices.get(axis))) {
        axes[found++] = axis;
      } else {
        kept.add(indices.get(axis));
      }
    }
    Node number = b.cast(node, DType.FLOAT64);
    return new Indexed(b.reduce(prim, number, Ints.of(java.util.Arrays.copyOf(axes, found))), kept);
  }

  /**
   * Returns the value whose array has its axes called by the given indices, in whatever order and
   * with repetitions: they are put in order, and a repeated index takes the diagonal.
   */
  static Indexed arranged(GraphBuilder b, Node node, List<Index> names) {
    List<Index> order = new ArrayList<>();
    Node array = node;
    List<Index> left = new ArrayList<>(names);
    for (int axis = 0; axis < left.size(); axis++) {
      int again = left.subList(axis + 1, left.size()).indexOf(left.get(axis));
      if (again >= 0) {
        array = diagonal(b, array, axis, axis + 1 + again);
        left.remove(axis + 1 + again);
        axis--;
      }
    }
    order.addAll(left);
    order.sort((p, q) -> Integer.compare(p.order(), q.order()));
    int[] permutation = new int[order.size()];
    for (int axis = 0; axis < permutation.length; axis++) {
      permutation[axis] = left.indexOf(order.get(axis));
    }
    return new Indexed(b.transpose(array, Ints.of(permutation)), order);
  }

  /** Returns the elements whose two indices are equal; the second axis goes away. */
  private static Node diagonal(GraphBuilder b, Node x, int first, int second) {
    int rank = x.shape().rank();
    int[] permutation = new int[rank];
    permutation[0] = first;
    permutation[1] = second;
    int next = 2;
    for (int axis = 0; axis < rank; axis++) {
      if (axis != first && axis != second) {
        permutation[next++] = axis;
      }
    }
    Node front = b.transpose(x, Ints.of(permutation));
    int n = front.shape().extent(0);
    int rest = front.shape().size() / (n * n);
    Node flat = b.reshape(front, Shape.of(n * n, rest));
    Attr.Slice every = new Attr.Slice(Ints.of(0, 0), Ints.of(n * n, rest), Ints.of(n + 1, 1));
    Node picked = b.make(Prim.SLICE, every, List.of(flat));
    Shape kept = front.shape().without(Ints.of(1));
    return b.transpose(b.reshape(picked, kept), rotation(rank - 1, first));
  }

  /** Returns the permutation that brings the first axis to a place. */
  private static Ints rotation(int rank, int place) {
    int[] permutation = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      permutation[axis] = axis < place ? axis + 1 : axis == place ? 0 : axis;
    }
    return Ints.of(permutation);
  }
}
