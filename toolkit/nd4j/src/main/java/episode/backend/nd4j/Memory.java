package episode.backend.nd4j;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's memory: row-major arrays that own theirs, and views of a part. */
final class Memory {
  private Memory() {}

  static DataType type(DType dtype) {
    return switch (dtype) {
      case BOOL -> DataType.BOOL;
      case INT64 -> DataType.INT64;
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  static long[] extents(Shape shape) {
    long[] extents = new long[shape.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = shape.extent(axis);
    }
    return extents;
  }

  /** Returns an array with any numbers in it. */
  static INDArray fresh(DType dtype, Shape shape) {
    if (shape.size() == 0) {
      return Nd4j.create(type(dtype), extents(shape));
    }
    return Nd4j.createUninitialized(type(dtype), extents(shape), 'c');
  }

  static INDArray of(Tensor value) {
    INDArray array = fresh(value.dtype(), value.shape());
    if (value.shape().size() > 0) {
      Pointer at = array.data().pointer();
      switch (value.dtype()) {
        case BOOL -> new BooleanPointer(at).put(value.booleans());
        case INT64 -> new LongPointer(at).put(value.longs());
        case FLOAT32 -> new FloatPointer(at).put(value.floats());
        case FLOAT64 -> new DoublePointer(at).put(value.doubles());
      }
    }
    return array;
  }

  static Tensor read(INDArray array, Type.ArrayOf type) {
    Shape shape = type.shape();
    if (shape.size() == 0) {
      return Tensor.filled(type.dtype(), shape, 0);
    }
    Pointer at = array.data().pointer();
    return switch (type.dtype()) {
      case BOOL -> {
        boolean[] values = new boolean[shape.size()];
        new BooleanPointer(at).get(values);
        yield Tensor.of(shape, values);
      }
      case INT64 -> {
        long[] values = new long[shape.size()];
        new LongPointer(at).get(values);
        yield Tensor.of(shape, values);
      }
      case FLOAT32 -> {
        float[] values = new float[shape.size()];
        new FloatPointer(at).get(values);
        yield Tensor.of(shape, values);
      }
      case FLOAT64 -> {
        double[] values = new double[shape.size()];
        new DoublePointer(at).get(values);
        yield Tensor.of(shape, values);
      }
    };
  }

  /** Returns the array if it is row-major and owns its memory, else such a copy. */
  static INDArray rowMajor(INDArray array) {
    return array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
  }

  /** Returns a view of a row of a row-major array. */
  static INDArray rows(INDArray array, long row, long size, long[] shape) {
    return view(array, row * size, shape, strides(shape));
  }

  /** Returns a view of the elements start + Σ index · stride. */
  static INDArray view(INDArray array, long start, long[] shape, long[] strides) {
    return Nd4j.create(array.data(), shape, strides, array.offset() + start, 'c');
  }

  static long[] strides(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }
}
