package episode.transform;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/** The rules of slices, pads and concatenations. */
final class Slices {
  private Slices() {}

  static Node slice(Simplifier s, Node x, Attr.Slice slice) {
    Node raw = s.raw(Prim.SLICE, slice, List.of(x));
    if (raw.shape().equals(x.shape())) {
      return x;
    }
    return switch (x.prim()) {
      case BROADCAST -> ofBroadcast(s, x, slice, raw.shape());
      case SLICE -> ofSlice(s, x, slice);
      case CONCAT -> ofConcat(s, x, slice, raw);
      default -> raw;
    };
  }

  private static Node ofBroadcast(Simplifier s, Node x, Attr.Slice slice, Shape shape) {
    Ints dims = ((Attr.Broadcast) x.attribute()).dims();
    int[] start = new int[dims.size()];
    int[] limit = new int[dims.size()];
    int[] step = new int[dims.size()];
    for (int i = 0; i < dims.size(); i++) {
      start[i] = slice.start().at(dims.at(i));
      limit[i] = slice.limit().at(dims.at(i));
      step[i] = slice.step().at(dims.at(i));
    }
    Attr.Slice inner = new Attr.Slice(Ints.of(start), Ints.of(limit), Ints.of(step));
    return s.broadcast(s.make(Prim.SLICE, inner, List.of(x.input(0))), shape, dims);
  }

  private static Node ofSlice(Simplifier s, Node x, Attr.Slice outer) {
    Attr.Slice inner = (Attr.Slice) x.attribute();
    int rank = x.shape().rank();
    int[] start = new int[rank];
    int[] limit = new int[rank];
    int[] step = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      step[axis] = inner.step().at(axis) * outer.step().at(axis);
      start[axis] = inner.start().at(axis) + inner.step().at(axis) * outer.start().at(axis);
      int count = outer.count(axis);
      limit[axis] = count == 0 ? start[axis] : start[axis] + (count - 1) * step[axis] + 1;
    }
    Attr.Slice both = new Attr.Slice(Ints.of(start), Ints.of(limit), Ints.of(step));
    return s.make(Prim.SLICE, both, List.of(x.input(0)));
  }

  /** Within one of the parts. */
  private static Node ofConcat(Simplifier s, Node x, Attr.Slice slice, Node raw) {
    int axis = x.index();
    int first = slice.start().at(axis);
    int last = first + (slice.count(axis) - 1) * slice.step().at(axis);
    int offset = 0;
    for (Node part : x.inputs()) {
      int extent = part.shape().extent(axis);
      if (first >= offset && last < offset + extent && raw.shape().size() > 0) {
        int[] start = slice.start().toArray();
        int[] limit = slice.limit().toArray();
        start[axis] = first - offset;
        limit[axis] = last - offset + 1;
        Attr.Slice inner = new Attr.Slice(Ints.of(start), Ints.of(limit), slice.step());
        return s.make(Prim.SLICE, inner, List.of(part));
      }
      offset += extent;
    }
    return raw;
  }

  static Node pad(Simplifier s, Node x, Attr.Pad pad) {
    Node raw = s.raw(Prim.PAD, pad, List.of(x));
    if (raw.shape().equals(x.shape())) {
      return x;
    }
    return Folding.is(x, 0) ? s.filled(raw, 0) : raw;
  }

  static Node concat(Simplifier s, List<Node> in, int axis) {
    List<Node> parts = new ArrayList<>(in.size());
    for (Node part : in) {
      if (part.prim() == Prim.CONCAT && part.index() == axis) {
        for (Node inner : part.inputs()) {
          append(s, parts, inner, axis);
        }
      } else if (part.shape().extent(axis) > 0 || in.size() == 1) {
        append(s, parts, part, axis);
      }
    }
    if (parts.isEmpty()) {
      return in.get(0);
    }
    return parts.size() == 1 ? parts.get(0) : s.raw(Prim.CONCAT, axis, parts);
  }

  /** Neighbouring stretches of one array become one stretch, and so do neighbouring constants. */
  private static void append(Simplifier s, List<Node> parts, Node part, int axis) {
    if (!parts.isEmpty()) {
      Node last = parts.get(parts.size() - 1);
      Node joined = joined(s, last, part, axis);
      if (joined != part) {
        parts.set(parts.size() - 1, joined);
        return;
      }
    }
    parts.add(part);
  }

  private static Node joined(Simplifier s, Node x, Node y, int axis) {
    int total = x.shape().extent(axis) + y.shape().extent(axis);
    if (Folding.isUniform(x) && Folding.isUniform(y) && scalar(x) == scalar(y)) {
      return s.broadcast(scalar(x), x.shape().with(axis, total), Ints.of());
    }
    if (x.prim() == Prim.SLICE && y.prim() == Prim.SLICE && x.input(0) == y.input(0)) {
      Attr.Slice first = (Attr.Slice) x.attribute();
      Attr.Slice second = (Attr.Slice) y.attribute();
      int[] start = second.start().toArray();
      boolean adjacent = start[axis] == first.limit().at(axis) && first.step().at(axis) == 1;
      start[axis] = first.start().at(axis);
      boolean same =
          first.step().equals(second.step())
              && first.start().equals(Ints.of(start))
              && limitsMatch(first, second, axis);
      if (adjacent && same) {
        Attr.Slice both = new Attr.Slice(first.start(), second.limit(), first.step());
        return s.make(Prim.SLICE, both, List.of(x.input(0)));
      }
    }
    return y;
  }

  private static Node scalar(Node x) {
    return x.prim() == Prim.BROADCAST ? x.input(0) : x;
  }

  private static boolean limitsMatch(Attr.Slice first, Attr.Slice second, int axis) {
    int[] limit = second.limit().toArray();
    limit[axis] = first.limit().at(axis);
    return first.limit().equals(Ints.of(limit));
  }
}
