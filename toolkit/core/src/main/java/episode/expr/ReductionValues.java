package episode.expr;

/** The values of reductions, running reductions and the matrix product. */
final class ReductionValues {
  private ReductionValues() {}

  static Tensor reduce(Prim prim, Tensor x, Ints axes) {
    Shape shape = x.shape().without(axes);
    int[] own = shape.strides();
    int[] strides = new int[x.shape().rank()];
    int next = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = axes.contains(axis) ? 0 : own[next++];
    }
    int[] offsets = MovementValues.offsets(x.shape(), 0, strides);
    // FLOAT32 is accumulated in double precision.
    DType dtype = x.dtype() == DType.FLOAT32 ? DType.FLOAT64 : x.dtype();
    Tensor wide = UnaryValues.cast(x, dtype);
    Object y = filled(prim, dtype, shape);
    for (int i = 0; i < offsets.length; i++) {
      combine(prim, wide, i, y, offsets[i]);
    }
    return UnaryValues.cast(MovementValues.wrap(dtype, shape, y), x.dtype());
  }

  private static Object filled(Prim prim, DType dtype, Shape shape) {
    Tensor all = Tensor.filled(dtype, shape, prim.overNothing(dtype));
    return switch (dtype) {
      case BOOL -> all.booleans();
      case INT64 -> all.longs();
      case FLOAT32 -> all.floats();
      case FLOAT64 -> all.doubles();
    };
  }

  /** Takes an element of x into an element of y. */
  static void combine(Prim prim, Tensor x, int from, Object y, int to) {
    Prim two =
        switch (prim) {
          case SUM, CUMSUM -> Prim.ADD;
          case PROD, CUMPROD -> Prim.MUL;
          case REDUCE_MIN -> Prim.MIN;
          case REDUCE_MAX -> Prim.MAX;
          default -> throw new IllegalArgumentException(prim + " is not a reduction");
        };
    switch (x.dtype()) {
      case BOOL -> {
        boolean[] into = (boolean[]) y;
        into[to] = BinaryValues.ofBooleans(two, into[to], x.booleans()[from]);
      }
      case INT64 -> {
        long[] into = (long[]) y;
        into[to] = BinaryValues.ofLongs(two, into[to], x.longs()[from]);
      }
      case FLOAT32 -> {
        float[] into = (float[]) y;
        into[to] = (float) BinaryValues.ofDoubles(two, into[to], x.floats()[from]);
      }
      case FLOAT64 -> {
        double[] into = (double[]) y;
        into[to] = BinaryValues.ofDoubles(two, into[to], x.doubles()[from]);
      }
    }
  }

  static Tensor argmax(Tensor x, int axis) {
    Shape shape = x.shape().without(Ints.of(axis));
    int extent = x.shape().extent(axis);
    int inner = x.shape().strides()[axis];
    long[] y = new long[shape.size()];
    for (int i = 0; i < y.length; i++) {
      int start = i / inner * inner * extent + i % inner;
      int best = 0;
      for (int k = 1; k < extent; k++) {
        if (isAbove(x, start + k * inner, start + best * inner)) {
          best = k;
        }
      }
      y[i] = best;
    }
    return Tensor.of(shape, y);
  }

  private static boolean isAbove(Tensor x, int i, int best) {
    if (x.dtype() == DType.INT64) {
      return x.longs()[i] > x.longs()[best];
    }
    return !Double.isNaN(x.at(best)) && (x.at(i) > x.at(best) || Double.isNaN(x.at(i)));
  }

  static Tensor cumulate(Prim prim, Tensor x, Attr.Cumulative attribute) {
    int extent = x.shape().extent(attribute.axis());
    int inner = x.shape().strides()[attribute.axis()];
    Object y = MovementValues.blank(x.dtype(), x.shape().size());
    for (int i = 0; i < x.shape().size(); i++) {
      // Backwards over the elements is backwards along every axis.
      int at = attribute.reverse() ? x.shape().size() - 1 - i : i;
      int place = at / inner % extent;
      boolean first = place == (attribute.reverse() ? extent - 1 : 0);
      MovementValues.copy(x, at, y, at);
      if (!first) {
        int before = attribute.reverse() ? at + inner : at - inner;
        Tensor running = MovementValues.wrap(x.dtype(), x.shape(), y);
        combine(prim, running, before, y, at);
      }
    }
    return MovementValues.wrap(x.dtype(), x.shape(), y);
  }

  static Tensor matmul(Tensor a, Tensor b, Shape shape) {
    int rank = shape.rank();
    int n = shape.extent(rank - 2);
    int m = shape.extent(rank - 1);
    int depth = a.shape().extent(rank - 1);
    Object y = MovementValues.blank(a.dtype(), shape.size());
    for (int i = 0; i < shape.size(); i++) {
      int batch = i / (n * m);
      int left = batch * n * depth + i / m % n * depth;
      int right = batch * depth * m + i % m;
      if (a.dtype() == DType.INT64) {
        long sum = 0;
        for (int k = 0; k < depth; k++) {
          sum += a.longs()[left + k] * b.longs()[right + k * m];
        }
        ((long[]) y)[i] = sum;
      } else {
        double sum = 0;
        for (int k = 0; k < depth; k++) {
          sum += a.at(left + k) * b.at(right + k * m);
        }
        store(y, i, sum);
      }
    }
    return MovementValues.wrap(a.dtype(), shape, y);
  }

  private static void store(Object y, int i, double value) {
    if (y instanceof float[] floats) {
      floats[i] = (float) value;
    } else {
      ((double[]) y)[i] = value;
    }
  }
}
