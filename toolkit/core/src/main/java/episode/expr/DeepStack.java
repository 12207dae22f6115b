package episode.expr;

import java.util.function.Supplier;

/** Runs work that calls itself once per level of a formula, on a stack that is large enough. */
public final class DeepStack {
  /** Formulas of no more levels are worked on in the caller's own thread. */
  static final int SHALLOW = 200;

  private static final long STACK_BYTES = 64L << 20;
  private static final long LEVEL_BYTES = 1L << 10;

  private DeepStack() {}

  /**
   * Returns the result of the work for a formula of so many levels. A deep formula gets a thread
   * with a large stack for the while; exceptions pass through.
   */
  public static <T> T call(int levels, Supplier<T> work) {
    return levels <= SHALLOW ? work.get() : new Worker<>(work).result(bytes(levels));
  }

  private static long bytes(int levels) {
    return Math.max(STACK_BYTES, LEVEL_BYTES * levels);
  }

  private static final class Worker<T> implements Runnable {
    private final Supplier<T> work;
    private T result;
    private RuntimeException failure;

    Worker(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    T result(long bytes) {
      Thread thread = new Thread(null, this, "deep formula", bytes);
      thread.setDaemon(true);
      thread.start();
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
