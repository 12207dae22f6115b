package episode.transform;

import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.Arrays;
import java.util.List;

/** The rules of matrix products, and their use for sums of products of two factors. */
final class MatrixProduct {
  private MatrixProduct() {}

  static Node matmul(Simplifier s, Node x, Node y) {
    int rank = x.shape().rank();
    Node raw = s.raw(Prim.MATMUL, Node.NONE, List.of(x, y));
    if (x.shape().extent(rank - 1) == 1) {
      return s.binary(Prim.MUL, spread(s, x, raw, rank - 1), spread(s, y, raw, rank - 2));
    }
    if (x.shape().extent(rank - 2) == 1 && y.shape().extent(rank - 1) == 1) {
      Shape flat = y.shape().without(Ints.of(rank - 1));
      Node product = s.binary(Prim.MUL, s.reshape(x, flat), s.reshape(y, flat));
      return s.reshape(s.sum(product, Ints.of(rank - 2)), raw.shape());
    }
    if (isFlipped(x) && y.shape().extent(rank - 1) == 1) {
      // Aᵀ × column = (row × A)ᵀ: what lies in memory stays there.
      return flat(s, s.binary(Prim.MATMUL, s.reshape(y, thin(y, rank - 2)), x.input(0)), raw);
    }
    if (isFlipped(y) && x.shape().extent(rank - 2) == 1) {
      return flat(s, s.binary(Prim.MATMUL, y.input(0), s.reshape(x, thin(x, rank - 1))), raw);
    }
    return raw;
  }

  private static boolean isFlipped(Node x) {
    if (x.prim() != Prim.TRANSPOSE) {
      return false;
    }
    int rank = x.axes().size();
    boolean flipped = x.axes().at(rank - 1) == rank - 2 && x.axes().at(rank - 2) == rank - 1;
    for (int axis = 0; flipped && axis < rank - 2; axis++) {
      flipped = x.axes().at(axis) == axis;
    }
    return flipped;
  }

  private static Node flat(Simplifier s, Node product, Node like) {
    return s.reshape(product, like.shape());
  }

  /** The shape of a row or column with its unit axis at the given one of its last two places. */
  private static Shape thin(Node x, int unit) {
    int rank = x.shape().rank();
    int k = x.shape().extent(rank - 1) * x.shape().extent(rank - 2);
    return x.shape().with(unit, 1).with(unit == rank - 1 ? rank - 2 : rank - 1, k);
  }

  private static Node spread(Simplifier s, Node x, Node like, int unit) {
    Ints axis = Ints.of(unit);
    Node thin = s.reshape(x, x.shape().without(axis));
    return s.broadcast(thin, like.shape(), Terms.others(like.shape().rank(), axis));
  }

  /**
   * Returns the sum over axes of the product of two arrays that each fill the axes of a mask,
   * ascending; the result fills the axes that are left.
   */
  static Node contract(Simplifier s, int xMask, Node x, int yMask, Node y, int summed) {
    int k = xMask & yMask & summed;
    int batch = xMask & yMask & ~summed;
    int n = xMask & ~yMask;
    int m = yMask & ~xMask;
    int straight = moves(xMask, batch, n, k) + moves(yMask, batch, k, m);
    int swapped = moves(yMask, batch, m, k) + moves(xMask, batch, k, n);
    if (swapped < straight) {
      return contractOrdered(s, new Side(yMask, y), new Side(xMask, x), k, batch);
    }
    return contractOrdered(s, new Side(xMask, x), new Side(yMask, y), k, batch);
  }

  private record Side(int mask, Node node) {}

  /** Returns 1 where an array must be transposed to have its axes in the given order, else 0. */
  private static int moves(int mask, int first, int second, int third) {
    return order(mask, first, second, third).equals(Ints.range(0, Integer.bitCount(mask))) ? 0 : 1;
  }

  private static Ints order(int mask, int first, int second, int third) {
    int[] order = new int[Integer.bitCount(mask)];
    int next = 0;
    for (int part : new int[] {first, second, third}) {
      Ints places = Contraction.places(part, mask);
      for (int i = 0; i < places.size(); i++) {
        order[next++] = places.at(i);
      }
    }
    return Ints.of(order);
  }

  private static Node contractOrdered(Simplifier s, Side x, Side y, int k, int batch) {
    int n = x.mask() & ~y.mask();
    int m = y.mask() & ~x.mask();
    Node left = s.transpose(x.node(), order(x.mask(), batch, n, k));
    Node right = s.transpose(y.node(), order(y.mask(), batch, k, m));
    int batches = Integer.bitCount(batch);
    int rows = product(left.shape(), batches, Integer.bitCount(n));
    int columns = product(right.shape(), batches + Integer.bitCount(k), Integer.bitCount(m));
    int depth = product(right.shape(), batches, Integer.bitCount(k));
    Shape outer = Shape.of(Arrays.copyOf(left.shape().extents(), batches));
    Node product =
        s.make(
            Prim.MATMUL,
            Node.NONE,
            List.of(
                s.reshape(left, outer.concat(Shape.of(rows, depth))),
                s.reshape(right, outer.concat(Shape.of(depth, columns)))));
    Shape full = outer.concat(part(left.shape(), batches, Integer.bitCount(n)));
    full = full.concat(part(right.shape(), batches + Integer.bitCount(k), Integer.bitCount(m)));
    Ints order = order(batch | n | m, batch, n, m);
    return s.transpose(s.reshape(product, full), Terms.inverse(order));
  }

  private static Shape part(Shape shape, int from, int count) {
    return Shape.of(Arrays.copyOfRange(shape.extents(), from, from + count));
  }

  private static int product(Shape shape, int from, int count) {
    return part(shape, from, count).size();
  }
}
