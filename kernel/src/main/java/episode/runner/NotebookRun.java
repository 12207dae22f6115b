package episode.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import episode.kernel.CellListener;
import episode.kernel.CellResult;
import episode.kernel.Failure;
import episode.kernel.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of a notebook from its first cell to its last, or to the first that fails. {@link #run}
 * belongs to one thread; {@link #stop} and {@link #notebook} may be called from any.
 */
final class NotebookRun {

  private final Session session;
  private final RunListener listener;
  private final OutputLog log = new OutputLog();
  private Notebook notebook;
  private volatile boolean stopped;

  NotebookRun(Notebook notebook, Session session, RunListener listener) {
    this.notebook = notebook.cleared();
    this.session = session;
    this.listener = listener;
  }

  /** Returns a copy of the notebook with the outputs so far. */
  Notebook notebook() {
    synchronized (log) {
      return notebook.copy();
    }
  }

  /** Interrupts the running cell and starts no other. */
  void stop() {
    stopped = true;
    session.interrupt();
  }

  /**
   * Runs the cells in order.
   *
   * @return the cell that failed, or empty when all ran (or the run was stopped between cells)
   */
  Optional<FailedCell> run() {
    int total = (int) notebook.cells().stream().filter(Cell::runs).count();
    int number = 0;
    for (int i = 0; i < notebook.cells().size() && !stopped; i++) {
      Cell cell = notebook.cells().get(i);
      number += cell.runs() ? 1 : 0;
      listener.begins(number, total, cell);
      Optional<Failure> failure = cell.runs() ? execute(i, number, cell) : Optional.empty();
      if (failure.isPresent() && !cell.mayFail()) {
        return Optional.of(new FailedCell(number, cell, failure.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> execute(int index, int number, Cell cell) {
    JsonArray outputs = log.begin();
    long start = System.nanoTime();
    replace(index, cell.executed(number, outputs));
    CellResult result = session.execute(cell.source(), new Tee());
    replace(index, cell.executed(result.executionCount(), outputs));
    listener.ends(Duration.ofNanos(System.nanoTime() - start));
    return result.failure();
  }

  private void replace(int index, Cell cell) {
    synchronized (log) {
      notebook = notebook.with(index, cell);
    }
  }

  /** Sends every output to the log first, then to the listener. */
  private final class Tee implements CellListener {
    @Override
    public void stream(String name, String text) {
      log.stream(name, text);
      listener.stream(name, text);
    }

    @Override
    public void display(JsonObject content, boolean update) {
      log.display(content, update);
      listener.display(content, update);
    }

    @Override
    public void result(JsonObject content) {
      log.result(content);
      listener.result(content);
    }

    @Override
    public void error(JsonObject content) {
      log.error(content);
      listener.error(content);
    }

    @Override
    public void clear(boolean wait) {
      log.clear(wait);
      listener.clear(wait);
    }
  }
}
