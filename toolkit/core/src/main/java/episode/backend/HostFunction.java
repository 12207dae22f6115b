package episode.backend;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.transform.Batchable;
import java.util.List;
import java.util.Optional;

/** A host op that can be executed: it compiles what it loops over on the backend it is used in. */
public interface HostFunction extends Batchable {

  /** Returns the op made ready on a backend; safe to share. */
  Bound bind(Backend backend);

  /**
   * Returns the op for many members side by side, made ready on a backend: operands and results
   * have a leading axis over the members. Empty (the default) where they are to go one by one.
   *
   * @param batched per operand, whether it differs between members
   */
  default Optional<Bound> bindMembers(Backend backend, int size, List<Boolean> batched) {
    return Optional.empty();
  }

  @Override
  default List<Node> batch(
      GraphBuilder builder, int size, List<Node> operands, List<Boolean> batched) {
    HostMembers members =
        new HostMembers(this, size, batched, operands.stream().map(Node::type).toList());
    return builder.host(members, operands);
  }

  /** A host op whose functions are compiled. */
  interface Bound {
    /** Returns a fresh use of it, for one thread. */
    Run newRun();

    /** Returns what was generated for it, for people. */
    default String explain() {
      return "";
    }

    /** Returns how much was generated for it. */
    default CodeSize size() {
      return CodeSize.NONE;
    }
  }

  /** One use of a host op. For one thread. */
  interface Run {
    /**
     * Reads the operands from slots of the caller and puts the results into other slots of it.
     *
     * @param caller the call of the surrounding function, on the same backend
     */
    void run(Call caller, int[] operands, int[] results);

    /** Frees what it holds outside of the heap; nobody uses it afterwards. */
    default void close() {}
  }
}
