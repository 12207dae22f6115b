package episode.backend.jvm;

import episode.expr.DType;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Gives out places in the four arrays of a call. For one compilation. */
final class Memory {
  private final int[] used = new int[DType.values().length];
  private final List<Buffer> constants = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();

  /** Returns a stretch of memory whose place is chosen when it is first asked for. */
  Buffer buffer(DType dtype, int size) {
    return new Buffer(this, dtype, size);
  }

  /** Returns a stretch of memory that holds a constant from the start; equal ones share it. */
  Buffer constant(Tensor value) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).equals(value)) {
        return constants.get(i);
      }
    }
    Buffer buffer = buffer(value.dtype(), value.shape().size());
    constants.add(buffer);
    values.add(value);
    return buffer;
  }

  int claim(DType dtype, int size) {
    int offset = used[dtype.ordinal()];
    used[dtype.ordinal()] = Math.addExact(offset, size);
    return offset;
  }

  /** Returns the number of elements of a type that a call needs. */
  int size(DType dtype) {
    return used[dtype.ordinal()];
  }

  /** Returns the initial elements of one type: zeros, and the constants in their places. */
  Object image(DType dtype) {
    for (Buffer constant : constants) {
      constant.offset();
    }
    Object image =
        switch (dtype) {
          case BOOL -> new boolean[size(dtype)];
          case INT64 -> new long[size(dtype)];
          case FLOAT32 -> new float[size(dtype)];
          case FLOAT64 -> new double[size(dtype)];
        };
    for (int i = 0; i < constants.size(); i++) {
      Buffer place = constants.get(i);
      if (place.dtype() == dtype) {
        System.arraycopy(raw(values.get(i)), 0, image, place.offset(), place.size());
      }
    }
    return image;
  }

  /** Returns the array behind a tensor. */
  static Object raw(Tensor tensor) {
    return switch (tensor.dtype()) {
      case BOOL -> tensor.booleans();
      case INT64 -> tensor.longs();
      case FLOAT32 -> tensor.floats();
      case FLOAT64 -> tensor.doubles();
    };
  }

  /** A stretch of memory. */
  static final class Buffer {
    private final Memory memory;
    private final DType dtype;
    private final int size;
    private int offset = -1;
    private Buffer host;

    private Buffer(Memory memory, DType dtype, int size) {
      this.memory = memory;
      this.dtype = dtype;
      this.size = size;
    }

    DType dtype() {
      return dtype;
    }

    int size() {
      return size;
    }

    /** Makes this buffer the same place as another of its type and size. */
    void moveInto(Buffer other) {
      host = other;
    }

    /** Returns the place of the first element. */
    int offset() {
      if (host != null) {
        return host.offset();
      }
      if (offset < 0) {
        offset = memory.claim(dtype, size);
      }
      return offset;
    }
  }
}
