package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arrays put together, taken apart and repeated, of any type, as in NumPy. */
public final class Joining {
  private Joining() {}

  /** Returns the arrays one after the other along an axis, promoted. */
  public static Node concatenate(GraphBuilder b, List<Node> parts, int axis) {
    return b.apply(new Joins.Concatenate(Optional.of(axis)), promoted(b, parts)).get(0);
  }

  /** Returns the elements of all arrays as one vector, promoted. */
  public static Node concatenate(GraphBuilder b, List<Node> parts) {
    return b.apply(new Joins.Concatenate(Optional.empty()), promoted(b, parts)).get(0);
  }

  /** Returns arrays of one shape along a new axis, which is that axis of the result, promoted. */
  public static Node stack(GraphBuilder b, List<Node> parts, int axis) {
    return b.apply(new Joins.StackAlong(axis), promoted(b, parts)).get(0);
  }

  /**
   * Returns parts of equal extent along an axis.
   *
   * @throws episode.expr.EpisodeException E3101 where the extent does not divide
   */
  public static List<Node> split(GraphBuilder b, Node x, int count, int axis) {
    int own = Taken.axis("Split", axis, x.shape().rank());
    int extent = x.shape().extent(own);
    if (count < 1 || extent % count != 0) {
      throw Taken.problem(
          "Split: an axis of extent " + extent + " has no " + count + " equal parts",
          "Give the places at which to cut with 'splitAt'.");
    }
    List<Integer> cuts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      cuts.add(i * extent / count);
    }
    return splitAt(b, x, cuts, axis);
  }

  /** Returns the parts before, between and after ascending cuts along an axis. */
  public static List<Node> splitAt(GraphBuilder b, Node x, List<Integer> cuts, int axis) {
    return b.apply(new Joins.Split(axis, cuts), List.of(x));
  }

  /** Returns the array with every element along an axis repeated. */
  public static Node repeat(GraphBuilder b, Node x, int count, int axis) {
    return repeat(b, x, List.of(count), axis);
  }

  /** Returns the array with each element along an axis repeated as often as its count says. */
  public static Node repeat(GraphBuilder b, Node x, List<Integer> counts, int axis) {
    for (int count : counts) {
      checkCount("Repeat", count);
    }
    return of(b, new Picks.Repeat(axis, List.copyOf(counts)), x);
  }

  /** Returns all elements in row-major order as a vector, each repeated. */
  public static Node repeat(GraphBuilder b, Node x, int count) {
    return repeat(b, Shaping.ravel(b, x), count, 0);
  }

  /** Is refused: how often something is repeated is part of a shape. */
  public static Node repeat(GraphBuilder b, Node x, Node counts, int axis) {
    throw DataShapes.refused(
        "Repeat",
        "counts are values of the graph",
        "var places = Creation.arange(b, n);   // n: the sum of the counts\n"
            + "var from = Sorting.searchSorted(b, Cumulation.sum(b, counts), places, true);\n"
            + "Indexing.take(b, x, from, axis)");
  }

  /** Returns copies of an array side by side; missing axes are put in front. */
  public static Node tile(GraphBuilder b, Node x, int... counts) {
    Node all = x;
    while (all.shape().rank() < counts.length) {
      all = b.reshape(all, all.shape().inserted(0, 1));
    }
    int first = all.shape().rank() - counts.length;
    for (int i = 0; i < counts.length; i++) {
      checkCount("Tile", counts[i]);
      all = counts[i] == 1 ? all : of(b, new Picks.Tile(first + i, counts[i]), all);
    }
    return all;
  }

  /** What stands beyond the ends of an array. */
  public enum PadMode {
    /** A number. */
    CONSTANT,
    /** The first and the last element. */
    EDGE,
    /** The elements mirrored in the last one. */
    REFLECT,
    /** The elements mirrored behind the last one. */
    SYMMETRIC,
    /** The elements from the other end. */
    WRAP
  }

  /** Returns the array with a number before and after its elements along an axis. */
  public static Node pad(GraphBuilder b, Node x, int axis, int before, int after, double value) {
    return padded(b, x, new Picks.Pad(axis, before, after, PadMode.CONSTANT, value));
  }

  /** Returns the array with more of its elements before and after it along an axis. */
  public static Node pad(GraphBuilder b, Node x, int axis, int before, int after, PadMode mode) {
    return padded(b, x, new Picks.Pad(axis, before, after, mode, 0));
  }

  private static Node padded(GraphBuilder b, Node x, Picks.Pad op) {
    checkCount("Pad", op.before());
    checkCount("Pad", op.after());
    return of(b, op, x);
  }

  private static void checkCount(String op, int count) {
    if (count < 0) {
      throw Taken.problem(op + ": a count of " + count, "Counts are 0 or more.");
    }
  }

  private static List<Node> promoted(GraphBuilder b, List<Node> parts) {
    DType dtype = parts.isEmpty() ? DType.BOOL : parts.get(0).dtype();
    for (Node part : parts) {
      dtype = DType.promote(dtype, part.dtype());
    }
    List<Node> cast = new ArrayList<>();
    for (Node part : parts) {
      cast.add(b.cast(part, dtype));
    }
    return cast;
  }

  private static Node of(GraphBuilder b, Op op, Node x) {
    return b.apply(op, List.of(x)).get(0);
  }
}
