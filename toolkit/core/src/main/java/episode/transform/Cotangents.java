package episode.transform;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cotangents that have reached nodes so far. */
final class Cotangents {
  private final GraphBuilder b;
  private final Map<Node, List<Node>> terms = new IdentityHashMap<>();
  private final Map<Node, Map<Integer, Node>> tuples = new IdentityHashMap<>();

  Cotangents(GraphBuilder b) {
    this.b = b;
  }

  void add(Node node, Node cotangent) {
    List<Node> found = terms.get(node);
    if (found == null) {
      found = new ArrayList<>(2);
      terms.put(node, found);
    }
    found.add(cotangent);
  }

  void addPart(Node tuple, int index, Node cotangent) {
    Map<Integer, Node> found = tuples.get(tuple);
    if (found == null) {
      found = new HashMap<>();
      tuples.put(tuple, found);
    }
    found.put(index, cotangent);
  }

  boolean hasParts(Node tuple) {
    return tuples.containsKey(tuple);
  }

  List<Optional<Node>> ofParts(Node tuple, int size) {
    List<Optional<Node>> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(Optional.ofNullable(tuples.get(tuple).get(i)));
    }
    return parts;
  }

  /** Returns the sum of what has reached the node. */
  Optional<Node> of(Node node) {
    List<Node> found = terms.get(node);
    if (found == null) {
      return Optional.empty();
    }
    Node sum = sum(found);
    found.clear();
    found.add(sum);
    return Optional.of(sum);
  }

  private Node sum(List<Node> found) {
    int axis = commonAxis(found);
    if (axis >= 0) {
      Optional<Node> joined = joined(found, axis);
      if (joined.isPresent()) {
        return joined.get();
      }
    }
    Node sum = found.get(0);
    for (int i = 1; i < found.size(); i++) {
      sum = Terms.add(b, sum, found.get(i));
    }
    return sum;
  }

  /** Returns the one axis along which all terms are padded, or −1. */
  private static int commonAxis(List<Node> found) {
    int common = -1;
    for (int i = 0; i < found.size() && found.size() > 1; i++) {
      int axis = found.get(i).prim() == Prim.PAD ? axis((Attr.Pad) found.get(i).attribute()) : -1;
      if (axis < 0 || i > 0 && axis != common) {
        return -1;
      }
      common = axis;
    }
    return common;
  }

  private static int axis(Attr.Pad pad) {
    int axis = -1;
    for (int i = 0; i < pad.low().size(); i++) {
      if (pad.interior().at(i) != 0) {
        return -1;
      }
      if (pad.low().at(i) != 0 || pad.high().at(i) != 0) {
        if (axis >= 0) {
          return -1;
        }
        axis = i;
      }
    }
    return axis;
  }

  /**
   * Returns the sum of padded pieces that do not overlap as one row of them: the parts of a vector
   * of parameters would otherwise each be padded to its full length.
   */
  private Optional<Node> joined(List<Node> found, int axis) {
    List<Node> sorted = new ArrayList<>(found);
    sortByStart(sorted, axis);
    List<Node> row = new ArrayList<>();
    int end = 0;
    for (Node pad : sorted) {
      int low = low(pad, axis);
      if (low < end) {
        return Optional.empty();
      }
      addZeros(row, pad.input(0), axis, low - end);
      row.add(pad.input(0));
      end = low + pad.input(0).shape().extent(axis);
    }
    addZeros(row, sorted.get(0).input(0), axis, sorted.get(0).shape().extent(axis) - end);
    return Optional.of(b.concat(row, axis));
  }

  /**
   * Insertion: reverse sweeps meet the parts in order or in reverse, and a lambda costs a start.
   */
  private static void sortByStart(List<Node> pads, int axis) {
    for (int i = 1; i < pads.size(); i++) {
      Node pad = pads.get(i);
      int place = i;
      while (place > 0 && low(pads.get(place - 1), axis) > low(pad, axis)) {
        pads.set(place, pads.get(place - 1));
        place--;
      }
      pads.set(place, pad);
    }
  }

  private void addZeros(List<Node> row, Node like, int axis, int extent) {
    if (extent > 0) {
      Node zero = b.constant(Tensor.filled(like.dtype(), Shape.SCALAR, 0));
      row.add(b.broadcast(zero, like.shape().with(axis, extent), Ints.of()));
    }
  }

  private static int low(Node pad, int axis) {
    return ((Attr.Pad) pad.attribute()).low().at(axis);
  }
}
