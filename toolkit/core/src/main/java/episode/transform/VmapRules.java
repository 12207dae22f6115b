package episode.transform;

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

/** How every primitive that is no sub-graph works on a batch along a leading axis: one row each. */
final class VmapRules {
  private VmapRules() {}

  /**
   * Returns the node over a batch.
   *
   * @param in its operands, those that are flagged with a leading axis; at least one is
   */
  static Node batch(GraphBuilder b, Node f, List<Node> in, List<Boolean> flags, int size) {
    return switch (f.prim()) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, EXP, LOG, EXPM1, LOG1P, SIN, COS, TAN ->
          b.make(f.prim(), f.attribute(), in);
      case ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA, POLYGAMMA, CAST, NOT ->
          b.make(f.prim(), f.attribute(), in);
      case ADD, SUB, MUL, DIV, MOD, POW, MIN, MAX, ATAN2, EQ, NE, LT, LE, AND, OR, WHERE ->
          b.make(f.prim(), f.attribute(), all(b, in, flags, size));
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> b.make(f.prim(), shifted(f.axes()), in);
      case ARGMAX -> b.make(f.prim(), f.index() + 1, in);
      case BROADCAST -> b.make(f.prim(), broadcast((Attr.Broadcast) f.attribute(), size), in);
      case RESHAPE -> b.reshape(in.get(0), f.shape().inserted(0, size));
      case TRANSPOSE -> b.transpose(in.get(0), prefixed(0, shifted(f.axes())));
      case SLICE -> b.make(f.prim(), slice((Attr.Slice) f.attribute(), size), in);
      case PAD -> b.make(f.prim(), pad((Attr.Pad) f.attribute()), in);
      case CONCAT -> b.make(f.prim(), f.index() + 1, all(b, in, flags, size));
      case GATHER -> gather(b, f, in, flags, size);
      case SCATTER_ADD -> scatterAdd(b, f, in, flags, size);
      case CUMSUM, CUMPROD -> b.make(f.prim(), cumulative((Attr.Cumulative) f.attribute()), in);
      case MATMUL -> matmul(b, in, flags, size);
      case INPUT, CONST, CALL, SCAN, IF, WHILE, OP, HOST, PART ->
          throw new IllegalArgumentException(f.prim() + " is no rule's");
    };
  }

  private static List<Node> all(GraphBuilder b, List<Node> in, List<Boolean> flags, int size) {
    List<Node> all = new ArrayList<>(in.size());
    for (int i = 0; i < in.size(); i++) {
      all.add(flags.get(i) ? in.get(i) : Vmap.repeated(b, in.get(i), size));
    }
    return all;
  }

  private static Ints shifted(Ints axes) {
    int[] shifted = axes.toArray();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i]++;
    }
    return Ints.of(shifted);
  }

  private static Ints prefixed(int first, Ints rest) {
    int[] all = new int[rest.size() + 1];
    all[0] = first;
    System.arraycopy(rest.toArray(), 0, all, 1, rest.size());
    return Ints.of(all);
  }

  private static Attr.Broadcast broadcast(Attr.Broadcast attribute, int size) {
    Shape shape = attribute.shape().inserted(0, size);
    return new Attr.Broadcast(shape, prefixed(0, shifted(attribute.dims())));
  }

  private static Attr.Slice slice(Attr.Slice slice, int size) {
    return new Attr.Slice(
        prefixed(0, slice.start()), prefixed(size, slice.limit()), prefixed(1, slice.step()));
  }

  private static Attr.Pad pad(Attr.Pad pad) {
    return new Attr.Pad(
        prefixed(0, pad.low()), prefixed(0, pad.high()), prefixed(0, pad.interior()));
  }

  private static Attr.Cumulative cumulative(Attr.Cumulative attribute) {
    return new Attr.Cumulative(attribute.axis() + 1, attribute.reverse());
  }

  /** Members that have indices of their own look into one long array of all members. */
  private static Node gather(GraphBuilder b, Node f, List<Node> in, List<Boolean> flags, int size) {
    if (!flags.get(1)) {
      return b.make(Prim.GATHER, f.index() + 1, in);
    }
    if (!flags.get(0)) {
      Node all = b.make(Prim.GATHER, f.index(), in);
      return b.transpose(all, Terms.moving(all.shape().rank(), f.index(), 0));
    }
    int extent = f.input(0).shape().extent(f.index());
    Node joined = flattened(b, in.get(0), f.index());
    Node found = b.make(Prim.GATHER, 0, List.of(joined, offset(b, in.get(1), extent)));
    return movedBack(b, found, f.index(), f.input(1).shape().rank());
  }

  private static Node scatterAdd(
      GraphBuilder b, Node f, List<Node> in, List<Boolean> flags, int size) {
    Node x = flags.get(0) ? in.get(0) : Vmap.repeated(b, in.get(0), size);
    Node updates = flags.get(2) ? in.get(2) : Vmap.repeated(b, in.get(2), size);
    if (!flags.get(1)) {
      return b.make(Prim.SCATTER_ADD, f.index() + 1, List.of(x, in.get(1), updates));
    }
    int extent = f.input(0).shape().extent(f.index());
    int indexRank = f.input(1).shape().rank();
    Node flat = flattened(b, x, f.index());
    Node first = b.transpose(updates, Terms.inverse(back(updates, f.index(), indexRank)));
    List<Node> operands = List.of(flat, offset(b, in.get(1), extent), first);
    Node added = b.make(Prim.SCATTER_ADD, 0, operands);
    Ints toFront = Terms.moving(x.shape().rank(), f.index() + 1, 1);
    Node moved = b.reshape(added, b.transpose(x, toFront).shape());
    return b.transpose(moved, Terms.inverse(toFront));
  }

  /** Puts the members' arrays one after the other along the axis, which comes first. */
  private static Node flattened(GraphBuilder b, Node x, int axis) {
    Node first = b.transpose(x, Terms.moving(x.shape().rank(), axis + 1, 1));
    Shape shape = first.shape().without(Ints.of(0));
    return b.reshape(first, shape.with(0, shape.extent(0) * first.shape().extent(0)));
  }

  /**
   * Returns indices into the long array. They are first looked up among 0, 1, … of one member: one
   * out of range is another member's in the long array, and must be met as the index that it is.
   */
  private static Node offset(GraphBuilder b, Node indices, int extent) {
    Node own = b.make(Prim.GATHER, 0, List.of(multiples(b, extent, 1), indices));
    Node starts = multiples(b, indices.shape().extent(0), extent);
    return b.add(own, b.broadcast(starts, indices.shape(), Ints.of(0)));
  }

  /** Returns 0, step, 2 step, …, in INT64. */
  private static Node multiples(GraphBuilder b, int count, long step) {
    long[] multiples = new long[count];
    Arrays.setAll(multiples, i -> i * step);
    return b.constant(Tensor.of(Shape.of(count), multiples));
  }

  /**
   * Brings member, indices, outer axes, inner axes into the order member, outer, indices, inner.
   */
  private static Node movedBack(GraphBuilder b, Node found, int outer, int indexRank) {
    return b.transpose(found, back(found, outer, indexRank));
  }

  private static Ints back(Node found, int outer, int indexRank) {
    int[] permutation = Ints.range(0, found.shape().rank()).toArray();
    for (int i = 0; i < outer; i++) {
      permutation[1 + i] = 1 + indexRank + i;
    }
    for (int i = 0; i < indexRank; i++) {
      permutation[1 + outer + i] = 1 + i;
    }
    return Ints.of(permutation);
  }

  /** One matrix for all members is one larger product, not many. */
  private static Node matmul(GraphBuilder b, List<Node> in, List<Boolean> flags, int size) {
    Node x = in.get(0);
    Node y = in.get(1);
    if (!flags.get(1) && y.shape().rank() == 2) {
      Shape rows = Shape.of(size * x.shape().extent(1), x.shape().extent(2));
      Node product = b.matmul(b.reshape(x, rows), y);
      return b.reshape(product, x.shape().with(2, y.shape().extent(1)));
    }
    if (!flags.get(0) && x.shape().rank() == 2 && y.shape().extent(2) == 1) {
      Node rows = b.reshape(y, Shape.of(size, y.shape().extent(1)));
      Node product = b.matmul(rows, Terms.flipped(b, x));
      return b.reshape(product, Shape.of(size, x.shape().extent(0), 1));
    }
    List<Node> all = all(b, in, flags, size);
    return b.matmul(all.get(0), all.get(1));
  }
}
