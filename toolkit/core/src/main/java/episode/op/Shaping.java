package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The same elements under another shape, of any type, as in NumPy; row-major order. */
public final class Shaping {
  private Shaping() {}

  /** Returns the elements under other extents, one of which may be −1 for what is left. */
  public static Node reshape(GraphBuilder b, Node x, int... extents) {
    return of(b, new Reshape(list(extents)), x);
  }

  /** Returns all elements as a vector. */
  public static Node ravel(GraphBuilder b, Node x) {
    return reshape(b, x, -1);
  }

  /** Returns the array with its axes in reverse order. */
  public static Node transpose(GraphBuilder b, Node x) {
    return of(b, new Transpose(Optional.empty()), x);
  }

  /** Returns the array with axis {@code order[i]} as its axis i; negative ones from the last. */
  public static Node transpose(GraphBuilder b, Node x, int... order) {
    return of(b, new Transpose(Optional.of(list(order))), x);
  }

  /** Returns the array with two axes exchanged. */
  public static Node swapaxes(GraphBuilder b, Node x, int first, int second) {
    int rank = x.shape().rank();
    List<Integer> order = list(Ints.range(0, rank).toArray());
    Collections.swap(
        order, Taken.axis("Transpose", first, rank), Taken.axis("Transpose", second, rank));
    return of(b, new Transpose(Optional.of(order)), x);
  }

  /** Returns the array with one axis at another place, the others in order. */
  public static Node moveaxis(GraphBuilder b, Node x, int from, int to) {
    int rank = x.shape().rank();
    List<Integer> order = list(Ints.range(0, rank).toArray());
    int moved = order.remove(Taken.axis("Transpose", from, rank));
    order.add(Taken.axis("Transpose", to, rank), moved);
    return of(b, new Transpose(Optional.of(order)), x);
  }

  /** Returns the array with an axis of extent 1 put in at a place of the result. */
  public static Node expandDims(GraphBuilder b, Node x, int axis) {
    int own = Taken.axis("ExpandDims", axis, x.shape().rank() + 1);
    return b.reshape(x, x.shape().inserted(own, 1));
  }

  /** Returns the array without all axes of extent 1. */
  public static Node squeeze(GraphBuilder b, Node x) {
    return b.reshape(x, Shape.of(Arrays.stream(x.shape().extents()).filter(n -> n != 1).toArray()));
  }

  /** Returns the array without axes that have extent 1. */
  public static Node squeeze(GraphBuilder b, Node x, int... axes) {
    Ints own = Axes.of(axes).in("Squeeze", x.shape().rank());
    for (int i = 0; i < own.size(); i++) {
      if (x.shape().extent(own.at(i)) != 1) {
        throw Taken.problem(
            "Squeeze: axis " + own.at(i) + " has extent " + x.shape().extent(own.at(i)),
            "Only axes of extent 1 can go away; take an element of it, or reduce over it.");
      }
    }
    return b.reshape(x, x.shape().without(own));
  }

  /** Returns the array stretched to a shape: axes pair up from the right, extent 1 stretches. */
  public static Node broadcastTo(GraphBuilder b, Node x, int... extents) {
    return of(b, new BroadcastTo(Shape.of(extents)), x);
  }

  private static List<Integer> list(int[] values) {
    List<Integer> list = new ArrayList<>();
    for (int value : values) {
      list.add(value);
    }
    return list;
  }

  private static Node of(GraphBuilder b, Op op, Node x) {
    return b.apply(op, List.of(x)).get(0);
  }

  /**
   * Another shape.
   *
   * @param extents one may be −1, for what is left
   */
  record Reshape(List<Integer> extents) implements Moving {
    /** Copies the list. */
    Reshape {
      extents = List.copyOf(extents);
    }

    @Override
    public String name() {
      return "Reshape";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      long known = 1;
      int open = -1;
      int[] own = new int[extents.size()];
      for (int axis = 0; axis < own.length; axis++) {
        own[axis] = extents.get(axis);
        boolean isOpen = own[axis] == -1;
        if (isOpen && open >= 0 || own[axis] < -1) {
          throw refusal(x);
        }
        open = isOpen ? axis : open;
        known *= isOpen ? 1 : own[axis];
      }
      boolean divides = open < 0 ? known == x.size() : known > 0 && x.size() % known == 0;
      if (!divides) {
        throw refusal(x);
      }
      if (open >= 0) {
        own[open] = (int) (x.size() / known);
      }
      return List.of(Shape.of(own));
    }

    private RuntimeException refusal(Shape x) {
      return Taken.problem(
          "Reshape: " + x + " has " + x.size() + " elements, which do not fit " + extents,
          "The product of the extents is the number of elements; one extent may be -1.");
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      return Ints.range(0, operands.get(0).size()).toArray();
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      return Optional.of(List.of(builder.reshape(x, shapes(List.of(x.shape())).get(0))));
    }
  }

  /**
   * Axes in another order.
   *
   * @param order which axis of the operand is axis i; absent: reversed
   */
  record Transpose(Optional<List<Integer>> order) implements Moving {
    /** Copies the list. */
    Transpose {
      order = order.map(List::copyOf);
    }

    @Override
    public String name() {
      return "Transpose";
    }

    private int[] permutation(int rank) {
      int[] axes = new int[rank];
      if (order.isEmpty()) {
        Arrays.setAll(axes, i -> rank - 1 - i);
        return axes;
      }
      Ints all = new Axes(order, false).in(name(), rank);
      if (all.size() != rank) {
        throw Taken.problem(
            "Transpose: " + order.get() + " is no order of " + rank + " axes",
            "Name every axis once; a negative one counts from the last.");
      }
      Arrays.setAll(axes, i -> Taken.axis(name(), order.get().get(i), rank));
      return axes;
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      return List.of(Shape.of(Arrays.stream(permutation(x.rank())).map(x::extent).toArray()));
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      int[] axes = permutation(x.rank());
      return Moving.each(
          shapes(operands).get(0),
          index -> {
            int[] from = new int[axes.length];
            for (int i = 0; i < axes.length; i++) {
              from[axes[i]] = index[i];
            }
            return Moving.place(x, from);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      return Optional.of(List.of(builder.transpose(x, Ints.of(permutation(x.shape().rank())))));
    }
  }

  /** A larger shape by NumPy's rule. */
  record BroadcastTo(Shape shape) implements Moving {
    @Override
    public String name() {
      return "BroadcastTo";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      boolean fits = x.rank() <= shape.rank();
      for (int k = 1; fits && k <= x.rank(); k++) {
        int extent = x.extent(x.rank() - k);
        fits = extent == 1 || extent == shape.extent(shape.rank() - k);
      }
      if (!fits) {
        throw Taken.problem(
            "BroadcastTo: " + x + " cannot be stretched to " + shape,
            "Axes pair up from the right; an extent stays as it is, or is 1.");
      }
      return List.of(shape);
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      return Moving.each(
          shape,
          index -> {
            int[] from = Arrays.copyOfRange(index, index.length - x.rank(), index.length);
            for (int axis = 0; axis < from.length; axis++) {
              from[axis] = x.extent(axis) == 1 ? 0 : from[axis];
            }
            return Moving.place(x, from);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(builder.broadcastTo(operands.get(0), shape)));
    }
  }
}
