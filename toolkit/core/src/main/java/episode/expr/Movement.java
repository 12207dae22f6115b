package episode.expr;

import java.util.List;

/** The type rules of primitives that move elements without changing them. */
final class Movement {
  private Movement() {}

  static Type broadcast(Attr.Broadcast attribute, Node x) {
    Ints dims = attribute.dims();
    boolean fits = dims.size() == x.shape().rank();
    for (int i = 0; fits && i < dims.size(); i++) {
      fits =
          dims.at(i) < attribute.shape().rank() && dims.at(i) >= (i == 0 ? 0 : dims.at(i - 1) + 1);
      fits = fits && attribute.shape().extent(dims.at(i)) == x.shape().extent(i);
    }
    String rule =
        "Operand axes go to axes " + dims + " of " + attribute.shape() + ", same extents.";
    Typing.check(fits, Prim.BROADCAST, List.of(x), rule);
    return Type.array(x.dtype(), attribute.shape());
  }

  static Type reshape(Shape shape, Node x) {
    boolean fits = shape.size() == x.shape().size();
    Typing.check(fits, Prim.RESHAPE, List.of(x), shape + " has another number of elements.");
    return Type.array(x.dtype(), shape);
  }

  static Type transpose(Ints permutation, Node x) {
    int rank = x.shape().rank();
    boolean fits = permutation.size() == rank;
    int[] extents = new int[rank];
    for (int axis = 0; fits && axis < rank; axis++) {
      fits = permutation.contains(axis);
      if (permutation.at(axis) >= 0 && permutation.at(axis) < rank) {
        extents[axis] = x.shape().extent(permutation.at(axis));
      }
    }
    String rule = permutation + " is not a permutation of its axes.";
    Typing.check(fits, Prim.TRANSPOSE, List.of(x), rule);
    return Type.array(x.dtype(), Shape.of(extents));
  }

  static Type slice(Attr.Slice attribute, Node x) {
    int rank = x.shape().rank();
    boolean fits = attribute.start().size() == rank && attribute.limit().size() == rank;
    int[] extents = new int[rank];
    for (int axis = 0; fits && axis < rank; axis++) {
      int limit = attribute.limit().at(axis);
      fits = attribute.start().at(axis) >= 0 && limit <= x.shape().extent(axis);
      fits = fits && attribute.step().at(axis) >= 1;
      extents[axis] = fits ? attribute.count(axis) : 0;
    }
    Typing.check(
        fits, Prim.SLICE, List.of(x), "Bounds lie within the extents, steps are positive.");
    return Type.array(x.dtype(), Shape.of(extents));
  }

  static Type pad(Attr.Pad attribute, Node x) {
    int rank = x.shape().rank();
    int[] extents = new int[rank];
    Typing.check(attribute.low().size() == rank, Prim.PAD, List.of(x), "One entry per axis.");
    for (int axis = 0; axis < rank; axis++) {
      int n = x.shape().extent(axis);
      int between = Math.max(0, n - 1) * attribute.interior().at(axis);
      extents[axis] = n + between + attribute.low().at(axis) + attribute.high().at(axis);
    }
    return Type.array(x.dtype(), Shape.of(extents));
  }

  static Type concat(int axis, List<Node> in) {
    Typing.check(!in.isEmpty(), Prim.CONCAT, in, "At least one operand.");
    Typing.checkAxis(Prim.CONCAT, axis, in.get(0));
    Shape first = in.get(0).shape();
    int total = 0;
    for (Node node : in) {
      boolean fits = node.dtype() == in.get(0).dtype() && node.shape().rank() == first.rank();
      fits = fits && node.shape().with(axis, first.extent(axis)).equals(first);
      Typing.check(fits, Prim.CONCAT, in, "Operands differ along axis " + axis + " only.");
      total += node.shape().extent(axis);
    }
    return Type.array(in.get(0).dtype(), first.with(axis, total));
  }

  static Type gather(int axis, Node x, Node indices) {
    Typing.checkAxis(Prim.GATHER, axis, x);
    boolean integers = indices.dtype() == DType.INT64;
    Typing.check(integers, Prim.GATHER, List.of(x, indices), "Indices are INT64.");
    Shape shape = x.shape().without(Ints.of(axis));
    for (int i = 0; i < indices.shape().rank(); i++) {
      shape = shape.inserted(axis + i, indices.shape().extent(i));
    }
    return Type.array(x.dtype(), shape);
  }

  static Type scatterAdd(int axis, List<Node> in) {
    Type updates = gather(axis, in.get(0), in.get(1));
    boolean fits = in.get(2).type().equals(updates) && in.get(2).dtype() != DType.BOOL;
    Typing.check(fits, Prim.SCATTER_ADD, in, "The third operand is a " + updates + ".");
    return in.get(0).type();
  }
}
