package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.Arrays;

/** Arrays made of nothing, constants of a graph; their shapes are known when it is built. */
public final class Creation {
  private Creation() {}

  /** Returns the FLOAT64 identity matrix. */
  public static Node eye(GraphBuilder b, int size) {
    return eye(b, DType.FLOAT64, size, size, 0);
  }

  /** Returns a matrix with 1 where column − row is the offset, else 0. */
  public static Node eye(GraphBuilder b, DType dtype, int rows, int columns, int offset) {
    Node ones = full(b, dtype, 1, rows, columns);
    return Matrices.band(b, ones, offset, offset);
  }

  /** Is refused: a size that is a value of the graph would be part of a shape. */
  public static Node eye(GraphBuilder b, Node size) {
    throw DataShapes.refused(
        "Eye",
        "its size is a value of the graph",
        "var places = Creation.arange(b, n);   // n: the largest size that there can be\n"
            + "var inside = b.cast(b.binary(Prim.LT, places, size), DType.FLOAT64);\n"
            + "Indexing.diagonalMatrix(b, inside, 0)   // 1 up to the size, 0 beyond");
  }

  /** Returns 0, 1, … below a number, in INT64. */
  public static Node arange(GraphBuilder b, int stop) {
    return arange(b, 0, stop, 1);
  }

  /** Returns start, start + step, … before stop, in INT64. */
  public static Node arange(GraphBuilder b, long start, long stop, long step) {
    if (step == 0) {
      throw Taken.problem("Arange: a step of 0", "A step is positive, or negative for backwards.");
    }
    long span = step > 0 ? stop - start : start - stop;
    long size = Math.abs(step);
    long[] values = new long[Math.toIntExact(span <= 0 ? 0 : (span + size - 1) / size)];
    Arrays.setAll(values, i -> start + i * step);
    return b.constant(Tensor.of(Shape.of(values.length), values));
  }

  /** Is refused: a length that is a value of the graph would be part of a shape. */
  public static Node arange(GraphBuilder b, Node stop) {
    throw DataShapes.refused(
        "Arange",
        "its length is a value of the graph",
        "var places = Creation.arange(b, n);   // n: the largest length that there can be\n"
            + "b.where(b.binary(Prim.LT, places, stop), places, zero)");
  }

  /** Returns FLOAT64 numbers at equal distances from start to stop, both among them. */
  public static Node linspace(GraphBuilder b, double start, double stop, int count) {
    Taken.atLeastZero("Linspace", "numbers", count);
    double[] values = new double[count];
    Arrays.setAll(values, i -> start + i * ((stop - start) / Math.max(1, count - 1)));
    if (count > 1) {
      values[count - 1] = stop;
    }
    return b.constant(Tensor.of(values));
  }

  /** Returns an array whose every element is a number. */
  public static Node full(GraphBuilder b, DType dtype, double value, int... extents) {
    return full(b, b.constant(Tensor.filled(dtype, Shape.SCALAR, value)), extents);
  }

  /** Returns an array whose every element is a value of the graph. */
  public static Node full(GraphBuilder b, Node value, int... extents) {
    return b.broadcastTo(value, Shape.of(extents));
  }

  /** Returns a FLOAT64 array of zeros. */
  public static Node zeros(GraphBuilder b, int... extents) {
    return full(b, DType.FLOAT64, 0, extents);
  }

  /** Returns a FLOAT64 array of ones. */
  public static Node ones(GraphBuilder b, int... extents) {
    return full(b, DType.FLOAT64, 1, extents);
  }
}
