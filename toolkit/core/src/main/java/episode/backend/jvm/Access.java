package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import java.util.Arrays;

/**
 * A place in memory as a function of the loop variables: buffer + offset + Σ stride · variable.
 * Straight-line code has no loop variables.
 */
final class Access {
  private static final int[] NONE = new int[0];

  private final Buffer buffer;
  private final int offset;
  private final int[] strides;

  Access(Buffer buffer, int offset, int[] strides) {
    this.buffer = buffer;
    this.offset = offset;
    this.strides = strides;
  }

  static Access at(Buffer buffer, int offset) {
    return new Access(buffer, offset, NONE);
  }

  Buffer buffer() {
    return buffer;
  }

  /** Returns the constant part of the place, in the array of the element type. */
  int start() {
    return buffer.offset() + offset;
  }

  int[] strides() {
    return strides;
  }

  /** Returns the number of loops that the place depends on, counted from the outermost. */
  int depth() {
    int depth = strides.length;
    while (depth > 0 && strides[depth - 1] == 0) {
      depth--;
    }
    return depth;
  }

  /** Returns the same place over other loop variables. */
  Access withStrides(int[] others) {
    return new Access(buffer, offset, others);
  }

  boolean samePlace(Access that) {
    return start() == that.start() && Arrays.equals(strides, that.strides);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Access)) {
      return false;
    }
    Access that = (Access) other;
    return buffer == that.buffer && offset == that.offset && Arrays.equals(strides, that.strides);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * System.identityHashCode(buffer) + offset) + Arrays.hashCode(strides);
  }
}
