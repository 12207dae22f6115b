package episode.backend;

import episode.expr.HostOp;

/** A host op that can be executed: it compiles what it loops over on the backend it is used in. */
public interface HostFunction extends HostOp {

  /** Returns the op made ready on a backend; safe to share. */
  Bound bind(Backend backend);

  /** A host op whose functions are compiled. */
  interface Bound {
    /** Returns a fresh use of it, for one thread. */
    Run newRun();

    /** Returns what was generated for it, for people. */
    default String explain() {
      return "";
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
  }
}
