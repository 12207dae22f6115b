package episode.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * Values in a row, of which a place picks one: knots of a curve, or what belongs to them. The nodes
 * do not grow with the number of cells, nor, where all values are numbers, with that of the values.
 *
 * @param node the array: the row first, then the indices of the values
 * @param indices what the values vary over
 */
record Row(Node node, List<Index> indices) {

  static Row of(GraphBuilder b, List<Indexed> values) {
    List<Index> union = Indexed.union(values);
    if (union.isEmpty() && values.stream().allMatch(Row::isNumber)) {
      double[] numbers = new double[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = ((Tensor) values.get(i).node().attribute()).at(0);
      }
      return new Row(b.constant(Tensor.of(numbers)), union);
    }
    List<Node> nodes = new ArrayList<>(values.size());
    for (Indexed value : values) {
      nodes.add(value.stretched(b, union));
    }
    return new Row(b.stack(nodes), union);
  }

  private static boolean isNumber(Indexed value) {
    return value.node().prim() == Prim.CONST;
  }

  int size() {
    return node.shape().extent(0);
  }

  /** Returns some neighbours of the row. */
  Row part(GraphBuilder b, int start, int end) {
    return new Row(b.slice(node, 0, start, end), indices);
  }

  /** Returns one value of the row. */
  Indexed at(GraphBuilder b, int i) {
    return new Indexed(b.element(node, 0, i), indices);
  }

  /** Returns the value at a place, an INT64 that may vary over other indices than the values. */
  Indexed at(GraphBuilder b, Indexed place) {
    if (place.indices().isEmpty() || indices.isEmpty()) {
      Node picked = b.make(Prim.GATHER, 0, List.of(node, place.node()));
      return new Indexed(picked, indices.isEmpty() ? place.indices() : indices);
    }
    List<Index> union = Indexed.union(List.of(new Indexed(node, indices), place));
    Node all = over(b, union);
    int cells = all.shape().size() / size();
    Node flat = b.reshape(all, Shape.of(size() * cells));
    Node places = b.reshape(place.stretched(b, union), Shape.of(cells));
    Node start = b.mul(places, integer(b, cells));
    long[] cell = new long[cells];
    for (int i = 0; i < cells; i++) {
      cell[i] = i;
    }
    Node which = b.add(start, b.constant(Tensor.of(Shape.of(cells), cell)));
    Node picked = b.make(Prim.GATHER, 0, List.of(flat, which));
    return new Indexed(b.reshape(picked, all.shape().without(Ints.of(0))), union);
  }

  /** Returns the array of the row over more indices. */
  private Node over(GraphBuilder b, List<Index> wanted) {
    int[] extents = new int[wanted.size() + 1];
    int[] dims = new int[indices.size() + 1];
    extents[0] = size();
    for (int axis = 0, next = 0; axis < wanted.size(); axis++) {
      extents[axis + 1] = wanted.get(axis).axis().size();
      if (next < indices.size() && indices.get(next).equals(wanted.get(axis))) {
        dims[++next] = axis + 1;
      }
    }
    return b.broadcast(node, Shape.of(extents), Ints.of(dims));
  }

  /** Returns how many values of the row are no larger than a number: an INT64. */
  Indexed reached(GraphBuilder b, Indexed x) {
    if (size() == 0) {
      return Indexed.scalar(integer(b, 0));
    }
    List<Index> union = Indexed.union(List.of(new Indexed(node, indices), x));
    Node knots = over(b, union);
    Node number = x.stretched(b, union);
    Node spread = b.broadcast(number, knots.shape(), Ints.range(1, union.size()));
    Node holds = b.cast(b.binary(Prim.LE, knots, spread), DType.INT64);
    return new Indexed(b.reduce(Prim.SUM, holds, Ints.of(0)), union);
  }

  static Node integer(GraphBuilder b, long value) {
    return b.constant(Tensor.of(Shape.SCALAR, new long[] {value}));
  }
}
