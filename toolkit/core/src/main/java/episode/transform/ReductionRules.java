package episode.transform;

import static episode.transform.Terms.div;
import static episode.transform.Terms.mul;
import static episode.transform.Terms.unreduce;
import static episode.transform.Terms.where;
import static episode.transform.Terms.zeros;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.List;

/**
 * The derivatives of products and extrema over axes, as factors that both directions share. Those
 * of products hold where elements are 0: they never divide by one.
 */
final class ReductionRules {
  private ReductionRules() {}

  /**
   * Returns, per element of x, the derivative of its extremum f by it: 1, shared equally on ties,
   * else 0.
   */
  static Node extremumFactor(GraphBuilder b, Node f) {
    Node x = f.input(0);
    Node best = unreduce(b, f, x.shape(), f.axes());
    Node ties = b.make(Prim.EQ, Node.NONE, List.of(x, best));
    Node ones = b.make(Prim.CAST, x.dtype(), List.of(ties));
    Node count = unreduce(b, b.reduce(Prim.SUM, ones, f.axes()), x.shape(), f.axes());
    return div(b, ones, count);
  }

  /** Returns, per element of x, the product of all others that are reduced together with it. */
  static Node productOfOthers(GraphBuilder b, Node f) {
    Node x = f.input(0);
    int rank = x.shape().rank();
    int[] order = new int[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (!f.axes().contains(axis)) {
        order[next++] = axis;
      }
    }
    Shape kept = f.shape();
    for (int i = 0; i < f.axes().size(); i++) {
      order[next++] = f.axes().at(i);
    }
    Ints permutation = Ints.of(order);
    Node moved = b.transpose(x, permutation);
    int last = x.shape().size() / Math.max(1, kept.size());
    Node flat = b.reshape(moved, kept.inserted(kept.rank(), last));
    Node before = exclusive(b, flat, kept.rank(), false);
    Node after = exclusive(b, flat, kept.rank(), true);
    Node others = b.reshape(mul(b, before, after), moved.shape());
    return b.transpose(others, Terms.inverse(permutation));
  }

  /** The running product of the elements strictly before each one. */
  private static Node exclusive(GraphBuilder b, Node x, int axis, boolean reverse) {
    int extent = x.shape().extent(axis);
    if (extent == 0) {
      return x;
    }
    Shape thin = x.shape().with(axis, 1);
    Node one = b.broadcastTo(b.constant(Tensor.filled(x.dtype(), Shape.SCALAR, 1)), thin);
    Node rest = reverse ? b.slice(x, axis, 1, extent) : b.slice(x, axis, 0, extent - 1);
    Node shifted = b.concat(reverse ? List.of(rest, one) : List.of(one, rest), axis);
    return b.make(Prim.CUMPROD, new Attr.Cumulative(axis, reverse), List.of(shifted));
  }

  /**
   * Returns the sum over j of t[j] · ∂f[i]/∂x[j] of a running product f (forward), or the sum over
   * i of t[i] · ∂f[i]/∂x[j] (transposed).
   *
   * <p>∂f[i]/∂x[j] is, for j up to i, the product before j times the product between j and i.
   */
  static Node cumulativeProductTimes(GraphBuilder b, Node f, Node t, boolean transposed) {
    Attr.Cumulative attribute = (Attr.Cumulative) f.attribute();
    int last = f.shape().rank() - 1;
    Ints toLast = Terms.moving(last + 1, attribute.axis(), last);
    Node x = b.transpose(f.input(0), toLast);
    Node moved = b.transpose(t, toLast);
    int n = x.shape().extent(last);
    // Axis last is j and axis last + 1 is i.
    Shape square = x.shape().inserted(last + 1, n);
    Ints alongJ = Ints.range(0, last + 1);
    Ints alongI = replaced(alongJ, last, last + 1);
    Node before = b.broadcast(exclusive(b, x, last, attribute.reverse()), square, alongJ);
    Node strict = mask(b, n, square, attribute.reverse(), true);
    Node one = b.filledLike(before, 1);
    Node between =
        b.make(
            Prim.CUMPROD,
            new Attr.Cumulative(last + 1, attribute.reverse()),
            List.of(where(b, strict, b.broadcast(x, square, alongI), one)));
    Node upTo = mask(b, n, square, attribute.reverse(), false);
    Node jacobian = where(b, upTo, mul(b, before, between), zeros(b, before));
    Node spread = b.broadcast(moved, square, transposed ? alongI : alongJ);
    int summed = transposed ? last + 1 : last;
    Node sum = b.reduce(Prim.SUM, mul(b, spread, jacobian), Ints.of(summed));
    return b.transpose(sum, Terms.inverse(toLast));
  }

  private static Ints replaced(Ints list, int place, int value) {
    int[] values = list.toArray();
    values[place] = value;
    return Ints.of(values);
  }

  /** Whether i lies after j in the direction of the product (or is j, where not strict). */
  private static Node mask(GraphBuilder b, int n, Shape square, boolean reverse, boolean strict) {
    boolean[] holds = new boolean[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        holds[j * n + i] = i == j ? !strict : reverse ? i < j : i > j;
      }
    }
    Node constant = b.constant(Tensor.of(Shape.of(n, n), holds));
    return b.broadcastTo(constant, square);
  }
}
