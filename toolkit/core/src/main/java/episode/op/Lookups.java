package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.IndexRange;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ops whose places are values: INT64 indices, of which a negative one counts from the end. */
final class Lookups {
  private Lookups() {}

  private static int checked(String op, long index, int axis, int extent) {
    return new IndexRange(axis, -extent, extent).place(op, index);
  }

  private static Type.ArrayOf indices(String op, List<Type> operands) {
    Type.ArrayOf indices = Taken.array(op, operands, 1);
    Taken.check(indices.dtype() == DType.INT64, op, operands, "Indices are INT64.");
    return indices;
  }

  /** Returns the shape of x with the axes of indices in place of one. */
  private static Shape looked(Shape x, int axis, Shape indices) {
    Shape shape = x.without(Ints.of(axis));
    for (int i = 0; i < indices.rank(); i++) {
      shape = shape.inserted(axis + i, indices.extent(i));
    }
    return shape;
  }

  /** Returns the places in x of what is looked up, in order. */
  private static int[] places(String op, Shape x, int axis, Tensor indices) {
    int extent = x.extent(axis);
    int count = indices.shape().size();
    return Moving.each(
        looked(x, axis, Shape.of(count)),
        index -> {
          int[] from = index.clone();
          from[axis] = checked(op, indices.longs()[index[axis]], axis, extent);
          return Moving.place(x, from);
        });
  }

  /**
   * The sub-arrays at indices.
   *
   * @param axis along which; absent: the array is flattened
   */
  record Take(Optional<Integer> axis) implements Op {
    @Override
    public String name() {
      return "Take";
    }

    private Shape line(Shape x) {
      return axis.isPresent() ? x : Shape.of(x.size());
    }

    private int own(Shape x) {
      return axis.isPresent() ? Taken.axis(name(), axis.get(), x.rank()) : 0;
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 2, name(), operands, "It takes an array and indices.");
      Type.ArrayOf x = Taken.array(name(), operands, 0);
      Shape shape = looked(line(x.shape()), own(x.shape()), indices(name(), operands).shape());
      return List.of(Type.array(x.dtype(), shape));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      Tensor indices = operands.get(1);
      Shape line = line(x.shape());
      int own = own(x.shape());
      int[] places = places(name(), line, own, indices);
      Shape shape = looked(line, own, indices.shape());
      return List.of(Elements.taken(List.of(x), shape, places, 0));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Shape line = line(operands.get(0).shape());
      int own = own(operands.get(0).shape());
      Node x = builder.reshape(operands.get(0), line);
      Node indices = Indexing.wrapped(builder, operands.get(1), line.extent(own));
      return Optional.of(List.of(builder.make(Prim.GATHER, own, List.of(x, indices))));
    }
  }

  /** Elements by their index along an axis, otherwise in place. */
  record TakeAlongAxis(int axis) implements Op {
    @Override
    public String name() {
      return "TakeAlongAxis";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Taken.check(operands.size() == 2, name(), operands, "It takes an array and indices.");
      Type.ArrayOf x = Taken.array(name(), operands, 0);
      Shape indices = indices(name(), operands).shape();
      int own = Taken.axis(name(), axis, x.shape().rank());
      boolean fits = indices.rank() == x.shape().rank();
      fits = fits && x.shape().with(own, indices.extent(own)).equals(indices);
      Taken.check(fits, name(), operands, "Shapes differ along axis " + axis + " only.");
      return List.of(Type.array(x.dtype(), indices));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      Tensor indices = operands.get(1);
      int own = Taken.axis(name(), axis, x.shape().rank());
      int[] places =
          Moving.each(
              indices.shape(),
              index -> {
                int[] from = index.clone();
                long wanted = indices.longs()[Moving.place(indices.shape(), index)];
                from[own] = checked(name(), wanted, own, x.shape().extent(own));
                return Moving.place(x.shape(), from);
              });
      return List.of(Elements.taken(List.of(x), indices.shape(), places, 0));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      Shape shape = operands.get(1).shape();
      int own = Taken.axis(name(), axis, shape.rank());
      int extent = x.shape().extent(own);
      Node indices = inRange(builder, Indexing.wrapped(builder, operands.get(1), extent), extent);
      int stride = x.shape().strides()[own];
      int[] start =
          Moving.each(
              shape,
              index -> {
                int[] from = index.clone();
                from[own] = 0;
                return Moving.place(x.shape(), from);
              });
      long[] base = Arrays.stream(start).asLongStream().toArray();
      Node step = builder.constant(Tensor.of(Shape.SCALAR, new long[] {stride}));
      Node flat = builder.add(builder.constant(Tensor.of(shape, base)), builder.mul(indices, step));
      Node line = builder.reshape(x, Shape.of(x.shape().size()));
      return Optional.of(List.of(builder.make(Prim.GATHER, 0, List.of(line, flat))));
    }

    /** Looks indices up among 0, 1, …, for among all elements a wrong one might be in range. */
    private static Node inRange(GraphBuilder b, Node indices, int extent) {
      return b.make(Prim.GATHER, 0, List.of(Creation.arange(b, extent), indices));
    }
  }

  /** The array with updates added at indices. */
  record ScatterAdd(int axis) implements Op {
    @Override
    public String name() {
      return "ScatterAdd";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      String what = "It takes an array, indices and what to add.";
      Taken.check(operands.size() == 3, name(), operands, what);
      Type.ArrayOf x = Taken.array(name(), operands, 0);
      Type.ArrayOf updates = Taken.array(name(), operands, 2);
      int own = Taken.axis(name(), axis, x.shape().rank());
      Shape shape = looked(x.shape(), own, indices(name(), operands).shape());
      boolean fits = updates.equals(Type.array(x.dtype(), shape)) && x.dtype() != DType.BOOL;
      String rule = "The third operand is of numbers of the first's type, " + shape + ".";
      Taken.check(fits, name(), operands, rule);
      return List.of(x);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      int own = Taken.axis(name(), axis, x.shape().rank());
      int[] places = places(name(), x.shape(), own, operands.get(1));
      Tensor updates = operands.get(2);
      if (x.dtype() == DType.INT64) {
        long[] sums = x.longs().clone();
        for (int i = 0; i < places.length; i++) {
          sums[places[i]] += updates.longs()[i];
        }
        return List.of(Tensor.of(x.shape(), sums));
      }
      double[] sums = x.toDoubles();
      for (int i = 0; i < places.length; i++) {
        sums[places[i]] += updates.at(i);
      }
      return List.of(Stack.tensor(x.dtype(), x.shape(), sums));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      int own = Taken.axis(name(), axis, x.shape().rank());
      Node indices = Indexing.wrapped(builder, operands.get(1), x.shape().extent(own));
      List<Node> all = List.of(x, indices, operands.get(2));
      return Optional.of(List.of(builder.make(Prim.SCATTER_ADD, own, all)));
    }
  }
}
