package episode.model;

import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Quantity;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the rows of data lie in the array of all that is modelled: along the hidden axis (rows, or
 * times) and the axes on the left of the statement.
 *
 * @param hidden an axis that formulas do not write; absent where the axes alone say it all
 * @param axes the axes on the left
 * @param times the time of every element of the hidden axis; empty without time
 * @param cells for every row, its place in the array
 */
record Layout(Optional<NamedAxis> hidden, List<NamedAxis> axes, double[] times, int[] cells) {
  /** No formula can write this name. */
  static final String ROW = "row of the data";

  static NamedAxis hiddenAxis(int size) {
    return new NamedAxis(ROW, IntStream.range(0, size).mapToObj(Integer::toString).toList());
  }

  /** Returns the axes of the array, the hidden one first. */
  List<NamedAxis> all() {
    List<NamedAxis> all = new ArrayList<>();
    hidden.ifPresent(all::add);
    all.addAll(axes);
    return all;
  }

  /** Returns the hidden axis, if any, before other axes. */
  List<NamedAxis> hiddenAnd(List<NamedAxis> others) {
    List<NamedAxis> all = new ArrayList<>();
    hidden.ifPresent(all::add);
    all.addAll(others);
    return all;
  }

  private boolean isIdentity() {
    for (int row = 0; row < cells.length; row++) {
      if (cells[row] != row) {
        return false;
      }
    }
    return cells.length == NamedAxis.shape(all()).size();
  }

  /** Returns the values per row of an array over all axes; a scalar stays one. */
  Node rows(GraphBuilder b, Node array) {
    if (array.shape().isScalar()) {
      return array;
    }
    Node flat = b.reshape(array, Shape.of(array.shape().size()));
    return isIdentity() ? flat : gather(b, flat, cells);
  }

  /** Returns rows of an array along its first axis. */
  static Node gather(GraphBuilder b, Node array, int[] indices) {
    boolean identity = indices.length == array.shape().extent(0);
    for (int i = 0; identity && i < indices.length; i++) {
      identity = indices[i] == i;
    }
    if (identity) {
      return array;
    }
    long[] longs = IntStream.of(indices).asLongStream().toArray();
    Node places = b.constant(Tensor.of(Shape.of(longs.length), longs));
    return b.make(Prim.GATHER, 0, List.of(array, places));
  }

  /** Returns a column of data as an array over all axes; cells without a row hold some row's. */
  Quantity column(GraphBuilder b, double[] column) {
    List<NamedAxis> all = all();
    Shape shape = NamedAxis.shape(all);
    double[] array = new double[shape.size()];
    Arrays.fill(array, column.length == 0 ? 0 : column[0]);
    for (int row = 0; row < cells.length; row++) {
      array[cells[row]] = column[row];
    }
    return new Quantity(b.constant(Tensor.of(shape, array)), all);
  }

  /** Returns the first two rows that lie in one cell, if any do. */
  Optional<Ints> clash() {
    int[] first = new int[NamedAxis.shape(all()).size()];
    for (int row = 0; row < cells.length; row++) {
      if (first[cells[row]] != 0) {
        return Optional.of(Ints.of(first[cells[row]], row + 1));
      }
      first[cells[row]] = row + 1;
    }
    return Optional.empty();
  }
}
