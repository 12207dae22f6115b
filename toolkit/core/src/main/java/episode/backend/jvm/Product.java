package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.backend.jvm.Views.View;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.Arrays;

/**
 * A product of matrices as memory: sum[batch, i, j] = Σ_k left[batch, i, k] · right[batch, k, j].
 *
 * @param batch extents before the last two axes
 * @param rows number of i
 * @param columns number of j
 * @param depth number of k
 * @param left strides over batch, then i and k
 * @param right strides over batch, then k and j
 * @param sum strides over batch, then i and j
 */
record Product(
    DType dtype,
    int[] batch,
    int rows,
    int columns,
    int depth,
    Strided left,
    Strided right,
    Strided sum) {

  /**
   * Elements of a buffer.
   *
   * @param base the node that lies there
   * @param strides one for each axis
   */
  record Strided(Node base, Buffer buffer, int offset, int[] strides) {
    /** Returns the stride along an axis counted from the last, which is 0. */
    int last(int axis) {
      return strides[strides.length - 1 - axis];
    }

    /** Returns the same elements with the last two axes exchanged. */
    Strided turned() {
      int[] turned = strides.clone();
      int n = turned.length;
      turned[n - 1] = strides[n - 2];
      turned[n - 2] = strides[n - 1];
      return new Strided(base, buffer, offset, turned);
    }

    /** Returns the place at k steps along the first of the last two axes, walked by the other. */
    Access line(int k) {
      return new Access(buffer, offset + k * last(1), new int[] {last(0)});
    }

    /** Returns one element, counted along the last axis. */
    Access element(int k) {
      return new Access(buffer, offset + k * last(0), new int[1]);
    }
  }

  static Product of(Node node, Views views, Places places) {
    Shape shape = node.shape();
    int rank = shape.rank();
    int depth = node.input(0).shape().extent(rank - 1);
    return new Product(
        node.dtype(),
        Arrays.copyOf(shape.extents(), rank - 2),
        shape.extent(rank - 2),
        shape.extent(rank - 1),
        depth,
        strided(views.of(node.input(0)), places),
        strided(views.of(node.input(1)), places),
        new Strided(node, places.of(node), 0, shape.strides()));
  }

  private static Strided strided(View view, Places places) {
    return new Strided(view.base(), places.of(view.base()), view.offset(), view.strides());
  }

  /** Returns the product of the transposed matrices in the other order: the same sums. */
  Product turned() {
    return new Product(
        dtype, batch, columns, rows, depth, right.turned(), left.turned(), sum.turned());
  }

  /** Returns this product with the right matrix laid out in lines, where it is a constant. */
  Product withLines(Memory memory) {
    boolean known = right.base.prim() == Prim.CONST && dtype == DType.FLOAT64;
    if (!known || right.last(0) == 1 || batch.length > 0) {
      return this;
    }
    double[] from = right.base.constant().doubles();
    double[] lines = new double[depth * columns];
    for (int i = 0; i < lines.length; i++) {
      int k = i / columns;
      lines[i] = from[right.offset + k * right.last(1) + i % columns * right.last(0)];
    }
    Buffer place = memory.constant(Tensor.of(Shape.of(depth, columns), lines));
    Strided straight = new Strided(right.base, place, 0, new int[] {columns, 1});
    return new Product(dtype, batch, rows, columns, depth, left, straight, sum);
  }

  boolean isEmpty() {
    return sum.buffer().size() == 0 || depth == 0;
  }
}
