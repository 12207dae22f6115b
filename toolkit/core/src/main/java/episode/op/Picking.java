package episode.op;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An op that picks sub-arrays along one axis. */
interface Picking extends Moving {
  /** Returns the axis; a negative one counts from the last. */
  int axis();

  /** Returns which index stands at each place along the axis, or {@link Moving#FILLED}. */
  int[] picks(int extent);

  @Override
  default List<Shape> shapes(List<Shape> operands) {
    Shape x = operands.get(0);
    int own = Taken.axis(name(), axis(), x.rank());
    return List.of(x.with(own, picks(x.extent(own)).length));
  }

  @Override
  default int[] places(List<Shape> operands, int result) {
    Shape x = operands.get(0);
    int own = Taken.axis(name(), axis(), x.rank());
    int[] picks = picks(x.extent(own));
    return Moving.each(
        shapes(operands).get(0),
        index -> {
          int[] from = index.clone();
          from[own] = picks[index[own]];
          return from[own] < 0 ? FILLED : Moving.place(x, from);
        });
  }

  @Override
  default Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
    Node x = operands.get(0);
    int own = Taken.axis(name(), axis(), x.shape().rank());
    return Optional.of(List.of(picked(builder, x, own, picks(x.shape().extent(own)))));
  }

  private Node picked(GraphBuilder b, Node x, int axis, int[] picks) {
    int from = 0;
    int to = picks.length;
    while (from < to && picks[from] < 0) {
      from++;
    }
    while (to > from && picks[to - 1] < 0) {
      to--;
    }
    int[] inner = Arrays.copyOfRange(picks, from, to);
    List<Node> parts = new ArrayList<>();
    parts.add(filled(b, x, axis, from));
    parts.add(isProgression(inner) ? sliced(b, x, axis, inner) : gathered(b, x, axis, inner));
    parts.add(filled(b, x, axis, picks.length - to));
    parts.removeIf(part -> part.shape().extent(axis) == 0);
    return parts.isEmpty() ? filled(b, x, axis, 0) : b.concat(parts, axis);
  }

  private Node filled(GraphBuilder b, Node x, int axis, int count) {
    Node number = b.constant(Tensor.filled(x.dtype(), Shape.SCALAR, fill()));
    return b.broadcastTo(number, x.shape().with(axis, count));
  }

  private static boolean isProgression(int[] picks) {
    int step = picks.length > 1 ? picks[1] - picks[0] : 1;
    boolean holds = step >= 1;
    for (int i = 1; i < picks.length; i++) {
      holds &= picks[i] - picks[i - 1] == step;
    }
    return holds;
  }

  private static Node sliced(GraphBuilder b, Node x, int axis, int[] picks) {
    int[] start = new int[x.shape().rank()];
    int[] limit = x.shape().extents();
    int[] step = Ints.filled(1, start.length).toArray();
    start[axis] = picks.length == 0 ? 0 : picks[0];
    limit[axis] = picks.length == 0 ? 0 : picks[picks.length - 1] + 1;
    step[axis] = picks.length > 1 ? picks[1] - picks[0] : 1;
    Attr.Slice slice = new Attr.Slice(Ints.of(start), Ints.of(limit), Ints.of(step));
    return b.make(Prim.SLICE, slice, List.of(x));
  }

  private static Node gathered(GraphBuilder b, Node x, int axis, int[] picks) {
    long[] indices = new long[picks.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = picks[i];
    }
    Node constant = b.constant(Tensor.of(Shape.of(indices.length), indices));
    return b.make(Prim.GATHER, axis, List.of(x, constant));
  }
}
