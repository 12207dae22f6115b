package episode.transform;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.Arrays;
import java.util.List;

/** The rules of reductions and running reductions. */
final class Sums {
  private Sums() {}

  static Node sum(Simplifier s, Node x, Ints axes) {
    if (isOverUnits(x, axes)) {
      return s.reshape(x, x.shape().without(axes));
    }
    return switch (x.prim()) {
      case BROADCAST -> ofBroadcast(s, x, axes);
      case NEG -> s.unary(Prim.NEG, s.sum(x.input(0), axes));
      case SUM -> s.sum(x.input(0), merged(x.axes(), axes, x.input(0).shape().rank()));
      case MUL, DIV -> Contraction.sum(s, x, axes);
      case PAD ->
          isPaddedOnly((Attr.Pad) x.attribute(), axes)
              ? s.sum(x.input(0), axes)
              : s.raw(Prim.SUM, axes, List.of(x));
      default -> s.raw(Prim.SUM, axes, List.of(x));
    };
  }

  static boolean isOverUnits(Node x, Ints axes) {
    for (int i = 0; i < axes.size(); i++) {
      if (x.shape().extent(axes.at(i)) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Equal terms are counted, not added. */
  private static Node ofBroadcast(Simplifier s, Node x, Ints axes) {
    Node rest = withoutRepeats(s, Prim.SUM, x, axes);
    return s.binary(Prim.MUL, s.filled(rest, repeats(x, axes)), rest);
  }

  private static double repeats(Node x, Ints axes) {
    Ints dims = ((Attr.Broadcast) x.attribute()).dims();
    double count = 1;
    for (int i = 0; i < axes.size(); i++) {
      count *= dims.contains(axes.at(i)) ? 1 : x.shape().extent(axes.at(i));
    }
    return count;
  }

  /** Returns the reduction over those axes that the operand of a broadcast fills. */
  private static Node withoutRepeats(Simplifier s, Prim prim, Node x, Ints axes) {
    Ints dims = ((Attr.Broadcast) x.attribute()).dims();
    Shape result = x.shape().without(axes);
    int[] inner = new int[dims.size()];
    int[] kept = new int[dims.size()];
    int reduced = 0;
    int left = 0;
    for (int i = 0; i < dims.size(); i++) {
      if (axes.contains(dims.at(i))) {
        inner[reduced++] = i;
      } else {
        kept[left++] = dims.at(i) - countBelow(axes, dims.at(i));
      }
    }
    Ints innerAxes = Ints.of(Arrays.copyOf(inner, reduced));
    Node small = reduced == 0 ? x.input(0) : s.make(prim, innerAxes, List.of(x.input(0)));
    return s.broadcast(small, result, Ints.of(Arrays.copyOf(kept, left)));
  }

  static int countBelow(Ints axes, int axis) {
    int count = 0;
    for (int i = 0; i < axes.size(); i++) {
      count += axes.at(i) < axis ? 1 : 0;
    }
    return count;
  }

  /** Returns the axes of an array that two reductions, one after the other, take away. */
  private static Ints merged(Ints first, Ints second, int rank) {
    Ints left = Terms.others(rank, first);
    int[] axes = new int[first.size() + second.size()];
    for (int i = 0; i < first.size(); i++) {
      axes[i] = first.at(i);
    }
    for (int i = 0; i < second.size(); i++) {
      axes[first.size() + i] = left.at(second.at(i));
    }
    Arrays.sort(axes);
    return Ints.of(axes);
  }

  private static boolean isPaddedOnly(Attr.Pad pad, Ints axes) {
    for (int axis = 0; axis < pad.low().size(); axis++) {
      boolean touched =
          pad.low().at(axis) != 0 || pad.high().at(axis) != 0 || pad.interior().at(axis) != 0;
      if (touched && !axes.contains(axis)) {
        return false;
      }
    }
    return true;
  }

  static Node prod(Simplifier s, Node x, Ints axes) {
    return isOverUnits(x, axes)
        ? s.reshape(x, x.shape().without(axes))
        : s.raw(Prim.PROD, axes, List.of(x));
  }

  static Node extremum(Simplifier s, Prim prim, Node x, Ints axes) {
    if (isOverUnits(x, axes)) {
      return s.reshape(x, x.shape().without(axes));
    }
    if (x.prim() == Prim.BROADCAST) {
      return withoutRepeats(s, prim, x, axes);
    }
    return s.raw(prim, axes, List.of(x));
  }

  static Node cumulative(Simplifier s, Prim prim, Node x, Attr.Cumulative attribute) {
    return x.shape().extent(attribute.axis()) == 1 ? x : s.raw(prim, attribute, List.of(x));
  }
}
