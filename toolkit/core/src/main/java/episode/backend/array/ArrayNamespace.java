package episode.backend.array;

import episode.backend.HostRule;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a library of arrays must do to be a backend: take numbers from the host, give them back, and
 * compute one primitive after the other. Safe to share.
 *
 * @param <A> the library's array; the values of one never change once others can see it
 */
public interface ArrayNamespace<A> {

  /** Returns the name by which users ask for the backend, such as "nd4j". */
  String name();

  /** Returns what {@link episode.backend.Backend#wantsBatches} says; true unless overridden. */
  default boolean wantsBatches() {
    return true;
  }

  /**
   * Returns what is computed, a whole function of a program for one, while no other thread has the
   * library compute, where a library wants its callers one at a time; at once (the default) where
   * it takes them all. Every other method here takes its turn by itself.
   *
   * @param work that uses this library, and waits for no other thread
   */
  default <T> T inTurn(Supplier<T> work) {
    return work.get();
  }

  /** Returns an array of its own with the numbers of a tensor. */
  A of(Tensor value);

  /** Returns an array of its own of zeros: filled by the library, unless it cannot. */
  default A zeros(Type.ArrayOf type) {
    return of(Tensor.filled(type.dtype(), type.shape(), 0));
  }

  /**
   * Returns whether an array is of this element type and shape, and where the library computes for
   * this namespace; true (the default) where there is nothing to tell.
   */
  default boolean owns(A array, Type.ArrayOf type) {
    return true;
  }

  /**
   * Returns the numbers of an array.
   *
   * @param type what the graph says of it
   */
  Tensor read(A array, Type.ArrayOf type);

  /**
   * Returns whether {@link #apply} computes this primitive as {@link episode.expr.Perform} says; it
   * is lowered to elementary primitives otherwise. All of them, unless a library says less.
   */
  default boolean takes(Node node) {
    return true;
  }

  /**
   * Returns the value of a primitive that is no leaf and not of the family CONTROL: an array of its
   * own, to be freed by itself.
   *
   * @throws episode.expr.EpisodeException E3204 where the library cannot do this one
   */
  A apply(Node node, List<A> operands);

  /**
   * Returns whether the value of a primitive, or of an op that is done by a rule, may share memory
   * with its operands; it is copied before it leaves the graph. Never, unless a library says so.
   */
  default boolean shares(Node node) {
    return false;
  }

  /** Returns how the library does an op without lowering it; empty (the default) for lowering. */
  default Optional<ArrayRule<A>> rule(Op op) {
    return Optional.empty();
  }

  /**
   * Returns a rule of the host as one of this library; empty (the default) where values would have
   * to leave the library for it.
   */
  default Optional<ArrayRule<A>> host(HostRule rule) {
    return Optional.empty();
  }

  /** Returns an array of its own with the same numbers. */
  A copy(A array);

  /** Changes row {@code row} (along the first axis) of an array that nobody else can see. */
  void putRow(A array, int row, A value);

  /**
   * Returns an array that nobody else can see with another row: the same array, changed (the
   * default), or one of its own in place of it, as a library wants that records what it computes.
   */
  default A withRow(A array, int row, A value) {
    putRow(array, row, value);
    return array;
  }

  /**
   * Returns row {@code row} (along the first axis), an array of its own.
   *
   * @param type of the row
   */
  A row(A array, int row, Type.ArrayOf type);

  /** Frees an array; nobody uses it afterwards. */
  void free(A array);
}
