package episode.transform;

import static episode.transform.Terms.flipped;
import static episode.transform.Terms.mul;
import static episode.transform.Terms.unreduce;
import static episode.transform.Terms.zeros;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.List;

/** The reverse derivative of every primitive that is no sub-graph: one row each. */
final class VjpRules {
  private VjpRules() {}

  /** Returns the cotangent of operand k of f, given c, the cotangent of f. */
  static Node cotangent(GraphBuilder b, Node f, int k, Node c) {
    Node x = f.input(k);
    return switch (f.prim()) {
      case NEG, ABS, SQRT, EXP, LOG, EXPM1, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH ->
          ElementwiseRules.times(b, f, k, c);
      case TANH, ERF, LGAMMA, POLYGAMMA -> ElementwiseRules.times(b, f, k, c);
      case ADD, SUB, MUL, DIV, MOD, POW, MIN, MAX, ATAN2, WHERE ->
          ElementwiseRules.times(b, f, k, c);
      case CAST -> b.make(Prim.CAST, x.dtype(), List.of(c));
      case SUM -> unreduce(b, c, x.shape(), f.axes());
      case PROD ->
          mul(b, unreduce(b, c, x.shape(), f.axes()), ReductionRules.productOfOthers(b, f));
      case REDUCE_MIN, REDUCE_MAX ->
          mul(b, unreduce(b, c, x.shape(), f.axes()), ReductionRules.extremumFactor(b, f));
      case BROADCAST -> b.reduce(Prim.SUM, c, Terms.newAxes((Attr.Broadcast) f.attribute()));
      case RESHAPE -> b.reshape(c, x.shape());
      case TRANSPOSE -> b.transpose(c, Terms.inverse(f.axes()));
      case SLICE -> b.make(Prim.PAD, undoing((Attr.Slice) f.attribute(), x.shape()), List.of(c));
      case PAD -> b.make(Prim.SLICE, undoing((Attr.Pad) f.attribute(), x.shape()), List.of(c));
      case CONCAT -> b.slice(c, f.index(), start(f, k), start(f, k + 1));
      case GATHER -> b.make(Prim.SCATTER_ADD, f.attribute(), List.of(zeros(b, x), f.input(1), c));
      case SCATTER_ADD -> k == 0 ? c : b.make(Prim.GATHER, f.attribute(), List.of(c, f.input(1)));
      case CUMSUM -> b.make(Prim.CUMSUM, reversed((Attr.Cumulative) f.attribute()), List.of(c));
      case CUMPROD -> ReductionRules.cumulativeProductTimes(b, f, c, true);
      case MATMUL ->
          k == 0 ? b.matmul(c, flipped(b, f.input(1))) : b.matmul(flipped(b, f.input(0)), c);
      case INPUT, CONST, SIGN, FLOOR, CEIL, ROUND, EQ, NE, LT, LE, AND, OR, NOT, ARGMAX ->
          throw new IllegalArgumentException(f.prim() + " has no derivative");
      case CALL, SCAN, IF, WHILE, OP, HOST, PART ->
          throw new IllegalArgumentException(f.prim() + " is no rule's");
    };
  }

  /** Returns whether the cotangent of an operand of f can be other than zero. */
  static boolean passes(Node f, int k) {
    return f.input(k).isArray()
        && f.input(k).dtype().isFloating()
        && !ElementwiseRules.isFlat(f.prim());
  }

  private static Attr.Cumulative reversed(Attr.Cumulative attribute) {
    return new Attr.Cumulative(attribute.axis(), !attribute.reverse());
  }

  private static int start(Node concat, int k) {
    int start = 0;
    for (int i = 0; i < k; i++) {
      start += concat.input(i).shape().extent(concat.index());
    }
    return start;
  }

  private static Attr.Pad undoing(Attr.Slice slice, Shape shape) {
    int[] high = new int[shape.rank()];
    int[] interior = new int[shape.rank()];
    for (int axis = 0; axis < high.length; axis++) {
      int count = slice.count(axis);
      int span = count == 0 ? 0 : (count - 1) * slice.step().at(axis) + 1;
      high[axis] = shape.extent(axis) - slice.start().at(axis) - span;
      interior[axis] = slice.step().at(axis) - 1;
    }
    return new Attr.Pad(slice.start(), Ints.of(high), Ints.of(interior));
  }

  private static Attr.Slice undoing(Attr.Pad pad, Shape shape) {
    int[] limit = new int[shape.rank()];
    int[] step = new int[shape.rank()];
    for (int axis = 0; axis < limit.length; axis++) {
      int n = shape.extent(axis);
      step[axis] = 1 + pad.interior().at(axis);
      limit[axis] = pad.low().at(axis) + (n == 0 ? 0 : (n - 1) * step[axis] + 1);
    }
    return new Attr.Slice(pad.low(), Ints.of(limit), Ints.of(step));
  }
}
