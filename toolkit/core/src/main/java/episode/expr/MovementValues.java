package episode.expr;

import java.util.List;

/** The values of primitives that pick, place and repeat elements, whatever their type. */
final class MovementValues {
  private MovementValues() {}

  /**
   * Returns, for each element of a shape in row-major order, start plus the sum of index times
   * stride.
   */
  static int[] offsets(Shape shape, int start, int[] strides) {
    int[] offsets = new int[shape.size()];
    int[] index = new int[shape.rank()];
    int offset = start;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        offset += strides[axis];
        if (++index[axis] < shape.extent(axis)) {
          break;
        }
        offset -= strides[axis] * shape.extent(axis);
        index[axis] = 0;
      }
    }
    return offsets;
  }

  /** Returns the elements of x at the offsets. */
  static Tensor take(Tensor x, Shape shape, int[] offsets) {
    Object y = blank(x.dtype(), shape.size());
    for (int i = 0; i < offsets.length; i++) {
      copy(x, offsets[i], y, i);
    }
    return wrap(x.dtype(), shape, y);
  }

  static Object blank(DType dtype, int n) {
    return switch (dtype) {
      case BOOL -> new boolean[n];
      case INT64 -> new long[n];
      case FLOAT32 -> new float[n];
      case FLOAT64 -> new double[n];
    };
  }

  static void copy(Tensor x, int from, Object y, int to) {
    switch (x.dtype()) {
      case BOOL -> ((boolean[]) y)[to] = x.booleans()[from];
      case INT64 -> ((long[]) y)[to] = x.longs()[from];
      case FLOAT32 -> ((float[]) y)[to] = x.floats()[from];
      case FLOAT64 -> ((double[]) y)[to] = x.doubles()[from];
    }
  }

  static Tensor wrap(DType dtype, Shape shape, Object y) {
    return switch (dtype) {
      case BOOL -> Tensor.of(shape, (boolean[]) y);
      case INT64 -> Tensor.of(shape, (long[]) y);
      case FLOAT32 -> Tensor.of(shape, (float[]) y);
      case FLOAT64 -> Tensor.of(shape, (double[]) y);
    };
  }

  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    Object y = blank(a.dtype(), a.shape().size());
    for (int i = 0; i < a.shape().size(); i++) {
      copy(condition.booleans()[i] ? a : b, i, y, i);
    }
    return wrap(a.dtype(), a.shape(), y);
  }

  static Tensor broadcast(Tensor x, Attr.Broadcast attribute) {
    int[] own = x.shape().strides();
    int[] strides = new int[attribute.shape().rank()];
    for (int i = 0; i < own.length; i++) {
      strides[attribute.dims().at(i)] = own[i];
    }
    return take(x, attribute.shape(), offsets(attribute.shape(), 0, strides));
  }

  static Tensor transpose(Tensor x, Ints permutation, Shape shape) {
    int[] own = x.shape().strides();
    int[] strides = new int[own.length];
    for (int axis = 0; axis < own.length; axis++) {
      strides[axis] = own[permutation.at(axis)];
    }
    return take(x, shape, offsets(shape, 0, strides));
  }

  static Tensor slice(Tensor x, Attr.Slice attribute, Shape shape) {
    int[] own = x.shape().strides();
    int[] strides = new int[own.length];
    int start = 0;
    for (int axis = 0; axis < own.length; axis++) {
      strides[axis] = own[axis] * attribute.step().at(axis);
      start += own[axis] * attribute.start().at(axis);
    }
    return take(x, shape, offsets(shape, start, strides));
  }

  static Tensor pad(Tensor x, Attr.Pad attribute, Shape shape) {
    Object y = blank(x.dtype(), shape.size());
    int[] own = shape.strides();
    int[] strides = new int[own.length];
    int start = 0;
    for (int axis = 0; axis < own.length; axis++) {
      strides[axis] = own[axis] * (1 + attribute.interior().at(axis));
      start += own[axis] * attribute.low().at(axis);
    }
    int[] offsets = offsets(x.shape(), start, strides);
    for (int i = 0; i < offsets.length; i++) {
      copy(x, i, y, offsets[i]);
    }
    return wrap(x.dtype(), shape, y);
  }

  static Tensor concat(List<Tensor> in, int axis, Shape shape) {
    DType dtype = in.get(0).dtype();
    Object y = blank(dtype, shape.size());
    int[] strides = shape.strides();
    int start = 0;
    for (Tensor part : in) {
      int[] offsets = offsets(part.shape(), start, strides);
      for (int i = 0; i < offsets.length; i++) {
        copy(part, i, y, offsets[i]);
      }
      start += strides[axis] * part.shape().extent(axis);
    }
    return wrap(dtype, shape, y);
  }
}
