package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/**
 * Sums of exponentials that do not overflow, over any axes. Integers become FLOAT64. NaN stays; so
 * does what infinities leave undefined: the shares of all where one is ∞ or all are −∞.
 */
public final class Softmax {
  private Softmax() {}

  /**
   * Returns log Σ eˣ; −∞ over no elements or over −∞ alone, where its derivative is 0; ∞ where any
   * is.
   */
  public static Node logsumexp(GraphBuilder b, Node x, Axes axes) {
    return of(b, new LogSumExp(axes), x);
  }

  /** Returns log Σ eˣ of all elements. */
  public static Node logsumexp(GraphBuilder b, Node x) {
    return logsumexp(b, x, Axes.all());
  }

  /** Returns eˣ / Σ eˣ, the sum over the axes. */
  public static Node softmax(GraphBuilder b, Node x, Axes axes) {
    return of(b, new Shares(axes), x);
  }

  /** Returns the logarithm of {@link #softmax}: x − log Σ eˣ. */
  public static Node logsoftmax(GraphBuilder b, Node x, Axes axes) {
    return of(b, new LogShares(axes), x);
  }

  private static Node of(GraphBuilder b, Ruled op, Node x) {
    Node real = Matrices.real(b, x);
    return b.apply(op, List.of(real)).get(0);
  }

  /** Something with a row of exponentials for every element that the axes leave. */
  private interface OverAxes extends Ruled {
    Axes axes();

    OverAxes over(Axes others);

    @Override
    default Optional<List<Node>> vmap(
        GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
      int rank = operands.get(0).shape().rank() - 1;
      return Optional.of(builder.apply(over(axes().inBatch(name(), rank)), operands));
    }

    default Node sum(GraphBuilder b, Node x) {
      Ints own = axes().in(name(), x.shape().rank());
      return b.reshape(b.reduce(Prim.SUM, x, own), Axes.thin(x.shape(), own));
    }

    /** Returns the largest element; its axes stay. */
    default Node largest(GraphBuilder b, Node x) {
      Ints own = axes().in(name(), x.shape().rank());
      return b.reshape(b.reduce(Prim.REDUCE_MAX, x, own), Axes.thin(x.shape(), own));
    }

    default boolean isEmpty(Shape shape) {
      return Reduce.count(shape, axes().in(name(), shape.rank())) == 0;
    }
  }

  private static double largestOf(Tensor x, int[] group) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int place : group) {
      largest = Math.max(largest, x.at(place));
    }
    return largest;
  }

  private static double powers(Tensor x, int[] group, double largest) {
    double sum = 0;
    for (int place : group) {
      sum += Math.exp(x.at(place) - largest);
    }
    return sum;
  }

  /** log Σ eˣ. */
  record LogSumExp(Axes axes) implements OverAxes {
    @Override
    public String name() {
      return "LogSumExp";
    }

    @Override
    public OverAxes over(Axes others) {
      return new LogSumExp(others);
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Type.ArrayOf x = Taken.floating(name(), operands, 1);
      return List.of(Type.array(x.dtype(), axes.reduced(name(), x.shape())));
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      int[][] groups = Groups.of(x.shape(), axes.in(name(), x.shape().rank()));
      double[] values = new double[groups.length];
      for (int i = 0; i < values.length; i++) {
        double largest = largestOf(x, groups[i]);
        boolean infinite = Double.isInfinite(largest);
        values[i] = infinite ? largest : largest + Math.log(powers(x, groups[i], largest));
      }
      return List.of(Stack.tensor(x.dtype(), axes.reduced(name(), x.shape()), values));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node x = operands.get(0);
      Shape shape = axes.reduced(name(), x.shape());
      if (isEmpty(x.shape())) {
        double none = Double.NEGATIVE_INFINITY;
        return Optional.of(List.of(b.constant(Tensor.filled(x.dtype(), shape, none))));
      }
      Node found = largest(b, x);
      Node largest = b.where(Elementwise.isfinite(b, found), found, Matrices.number(b, x, 0));
      Node sum = sum(b, b.unary(Prim.EXP, b.sub(x, largest)));
      return Optional.of(List.of(b.reshape(b.add(b.unary(Prim.LOG, sum), largest), shape)));
    }

    /** Returns eˣ⁻ʸ, 0 where y is −∞. */
    private Node shares(GraphBuilder b, Node x, Node y) {
      Node minus = Matrices.number(b, x, Double.NEGATIVE_INFINITY);
      Node safe = b.where(b.binary(Prim.EQ, y, minus), Matrices.number(b, x, 0), y);
      return b.unary(Prim.EXP, b.sub(x, thin(b, x, safe)));
    }

    private Node thin(GraphBuilder b, Node x, Node y) {
      return b.reshape(y, Axes.thin(x.shape(), axes.in(name(), x.shape().rank())));
    }

    /** Σ eˣ⁻ʸ x'. */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = b.mul(shares(b, x.get(0), y.get(0)), t.get(0).orElseThrow());
      return List.of(Optional.of(b.reshape(sum(b, moved), y.get(0).shape())));
    }

    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node spread = thin(b, x.get(0), c.get(0).orElseThrow());
      return List.of(Optional.of(b.mul(shares(b, x.get(0), y.get(0)), spread)));
    }
  }

  /** eˣ / Σ eˣ. */
  record Shares(Axes axes) implements OverAxes {
    @Override
    public String name() {
      return "Softmax";
    }

    @Override
    public OverAxes over(Axes others) {
      return new Shares(others);
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Type.ArrayOf x = Taken.floating(name(), operands, 1);
      axes.in(name(), x.shape().rank());
      return List.of(x);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      double[] values = new double[x.shape().size()];
      for (int[] group : Groups.of(x.shape(), axes.in(name(), x.shape().rank()))) {
        double largest = largestOf(x, group);
        double sum = powers(x, group, largest);
        for (int place : group) {
          values[place] = Math.exp(x.at(place) - largest) / sum;
        }
      }
      return List.of(Stack.tensor(x.dtype(), x.shape(), values));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node x = operands.get(0);
      if (isEmpty(x.shape())) {
        return Optional.of(List.of(x));
      }
      Node powers = b.unary(Prim.EXP, b.sub(x, largest(b, x)));
      return Optional.of(List.of(b.div(powers, sum(b, powers))));
    }

    /** y (x' − Σ y x'). */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = t.get(0).orElseThrow();
      Node mean = sum(b, b.mul(y.get(0), moved));
      return List.of(Optional.of(b.mul(y.get(0), b.sub(moved, mean))));
    }

    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      return tangents(b, x, y, c);
    }
  }

  /** x − log Σ eˣ. */
  record LogShares(Axes axes) implements OverAxes {
    @Override
    public String name() {
      return "LogSoftmax";
    }

    @Override
    public OverAxes over(Axes others) {
      return new LogShares(others);
    }

    @Override
    public List<Type> types(List<Type> operands) {
      Type.ArrayOf x = Taken.floating(name(), operands, 1);
      axes.in(name(), x.shape().rank());
      return List.of(x);
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      Tensor x = operands.get(0);
      double[] values = new double[x.shape().size()];
      for (int[] group : Groups.of(x.shape(), axes.in(name(), x.shape().rank()))) {
        double largest = largestOf(x, group);
        double log = Math.log(powers(x, group, largest));
        for (int place : group) {
          values[place] = x.at(place) - largest - log;
        }
      }
      return List.of(Stack.tensor(x.dtype(), x.shape(), values));
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
      Node x = operands.get(0);
      if (isEmpty(x.shape())) {
        return Optional.of(List.of(x));
      }
      Node less = b.sub(x, largest(b, x));
      Node log = b.unary(Prim.LOG, sum(b, b.unary(Prim.EXP, less)));
      return Optional.of(List.of(b.sub(less, log)));
    }

    private Node shares(GraphBuilder b, Node x) {
      return b.apply(new Shares(axes), List.of(x)).get(0);
    }

    /** x' − Σ softmax(x) x'. */
    @Override
    public List<Optional<Node>> tangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> t) {
      Node moved = t.get(0).orElseThrow();
      return List.of(Optional.of(b.sub(moved, sum(b, b.mul(shares(b, x.get(0)), moved)))));
    }

    /** c − softmax(x) Σ c. */
    @Override
    public List<Optional<Node>> cotangents(
        GraphBuilder b, List<Node> x, List<Node> y, List<Optional<Node>> c) {
      Node moved = c.get(0).orElseThrow();
      return List.of(Optional.of(b.sub(moved, b.mul(shares(b, x.get(0)), sum(b, moved)))));
    }
  }
}
