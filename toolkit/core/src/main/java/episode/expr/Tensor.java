package episode.expr;

import java.util.Arrays;

/**
 * A dense row-major array of one element type: the values of constants, of {@code perform}, and
 * what goes in and out of compiled functions. Immutable by contract: the raw arrays are shared, and
 * nobody writes to them.
 */
public final class Tensor {
  private final DType dtype;
  private final Shape shape;
  private final Object data;

  private Tensor(DType dtype, Shape shape, Object data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    int length = java.lang.reflect.Array.getLength(data);
    if (length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + " wants " + shape.size() + " elements, got " + length);
    }
  }

  /** Returns the FLOAT64 scalar. */
  public static Tensor of(double value) {
    return new Tensor(DType.FLOAT64, Shape.SCALAR, new double[] {value});
  }

  /** Returns the FLOAT64 vector over the given array, which is not copied. */
  public static Tensor of(double[] values) {
    return new Tensor(DType.FLOAT64, Shape.of(values.length), values);
  }

  /** Returns a FLOAT64 array over the given elements in row-major order, not copied. */
  public static Tensor of(Shape shape, double[] values) {
    return new Tensor(DType.FLOAT64, shape, values);
  }

  /** Returns a FLOAT32 array over the given elements in row-major order, not copied. */
  public static Tensor of(Shape shape, float[] values) {
    return new Tensor(DType.FLOAT32, shape, values);
  }

  /** Returns an INT64 array over the given elements in row-major order, not copied. */
  public static Tensor of(Shape shape, long[] values) {
    return new Tensor(DType.INT64, shape, values);
  }

  /** Returns a BOOL array over the given elements in row-major order, not copied. */
  public static Tensor of(Shape shape, boolean[] values) {
    return new Tensor(DType.BOOL, shape, values);
  }

  /** Returns the FLOAT64 matrix with the given rows, copied. */
  public static Tensor matrix(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] flat = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " entries, row 0 has " + columns);
      }
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return of(Shape.of(rows.length, columns), flat);
  }

  /** Returns an array of the given type and shape whose every element is the number. */
  public static Tensor filled(DType dtype, Shape shape, double value) {
    int n = shape.size();
    switch (dtype) {
      case BOOL -> {
        boolean[] values = new boolean[n];
        Arrays.fill(values, value != 0);
        return of(shape, values);
      }
      case INT64 -> {
        long[] values = new long[n];
        Arrays.fill(values, (long) value);
        return of(shape, values);
      }
      case FLOAT32 -> {
        float[] values = new float[n];
        Arrays.fill(values, (float) value);
        return of(shape, values);
      }
      case FLOAT64 -> {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return of(shape, values);
      }
    }
    throw new AssertionError(dtype);
  }

  /** Returns the element type. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the shape. */
  public Shape shape() {
    return shape;
  }

  /** Returns the type of this array. */
  public Type.ArrayOf type() {
    return new Type.ArrayOf(dtype, shape);
  }

  /** Returns the raw elements of a FLOAT64 array; do not write to them. */
  public double[] doubles() {
    return (double[]) data;
  }

  /** Returns the raw elements of a FLOAT32 array; do not write to them. */
  public float[] floats() {
    return (float[]) data;
  }

  /** Returns the raw elements of an INT64 array; do not write to them. */
  public long[] longs() {
    return (long[]) data;
  }

  /** Returns the raw elements of a BOOL array; do not write to them. */
  public boolean[] booleans() {
    return (boolean[]) data;
  }

  /** Returns an element in row-major order as a double; true is 1. */
  public double at(int i) {
    return switch (dtype) {
      case BOOL -> booleans()[i] ? 1 : 0;
      case INT64 -> longs()[i];
      case FLOAT32 -> floats()[i];
      case FLOAT64 -> doubles()[i];
    };
  }

  /** Returns all elements as doubles in a fresh array. */
  public double[] toDoubles() {
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = at(i);
    }
    return values;
  }

  /** Returns the same elements under another shape of the same size. */
  public Tensor reshaped(Shape other) {
    return new Tensor(dtype, other, data);
  }

  /** Returns a copy of the sub-array at an index of the first axis. */
  public Tensor row(int index) {
    Tensor row = filled(dtype, shape.without(Ints.of(0)), 0);
    System.arraycopy(data, index * row.shape.size(), row.data, 0, row.shape.size());
    return row;
  }

  /** Writes a row of a tensor that nobody else has seen yet. */
  void putRow(int index, Tensor row) {
    System.arraycopy(row.data, 0, data, index * row.shape.size(), row.shape.size());
  }

  /** Returns whether every element equals the number. */
  public boolean isFilledWith(double value) {
    for (int i = 0; i < shape.size(); i++) {
      if (at(i) != value) {
        return false;
      }
    }
    return shape.size() > 0;
  }

  /** Returns whether type, shape and all elements are the same, bit for bit. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Tensor)) {
      return false;
    }
    Tensor that = (Tensor) other;
    if (dtype != that.dtype || !shape.equals(that.shape)) {
      return false;
    }
    return switch (dtype) {
      case BOOL -> Arrays.equals(booleans(), that.booleans());
      case INT64 -> Arrays.equals(longs(), that.longs());
      case FLOAT32 -> Arrays.equals(floats(), that.floats());
      case FLOAT64 -> Arrays.equals(doubles(), that.doubles());
    };
  }

  @Override
  public int hashCode() {
    int elements =
        switch (dtype) {
          case BOOL -> Arrays.hashCode(booleans());
          case INT64 -> Arrays.hashCode(longs());
          case FLOAT32 -> Arrays.hashCode(floats());
          case FLOAT64 -> Arrays.hashCode(doubles());
        };
    return 31 * shape.hashCode() + elements;
  }

  /** Returns the elements, the first few of a long array, and the type of all but a scalar. */
  @Override
  public String toString() {
    if (shape.isScalar()) {
      return element(0);
    }
    StringBuilder text = new StringBuilder(type().toString()).append('{');
    for (int i = 0; i < Math.min(8, shape.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(element(i));
    }
    return text.append(shape.size() > 8 ? ", …}" : "}").toString();
  }

  private String element(int i) {
    return switch (dtype) {
      case BOOL -> Boolean.toString(booleans()[i]);
      case INT64 -> Long.toString(longs()[i]);
      case FLOAT32 -> Float.toString(floats()[i]);
      case FLOAT64 -> Double.toString(doubles()[i]);
    };
  }
}
