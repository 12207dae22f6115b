package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import episode.expr.Op;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How an engine computes what DJL leaves to each of them. Arrays hold at least one element here.
 * Safe to share.
 */
interface Dialect {

  /** Returns DJL's name of the engine. */
  String engine();

  /**
   * Returns whether {@link #apply} computes a primitive as {@link episode.expr.Perform} says.
   *
   * @throws episode.expr.EpisodeException E3204 where nothing else computes it either
   */
  boolean takes(Node node);

  /** Returns the value of a primitive; it may share its memory where {@link #shares} says so. */
  NDArray apply(Node node, List<NDArray> operands);

  /** Returns the second array where the first holds, else the third. */
  NDArray where(NDArray condition, NDArray x, NDArray y);

  /** Returns where both of two arrays hold. */
  NDArray both(NDArray x, NDArray y);

  /** Returns the remainders of integers, with the divisor's sign; no divisor is 0 or −1. */
  NDArray remainder(NDArray x, NDArray y);

  /** Returns an array of its own with the numbers of another, in the way of C. */
  NDArray cast(NDArray x, DataType type);

  /** Returns an array with so many zeros after its elements along an axis. */
  NDArray padded(NDArray x, int axis, int count);

  /** Returns so many elements from the first on along an axis. */
  NDArray cut(NDArray x, int axis, long count);

  /** Returns how the engine does an op by functions of its own; empty for lowering. */
  Optional<ArrayRule<NDArray>> rule(Op op);

  /** Returns whether the value of a primitive may share the memory of its first operand. */
  boolean shares(Node node);

  /** Returns an array whose memory is the engine's own, with the numbers of one of Java's. */
  NDArray own(NDManager manager, NDArray fromJava);

  /** Returns an array of its own with the same numbers. */
  NDArray copy(NDArray array);

  /**
   * Returns what is computed while no other thread calls the engine, where an engine wants its
   * callers one at a time; at once (the default) where it takes them all.
   */
  default <T> T inTurn(Supplier<T> work) {
    return work.get();
  }

  /** Frees an array that nobody uses afterwards. */
  void free(NDArray array);

  /** Returns elements {@code from} to {@code to}, the latter left out, along the first axis. */
  NDArray rows(NDArray array, long from, long to);

  /** Returns whether {@link #put} works on an array now. */
  boolean puts(NDArray array);

  /** Puts a value, of rank 1 at least, in place of the first array's elements from a row on. */
  void put(NDArray array, long row, NDArray value);

  /** Returns the same elements under another shape. */
  NDArray reshaped(NDArray array, Shape shape);

  /** Returns arrays one after the other along an axis. */
  NDArray joined(List<NDArray> parts, int axis);

  /**
   * Returns whether the engine's tape knows the derivative of what {@link #apply} computes, to the
   * last digits.
   *
   * @throws episode.expr.EpisodeException E3204 where its tape is cut by it
   */
  boolean differentiates(Node node);

  /** Makes this thread's tape record, or not; returns whether it did before. */
  boolean record(boolean on);

  /** Returns the array without its past. */
  NDArray stopped(NDArray array);

  /** Lets the tape of this thread end at an array. */
  void watch(NDArray array);

  /** Goes back from a scalar to what was watched. */
  void backward(NDArray scalar);

  /** Returns what came back to a watched array, an array of its own. */
  NDArray gradient(NDArray watched);
}
