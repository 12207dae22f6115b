package episode.kernel;

/**
 * A running Java notebook without a Jupyter connection: cells go in, outputs come out live.
 *
 * <p>It is the evaluator of the Jupyter kernel itself. While a session is open, {@code System.out},
 * {@code System.err} and {@code System.in} belong to its cells: take what you print on before
 * {@link #open}. A process holds at most one open session. Relative paths in cells are those of the
 * process. {@link #execute} is for one thread at a time; {@link #interrupt} may come from any.
 */
public final class Session implements AutoCloseable {

  /** Null once the session is closed: who keeps a closed session keeps nothing of its cells. */
  private volatile EpisodeKernel kernel;

  private int executionCount;

  private Session(EpisodeKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Returns a session that is ready for its first cell.
   *
   * @param options extensions and patience
   * @throws IllegalStateException if another session is open in this process
   */
  public static Session open(SessionOptions options) {
    return new Session(EpisodeKernel.open(options));
  }

  /**
   * Returns how the cell ended; its outputs have gone to the listener by then, in order.
   *
   * <p>The value of a last statement without semicolon is shown. Nothing is run when some statement
   * of the cell is not Java. A failed cell keeps what its earlier statements defined.
   *
   * @param source the text of the cell, magics included
   * @param listener where outputs go, from now until the next cell starts
   * @throws IllegalStateException if the session is closed
   */
  public CellResult execute(String source, CellListener listener) {
    EpisodeKernel open = kernel;
    if (open == null) {
      throw new IllegalStateException("this session is closed");
    }
    open.output().direct(listener);
    executionCount++;
    return new CellResult(executionCount, open.execute(source, executionCount, false));
  }

  /**
   * Asks the running cell to stop; does nothing when none is running.
   *
   * <p>A loop of the cell stops at its next turn. Library code that heeds interrupts ends as it
   * likes; library code that does not is left behind when patience has run out, or at once when
   * this is called a second time.
   */
  public void interrupt() {
    EpisodeKernel open = kernel;
    if (open != null) {
      open.interrupt();
    }
  }

  /**
   * Ends the session, gives the standard streams back and uninstalls extensions.
   *
   * <p>Nothing of its cells is kept, except by threads that they have started and that still run.
   * Does nothing the second time.
   */
  @Override
  public void close() {
    EpisodeKernel open = kernel;
    kernel = null;
    if (open != null) {
      open.onShutdown(false);
    }
  }

  /**
   * Returns whether code of this process, and no signal, has asked it to exit.
   *
   * @return true while a call of {@code System.exit} waits for the hooks of the process
   */
  public static boolean exiting() {
    return ExitHook.asking().isPresent();
  }
}
