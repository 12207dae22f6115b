package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/** A reduction of {@link Reductions} that follows one element after the other. */
record Reduce(Kind kind, Axes axes) implements Op {

  /** What is done with the next element. */
  enum Kind {
    SUM("Sum"),
    PROD("Prod"),
    MAX("Max"),
    MIN("Min"),
    MEAN("Mean"),
    ALL("All"),
    ANY("Any");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  @Override
  public String name() {
    return kind.title;
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.check(operands.size() == 1, name(), operands, "It takes one.");
    Type.ArrayOf x = Taken.array(name(), operands, 0);
    Shape shape = axes.reduced(name(), x.shape());
    boolean extremum = kind == Kind.MAX || kind == Kind.MIN;
    boolean empty = extremum && x.shape().size() == 0 && shape.size() > 0;
    Taken.check(!empty, name(), operands, "No extremum over no elements.");
    return List.of(Type.array(dtype(x.dtype()), shape));
  }

  private DType dtype(DType x) {
    return switch (kind) {
      case SUM, PROD -> x == DType.BOOL ? DType.INT64 : x;
      case MAX, MIN -> x;
      case MEAN -> x.isFloating() ? x : DType.FLOAT64;
      case ALL, ANY -> DType.BOOL;
    };
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor x = operands.get(0);
    Type.ArrayOf type = (Type.ArrayOf) types(List.of(x.type())).get(0);
    int[][] groups = Groups.of(x.shape(), axes.in(name(), x.shape().rank()));
    if (type.dtype() == DType.INT64) {
      return List.of(Tensor.of(type.shape(), integers(x, groups)));
    }
    double[] values = new double[groups.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(x, groups[i]);
    }
    if (type.dtype() != DType.BOOL) {
      return List.of(Stack.tensor(type.dtype(), type.shape(), values));
    }
    boolean[] holds = new boolean[values.length];
    for (int i = 0; i < holds.length; i++) {
      holds[i] = values[i] != 0;
    }
    return List.of(Tensor.of(type.shape(), holds));
  }

  private long[] integers(Tensor x, int[][] groups) {
    long[] values = new long[groups.length];
    for (int i = 0; i < values.length; i++) {
      boolean first = true;
      values[i] = kind == Kind.PROD ? 1 : 0;
      for (int place : groups[i]) {
        long next = x.dtype() == DType.BOOL ? (long) x.at(place) : x.longs()[place];
        values[i] =
            switch (kind) {
              case SUM -> values[i] + next;
              case PROD -> values[i] * next;
              case MAX -> first ? next : Math.max(values[i], next);
              case MIN -> first ? next : Math.min(values[i], next);
              case MEAN, ALL, ANY -> throw new AssertionError(kind);
            };
        first = false;
      }
    }
    return values;
  }

  private double value(Tensor x, int[] group) {
    double value =
        switch (kind) {
          case SUM, MEAN, ANY -> 0;
          case PROD, ALL -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        };
    for (int place : group) {
      double next = x.at(place);
      value =
          switch (kind) {
            case SUM, MEAN -> value + next;
            case PROD -> value * next;
            case MAX -> Math.max(value, next);
            case MIN -> Math.min(value, next);
            case ALL -> next == 0 ? 0 : value;
            case ANY -> next == 0 ? value : 1;
          };
    }
    return kind == Kind.MEAN ? value / group.length : value;
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
    Node x = operands.get(0);
    Ints own = axes.in(name(), x.shape().rank());
    Shape shape = axes.reduced(name(), x.shape());
    Node value =
        switch (kind) {
          case SUM -> b.reduce(Prim.SUM, x, own);
          case PROD -> b.reduce(Prim.PROD, x, own);
          case MAX -> b.reduce(Prim.REDUCE_MAX, x, own);
          case MIN -> b.reduce(Prim.REDUCE_MIN, x, own);
          case MEAN -> mean(b, x, own);
          case ALL -> holding(b, Prim.REDUCE_MIN, x, own);
          case ANY -> holding(b, Prim.REDUCE_MAX, x, own);
        };
    return Optional.of(List.of(b.reshape(value, shape)));
  }

  /** Returns the mean over ascending axes, which go away. */
  static Node mean(GraphBuilder b, Node x, Ints axes) {
    Node real = Matrices.real(b, x);
    Node sum = b.reduce(Prim.SUM, real, axes);
    return b.div(sum, Matrices.number(b, real, count(x.shape(), axes)));
  }

  /** Returns how many elements become one. */
  static int count(Shape shape, Ints axes) {
    int count = 1;
    for (int i = 0; i < axes.size(); i++) {
      count *= shape.extent(axes.at(i));
    }
    return count;
  }

  private static Node holding(GraphBuilder b, Prim prim, Node x, Ints axes) {
    if (count(x.shape(), axes) == 0) {
      double value = prim == Prim.REDUCE_MIN ? 1 : 0;
      return b.constant(Tensor.filled(DType.BOOL, x.shape().without(axes), value));
    }
    return b.reduce(prim, b.cast(x, DType.BOOL), axes);
  }
}
