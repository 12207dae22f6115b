package episode.op;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The matrices of an array along its last two axes, and arrays made of numbers. */
final class Stack {
  private Stack() {}

  static int rows(Shape shape) {
    return shape.extent(shape.rank() - 2);
  }

  static int columns(Shape shape) {
    return shape.extent(shape.rank() - 1);
  }

  /** Returns how many matrices there are. */
  static int count(Shape shape) {
    int count = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      count *= shape.extent(axis);
    }
    return count;
  }

  static Shape leading(Shape shape, int dropped) {
    return Shape.of(Arrays.copyOf(shape.extents(), shape.rank() - dropped));
  }

  /** Returns a copy of a matrix. */
  static DMatrixRMaj matrix(Tensor x, int which) {
    int rows = rows(x.shape());
    int columns = columns(x.shape());
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = x.at(which * rows * columns + i);
    }
    return matrix;
  }

  static boolean isFinite(DMatrixRMaj a) {
    for (double each : a.data) {
      if (!Double.isFinite(each)) {
        return false;
      }
    }
    return true;
  }

  /** Puts the elements of a matrix, or NaN in place of a matrix that is null. */
  static void put(double[] all, int which, int size, DMatrixRMaj matrix) {
    if (matrix == null) {
      Arrays.fill(all, which * size, (which + 1) * size, Double.NaN);
    } else {
      System.arraycopy(matrix.data, 0, all, which * size, size);
    }
  }

  /** Returns numbers as an array of a floating type. */
  static Tensor tensor(DType dtype, Shape shape, double[] values) {
    if (dtype == DType.FLOAT64) {
      return Tensor.of(shape, values);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return Tensor.of(shape, rounded);
  }

  static Type.ArrayOf type(DType dtype, Shape shape) {
    return Type.array(dtype, shape);
  }

  /** Returns the symmetric part of a matrix of a stack. */
  static DMatrixRMaj symmetric(Tensor a, int which) {
    DMatrixRMaj matrix = matrix(a, which);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
        matrix.set(i, j, mean);
        matrix.set(j, i, mean);
      }
    }
    return matrix;
  }
}
