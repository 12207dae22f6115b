package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import episode.expr.DType;
import episode.expr.Tensor;
import episode.expr.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Numbers between the host and the engines' memory, and arrays that are needed for a moment. */
final class Memory {
  private Memory() {}

  static DataType type(DType dtype) {
    return switch (dtype) {
      case BOOL -> DataType.BOOLEAN;
      case INT64 -> DataType.INT64;
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT64 -> DataType.FLOAT64;
    };
  }

  static Shape shape(episode.expr.Shape shape) {
    long[] extents = new long[shape.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = shape.extent(axis);
    }
    return new Shape(extents);
  }

  /** Returns an array over the numbers of a tensor, which the engine may read in Java's memory. */
  static NDArray over(NDManager manager, Tensor value) {
    Shape shape = shape(value.shape());
    DataType type = type(value.dtype());
    int size = value.shape().size();
    if (size == 0) {
      return manager.create(shape, type);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(size * value.dtype().bytes());
    bytes.order(ByteOrder.nativeOrder());
    switch (value.dtype()) {
      case BOOL -> {
        for (boolean element : value.booleans()) {
          bytes.put((byte) (element ? 1 : 0));
        }
        bytes.rewind();
      }
      case INT64 -> bytes.asLongBuffer().put(value.longs());
      case FLOAT32 -> bytes.asFloatBuffer().put(value.floats());
      case FLOAT64 -> bytes.asDoubleBuffer().put(value.doubles());
    }
    return manager.create(bytes, shape, type);
  }

  static Tensor read(NDArray array, Type.ArrayOf type) {
    episode.expr.Shape shape = type.shape();
    if (shape.size() == 0) {
      return Tensor.filled(type.dtype(), shape, 0);
    }
    ByteBuffer bytes = array.toByteBuffer(false).order(ByteOrder.nativeOrder());
    return switch (type.dtype()) {
      case BOOL -> {
        boolean[] values = new boolean[shape.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = bytes.get() != 0;
        }
        yield Tensor.of(shape, values);
      }
      case INT64 -> {
        long[] values = new long[shape.size()];
        bytes.asLongBuffer().get(values);
        yield Tensor.of(shape, values);
      }
      case FLOAT32 -> {
        float[] values = new float[shape.size()];
        bytes.asFloatBuffer().get(values);
        yield Tensor.of(shape, values);
      }
      case FLOAT64 -> {
        double[] values = new double[shape.size()];
        bytes.asDoubleBuffer().get(values);
        yield Tensor.of(shape, values);
      }
    };
  }

  /** Runs something; every array made on the way is freed. */
  static void freeing(Runnable work) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      work.run();
    }
  }

  /** Returns what is computed; every other array made on the way is freed. */
  static NDArray only(Supplier<NDArray> computation) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = computation.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }

  /** Returns what a rule makes of arrays; every other array made on the way is freed. */
  static List<NDArray> all(Dialect dialect, List<NDArray> operands, Supplier<List<NDArray>> rule) {
    List<NDArray> results = new ArrayList<>();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      for (NDArray result : rule.get()) {
        boolean known = isAmong(operands, result) || isAmong(results, result);
        NDArray own = known ? dialect.copy(result) : result;
        NDScope.unregister(own);
        results.add(own);
      }
    }
    return results;
  }

  /** DJL's arrays are equal where their numbers are. */
  private static boolean isAmong(List<NDArray> arrays, NDArray array) {
    return arrays.stream().anyMatch(other -> other == array);
  }
}
