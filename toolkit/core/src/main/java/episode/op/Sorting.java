package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sorting and searching, of all four element types. NaN comes after all numbers, as in NumPy; equal
 * elements keep their order, and so do −0 and 0.
 */
public final class Sorting {
  private Sorting() {}

  /** Returns the elements ascending along an axis; a negative axis counts from the last. */
  public static Node sort(GraphBuilder b, Node x, int axis) {
    int own = Taken.axis("Sort", axis, x.shape().rank());
    return b.apply(new Sort(own), List.of(x)).get(0);
  }

  /** Returns all elements ascending, as a vector. */
  public static Node sort(GraphBuilder b, Node x) {
    return sort(b, b.reshape(x, flat(x)), 0);
  }

  /** Returns the INT64 places in the flattened array that would sort it. */
  public static Node argsort(GraphBuilder b, Node x) {
    return argsort(b, b.reshape(x, flat(x)), 0);
  }

  /** Returns the INT64 places along an axis that would sort the array. */
  public static Node argsort(GraphBuilder b, Node x, int axis) {
    int own = Taken.axis("ArgSort", axis, x.shape().rank());
    return b.apply(new ArgSort(own), List.of(x)).get(0);
  }

  /**
   * Returns the INT64 places at which values go into a sorted vector.
   *
   * @param right whether after equal elements rather than before them
   */
  public static Node searchSorted(GraphBuilder b, Node sorted, Node values, boolean right) {
    DType dtype = DType.promote(sorted.dtype(), values.dtype());
    List<Node> operands = List.of(b.cast(sorted, dtype), b.cast(values, dtype));
    return b.apply(new SearchSorted(right), operands).get(0);
  }

  /** Orders the elements of an array by their places. */
  private static int compare(Tensor x, int i, int j) {
    if (x.dtype() == DType.INT64) {
      return Long.compare(x.longs()[i], x.longs()[j]);
    }
    return compare(x.at(i), x.at(j));
  }

  private static int compare(double x, double y) {
    boolean first = Double.isNaN(x);
    boolean second = Double.isNaN(y);
    if (first || second) {
      return Boolean.compare(first, second);
    }
    return x < y ? -1 : x > y ? 1 : 0;
  }

  /** Returns for each place the place in memory of the element that belongs there. */
  private static int[] order(Tensor x, int axis) {
    int n = x.shape().extent(axis);
    int stride = x.shape().strides()[axis];
    int[] from = new int[x.shape().size()];
    Comparator<Integer> rising = (i, j) -> compare(x, i, j);
    for (int start = 0; start < from.length; start++) {
      if (start / stride % n != 0) {
        continue;
      }
      List<Integer> line = new ArrayList<>(n);
      for (int k = 0; k < n; k++) {
        line.add(start + k * stride);
      }
      line.sort(rising);
      for (int k = 0; k < n; k++) {
        from[start + k * stride] = line.get(k);
      }
    }
    return from;
  }

  private static Tensor moved(Tensor x, int[] from) {
    switch (x.dtype()) {
      case BOOL -> {
        boolean[] values = new boolean[from.length];
        for (int i = 0; i < from.length; i++) {
          values[i] = x.booleans()[from[i]];
        }
        return Tensor.of(x.shape(), values);
      }
      case INT64 -> {
        long[] values = new long[from.length];
        for (int i = 0; i < from.length; i++) {
          values[i] = x.longs()[from[i]];
        }
        return Tensor.of(x.shape(), values);
      }
      case FLOAT32, FLOAT64 -> {
        double[] values = new double[from.length];
        for (int i = 0; i < from.length; i++) {
          values[i] = x.at(from[i]);
        }
        return Stack.tensor(x.dtype(), x.shape(), values);
      }
    }
    throw new AssertionError(x.dtype());
  }

  /** Returns places along an axis as places in the flat array. */
  static Node flat(GraphBuilder b, Node places, int axis) {
    int stride = places.shape().strides()[axis];
    int n = places.shape().extent(axis);
    long[] base = new long[places.shape().size()];
    for (int i = 0; i < base.length; i++) {
      base[i] = i - (long) (i / stride % n) * stride;
    }
    Node step = b.constant(Tensor.filled(DType.INT64, Shape.SCALAR, stride));
    Node all = b.add(b.constant(Tensor.of(places.shape(), base)), b.mul(places, step));
    return b.reshape(all, Shape.of(base.length));
  }

  private static Shape flat(Node x) {
    return Shape.of(x.shape().size());
  }

  private static List<Type> sortable(String op, int axis, List<Type> operands) {
    Type.ArrayOf x = Taken.array(op, operands, 0);
    Taken.check(operands.size() == 1, op, operands, "It takes one.");
    Taken.check(axis >= 0, op, operands, "The axis is counted from 0.");
    Taken.axis(op, axis, x.shape().rank());
    return List.of(x);
  }

  /**
   * The elements in ascending order. Its derivative moves with the elements; at ties it goes by
   * their order.
   *
   * @param axis from 0
   */
  public record Sort(int axis) implements Ruled {
    @Override
    public String name() {
      return "Sort";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return sortable(name(), axis, operands);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return List.of(moved(operands.get(0), order(operands.get(0), axis)));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      Node line = builder.reshape(x, flat(x));
      Node moved = builder.make(Prim.GATHER, 0, List.of(line, places(builder, x)));
      return Optional.of(List.of(builder.reshape(moved, x.shape())));
    }

    private Node places(GraphBuilder b, Node x) {
      return flat(b, b.apply(new ArgSort(axis), List.of(x)).get(0), axis);
    }

    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node line = b.reshape(t.get(0).orElseThrow(), flat(x.get(0)));
      Node moved = b.make(Prim.GATHER, 0, List.of(line, places(b, x.get(0))));
      return List.of(Optional.of(b.reshape(moved, x.get(0).shape())));
    }

    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node line = b.reshape(c.get(0).orElseThrow(), flat(x.get(0)));
      Node zero = b.filledLike(line, 0);
      Node back = b.make(Prim.SCATTER_ADD, 0, List.of(zero, places(b, x.get(0)), line));
      return List.of(Optional.of(b.reshape(back, x.get(0).shape())));
    }

    @Override
    public Optional<List<Node>> vmap(
        GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
      return Optional.of(builder.apply(new Sort(axis + 1), operands));
    }
  }

  /**
   * The places that sort an array.
   *
   * @param axis from 0
   */
  public record ArgSort(int axis) implements Discrete {
    @Override
    public String name() {
      return "ArgSort";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Type.ArrayOf x = (Type.ArrayOf) sortable(name(), axis, operands).get(0);
      return List.of(Type.array(DType.INT64, x.shape()));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      int[] from = order(x, axis);
      int stride = x.shape().strides()[axis];
      long[] places = new long[from.length];
      for (int i = 0; i < places.length; i++) {
        places[i] = from[i] / stride % x.shape().extent(axis);
      }
      return List.of(Tensor.of(x.shape(), places));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      return Optional.of(List.of(new ArrayOrder(builder).argsort(operands.get(0), axis)));
    }

    @Override
    public Optional<List<Node>> vmap(
        GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
      return Optional.of(builder.apply(new ArgSort(axis + 1), operands));
    }
  }

  /**
   * The places of values in a sorted vector. A NaN goes before the first NaN, or after the last.
   *
   * @param right whether after equal elements
   */
  public record SearchSorted(boolean right) implements Discrete {
    @Override
    public String name() {
      return "SearchSorted";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 2, name(), operands, "It takes a vector and values.");
      Type.ArrayOf sorted = Taken.array(name(), operands, 0);
      Type.ArrayOf values = Taken.array(name(), operands, 1);
      boolean fits = sorted.shape().rank() == 1 && sorted.dtype() == values.dtype();
      Taken.check(fits, name(), operands, "A vector, and values of its element type.");
      return List.of(Type.array(DType.INT64, values.shape()));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor sorted = operands.get(0);
      Tensor values = operands.get(1);
      long[] places = new long[values.shape().size()];
      for (int i = 0; i < places.length; i++) {
        int low = 0;
        int high = sorted.shape().size();
        while (low < high) {
          int middle = (low + high) >>> 1;
          int order = order(sorted, middle, values, i);
          boolean after = order < 0 || right && order == 0;
          low = after ? middle + 1 : low;
          high = after ? high : middle;
        }
        places[i] = low;
      }
      return List.of(Tensor.of(values.shape(), places));
    }

    @Override
    public Optional<List<Node>> lowerForArrays(GraphBuilder builder, List<Node> operands) {
      Node places = new ArrayOrder(builder).searchSorted(operands.get(0), operands.get(1), right);
      return Optional.of(List.of(places));
    }

    private static int order(Tensor sorted, int i, Tensor values, int k) {
      return sorted.dtype() == DType.INT64
          ? Long.compare(sorted.longs()[i], values.longs()[k])
          : compare(sorted.at(i), values.at(k));
    }

    /** Many values in one vector are values; many vectors are gone through. */
    @Override
    public Optional<List<Node>> vmap(
        GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
      return batched.get(0) ? Optional.empty() : Optional.of(builder.apply(this, operands));
    }
  }
}
