package episode.expr;

import java.util.List;

/** The values of GATHER and SCATTER_ADD. */
final class IndexedValues {
  private IndexedValues() {}

  static Tensor gather(Tensor x, Tensor indices, int axis, Shape shape) {
    return MovementValues.take(x, shape, offsets(Prim.GATHER, x.shape(), indices, axis));
  }

  static Tensor scatterAdd(List<Tensor> in, int axis) {
    Tensor x = in.get(0);
    Tensor updates = in.get(2);
    int[] offsets = offsets(Prim.SCATTER_ADD, x.shape(), in.get(1), axis);
    Object sums = MovementValues.blank(x.dtype(), x.shape().size());
    for (int i = 0; i < x.shape().size(); i++) {
      MovementValues.copy(x, i, sums, i);
    }
    for (int i = 0; i < offsets.length; i++) {
      ReductionValues.combine(Prim.SUM, updates, i, sums, offsets[i]);
    }
    return MovementValues.wrap(x.dtype(), x.shape(), sums);
  }

  /** For each element of the gathered array its place in x: outer axes, the index, inner axes. */
  private static int[] offsets(Prim prim, Shape x, Tensor indices, int axis) {
    int extent = x.extent(axis);
    int inner = x.strides()[axis];
    int outer = extent * inner == 0 ? 0 : x.size() / (extent * inner);
    int count = indices.shape().size();
    int[] offsets = new int[outer * count * inner];
    IndexRange range = new IndexRange(axis, 0, extent);
    int next = 0;
    for (int o = 0; o < outer; o++) {
      for (int k = 0; k < count; k++) {
        int index = range.place(prim.name(), indices.longs()[k]);
        for (int i = 0; i < inner; i++) {
          offsets[next++] = (o * extent + index) * inner + i;
        }
      }
    }
    return offsets;
  }
}
