package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import episode.expr.DType;
import episode.expr.IndexRange;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Returns the type of an array in a graph; empty where no graph has arrays of its numbers. */
  static Optional<Type.ArrayOf> type(NDArray array) {
    int[] extents = new int[array.getShape().dimension()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = (int) array.getShape().get(axis);
    }
    for (DType dtype : DType.values()) {
      if (type(dtype) == array.getDataType()) {
        return Optional.of(Type.array(dtype, episode.expr.Shape.of(extents)));
      }
    }
    return Optional.empty();
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
    write(value, bytes.order(ByteOrder.nativeOrder()));
    NDArray array = manager.create(bytes.rewind(), shape, type);
    // DJL hands on an address, which keeps no buffer from the collector while the engine reads it.
    Reference.reachabilityFence(bytes);
    return array;
  }

  /** Writes the elements of a tensor from the start of a buffer on. */
  static void write(Tensor value, ByteBuffer bytes) {
    switch (value.dtype()) {
      case BOOL -> {
        for (boolean element : value.booleans()) {
          bytes.put((byte) (element ? 1 : 0));
        }
      }
      case INT64 -> bytes.asLongBuffer().put(value.longs());
      case FLOAT32 -> bytes.asFloatBuffer().put(value.floats());
      case FLOAT64 -> bytes.asDoubleBuffer().put(value.doubles());
    }
  }

  static Tensor read(NDArray array, Type.ArrayOf type) {
    return type.shape().size() == 0
        ? Tensor.filled(type.dtype(), type.shape(), 0)
        : numbers(array.toByteBuffer(false).order(ByteOrder.nativeOrder()), type);
  }

  /** Returns a tensor of the elements in a buffer. */
  static Tensor numbers(ByteBuffer bytes, Type.ArrayOf type) {
    episode.expr.Shape shape = type.shape();
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

  /**
   * Passes where the indices of a GATHER are within the axis.
   *
   * @throws episode.expr.EpisodeException E3110 with the first that is not
   */
  static void checkIndices(Node node, NDArray indices) {
    Tensor known = read(indices, (Type.ArrayOf) node.input(1).type());
    IndexRange.of(node).check(node.prim().name(), known.longs());
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
