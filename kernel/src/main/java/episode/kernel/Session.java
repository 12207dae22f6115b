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

  private Session() {}

  /**
   * Returns a session that is ready for its first cell.
   *
   * @param options extensions and patience
   * @throws IllegalStateException if another session is open in this process
   */
  public static Session open(SessionOptions options) {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Returns how the cell ended; its outputs have gone to the listener by then, in order.
   *
   * <p>The value of a last statement without semicolon is shown. Nothing is run when some statement
   * of the cell is not Java. A failed cell keeps what its earlier statements defined.
   *
   * @param source the text of the cell, magics included
   * @param listener where outputs go
   */
  public CellResult execute(String source, CellListener listener) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Asks the running cell to stop; does nothing when none is running. */
  public void interrupt() {}

  /** Ends the session, gives the standard streams back and uninstalls extensions. */
  @Override
  public void close() {}
}
