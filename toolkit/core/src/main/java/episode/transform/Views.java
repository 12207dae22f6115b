package episode.transform;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.Arrays;
import java.util.List;

/** The rules of broadcasts, reshapes and transposes. */
final class Views {
  private Views() {}

  static Node broadcast(Simplifier s, Node x, Attr.Broadcast attribute) {
    Shape shape = attribute.shape();
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x.shape().size() == shape.size()) {
      return s.reshape(x, shape);
    }
    if (x.prim() == Prim.BROADCAST) {
      Ints inner = ((Attr.Broadcast) x.attribute()).dims();
      return s.broadcast(x.input(0), shape, composed(attribute.dims(), inner));
    }
    Ints units = units(x.shape());
    if (units.size() > 0) {
      Ints kept = Terms.others(x.shape().rank(), units);
      Node thin = s.reshape(x, x.shape().without(units));
      return s.broadcast(thin, shape, composed(attribute.dims(), kept));
    }
    return s.raw(Prim.BROADCAST, attribute, List.of(x));
  }

  /** Returns outer(inner(i)) for each i. */
  private static Ints composed(Ints outer, Ints inner) {
    int[] values = new int[inner.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = outer.at(inner.at(i));
    }
    return Ints.of(values);
  }

  /** Returns the axes of extent 1. */
  static Ints units(Shape shape) {
    int[] found = new int[shape.rank()];
    int count = 0;
    for (int axis = 0; axis < found.length; axis++) {
      if (shape.extent(axis) == 1) {
        found[count++] = axis;
      }
    }
    return Ints.of(Arrays.copyOf(found, count));
  }

  static Node reshape(Simplifier s, Node x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x.prim() == Prim.RESHAPE) {
      return s.reshape(x.input(0), shape);
    }
    if (x.prim() == Prim.BROADCAST) {
      Node inner = x.input(0);
      if (inner.shape().isScalar()) {
        return s.broadcast(inner, shape, Ints.of());
      }
      if (x.shape().without(units(x.shape())).equals(shape.without(units(shape)))) {
        return s.broadcast(inner, shape, moved((Attr.Broadcast) x.attribute(), shape));
      }
    }
    return s.raw(Prim.RESHAPE, shape, List.of(x));
  }

  /** Returns where the dims of a broadcast go when its shape gains or loses axes of extent 1. */
  private static Ints moved(Attr.Broadcast attribute, Shape shape) {
    Ints from = Terms.others(attribute.shape().rank(), units(attribute.shape()));
    Ints to = Terms.others(shape.rank(), units(shape));
    int[] dims = new int[attribute.dims().size()];
    for (int i = 0; i < dims.length; i++) {
      for (int k = 0; k < from.size(); k++) {
        if (from.at(k) == attribute.dims().at(i)) {
          dims[i] = to.at(k);
        }
      }
    }
    return Ints.of(dims);
  }

  static Node transpose(Simplifier s, Node x, Ints permutation) {
    int rank = permutation.size();
    if (permutation.equals(Ints.range(0, rank))) {
      return x;
    }
    if (x.prim() == Prim.TRANSPOSE) {
      return s.transpose(x.input(0), composed(x.axes(), permutation));
    }
    if (x.prim() == Prim.BROADCAST) {
      return transposeBroadcast(s, x, permutation);
    }
    Node raw = s.raw(Prim.TRANSPOSE, permutation, List.of(x));
    return isOrderKept(x.shape(), permutation) ? s.reshape(x, raw.shape()) : raw;
  }

  private static boolean isOrderKept(Shape shape, Ints permutation) {
    int last = -1;
    for (int i = 0; i < permutation.size(); i++) {
      if (shape.extent(permutation.at(i)) != 1) {
        if (permutation.at(i) < last) {
          return false;
        }
        last = permutation.at(i);
      }
    }
    return true;
  }

  private static Node transposeBroadcast(Simplifier s, Node x, Ints permutation) {
    Ints dims = ((Attr.Broadcast) x.attribute()).dims();
    int[] order = new int[dims.size()];
    int[] places = new int[dims.size()];
    int[] extents = new int[permutation.size()];
    int next = 0;
    for (int i = 0; i < extents.length; i++) {
      extents[i] = x.shape().extent(permutation.at(i));
      for (int k = 0; k < dims.size(); k++) {
        if (dims.at(k) == permutation.at(i)) {
          order[next] = k;
          places[next++] = i;
        }
      }
    }
    Node inner = s.transpose(x.input(0), Ints.of(order));
    return s.broadcast(inner, Shape.of(extents), Ints.of(places));
  }
}
