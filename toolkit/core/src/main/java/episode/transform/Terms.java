package episode.transform;

import episode.expr.Attr;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.List;

/** Short names for making nodes whose operands already fit. */
final class Terms {
  private Terms() {}

  static Node unary(GraphBuilder b, Prim prim, Node x) {
    return b.make(prim, Node.NONE, List.of(x));
  }

  static Node binary(GraphBuilder b, Prim prim, Node x, Node y) {
    return b.make(prim, Node.NONE, List.of(x, y));
  }

  static Node add(GraphBuilder b, Node x, Node y) {
    return binary(b, Prim.ADD, x, y);
  }

  static Node sub(GraphBuilder b, Node x, Node y) {
    return binary(b, Prim.SUB, x, y);
  }

  static Node mul(GraphBuilder b, Node x, Node y) {
    return binary(b, Prim.MUL, x, y);
  }

  static Node div(GraphBuilder b, Node x, Node y) {
    return binary(b, Prim.DIV, x, y);
  }

  static Node neg(GraphBuilder b, Node x) {
    return unary(b, Prim.NEG, x);
  }

  static Node where(GraphBuilder b, Node condition, Node x, Node y) {
    return b.make(Prim.WHERE, Node.NONE, List.of(condition, x, y));
  }

  static Node zeros(GraphBuilder b, Node like) {
    return b.filledLike(like, 0);
  }

  static Node scaled(GraphBuilder b, double factor, Node x) {
    return mul(b, b.filledLike(x, factor), x);
  }

  /** Returns whether every element is known to be 0. */
  static boolean isZero(Node node) {
    return node.isConstant(0) || node.prim() == Prim.BROADCAST && node.input(0).isConstant(0);
  }

  /** Returns a reduction's result stretched back to the shape that was reduced. */
  static Node unreduce(GraphBuilder b, Node reduced, Shape shape, Ints axes) {
    return b.broadcast(reduced, shape, others(shape.rank(), axes));
  }

  /** Returns the axes of a rank that a list does not name. */
  static Ints others(int rank, Ints axes) {
    int[] others = new int[rank - axes.size()];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (!axes.contains(axis)) {
        others[next++] = axis;
      }
    }
    return Ints.of(others);
  }

  /** Returns the axes of a shape that a broadcast does not fill from its operand. */
  static Ints newAxes(Attr.Broadcast attribute) {
    return others(attribute.shape().rank(), attribute.dims());
  }

  /** Returns the permutation that undoes one. */
  static Ints inverse(Ints permutation) {
    int[] inverse = new int[permutation.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.at(i)] = i;
    }
    return Ints.of(inverse);
  }

  /** Returns the permutation of a rank that moves one axis to another place, the rest in order. */
  static Ints moving(int rank, int from, int to) {
    int[] permutation = new int[rank];
    int next = 0;
    for (int place = 0; place < rank; place++) {
      if (place == to) {
        permutation[place] = from;
      } else {
        next += next == from ? 1 : 0;
        permutation[place] = next++;
      }
    }
    return Ints.of(permutation);
  }

  /** Returns x with zeros before and after it along one axis. */
  static Node padded(GraphBuilder b, Node x, int axis, int low, int high) {
    int rank = x.shape().rank();
    int[] before = new int[rank];
    int[] after = new int[rank];
    before[axis] = low;
    after[axis] = high;
    Attr.Pad pad = new Attr.Pad(Ints.of(before), Ints.of(after), Ints.filled(0, rank));
    return b.make(Prim.PAD, pad, List.of(x));
  }

  /** Returns the matrices with their last two axes exchanged. */
  static Node flipped(GraphBuilder b, Node x) {
    Shape shape = x.shape();
    int[] permutation = Ints.range(0, shape.rank()).toArray();
    permutation[shape.rank() - 1] = shape.rank() - 2;
    permutation[shape.rank() - 2] = shape.rank() - 1;
    return b.transpose(x, Ints.of(permutation));
  }
}
