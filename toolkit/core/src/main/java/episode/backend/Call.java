package episode.backend;

import episode.expr.Tensor;

/**
 * The slots of one use of a compiled program, and the means to run its functions on them. Values
 * stay in the backend's own form until somebody reads them. For one thread.
 */
public interface Call extends AutoCloseable {

  /** Runs the function of this number. */
  void run(int function);

  /** Returns the value of a FLOAT64 scalar slot. */
  double get(int slot);

  /** Sets a FLOAT64 scalar slot. */
  void set(int slot, double value);

  /**
   * Returns whether a slot holds an array of the backend's own, where the backend computes, of the
   * slot's element type and shape; always (the default) where that is the host.
   */
  default boolean holds(int slot) {
    return true;
  }

  /** Returns the value of an array slot, copied to the host. */
  Tensor read(int slot);

  /** Copies the value of a FLOAT64 array slot into an array of as many elements. */
  void read(int slot, double[] target);

  /** Sets an array slot from the host; type and shape are the slot's. */
  void write(int slot, Tensor value);

  /** Copies a slot of a call on the same backend into a slot of the same type of this call. */
  void copy(Call source, int sourceSlot, int slot);

  /** Sets row {@code row} (along the first axis) of a slot to a slot of a call like this one. */
  void putRow(int slot, int row, Call source, int sourceSlot);

  /** Sets a slot to row {@code row} (along the first axis) of a slot of a call like this one. */
  void takeRow(int slot, Call source, int sourceSlot, int row);

  /** Returns the value of an opaque slot. */
  Object object(int slot);

  /** Sets an opaque slot. */
  void object(int slot, Object value);

  /** Returns an empty tape for values of the given slots. */
  Tape newTape(int... slots);

  /** Frees what the backend holds outside of the heap; nobody uses this call afterwards. */
  @Override
  default void close() {}

  /** An opaque value that holds something outside of the heap. */
  interface Kept extends AutoCloseable {
    /**
     * Frees what it holds; nobody uses it afterwards. Whoever made the call of its slot does so.
     */
    @Override
    void close();
  }

  /** A growing list of snapshots of some slots, in the backend's own form. For one thread. */
  interface Tape {
    /** Returns the number of snapshots. */
    int size();

    /** Returns roughly how many bytes the snapshots take. */
    long bytes();

    /** Appends a snapshot of the slots of the call that made this tape, or one like it. */
    void push(Call call);

    /** Puts snapshot {@code index} into slots of a call on the same backend, in tape order. */
    void load(int index, Call target, int... slots);

    /** Keeps every second snapshot: 0, 2, 4, … */
    void thin();

    /** Frees what the snapshots hold outside of the heap; nobody uses this tape afterwards. */
    default void close() {}
  }
}
