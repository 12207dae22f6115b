package episode.kernel;

import java.util.concurrent.ForkJoinWorkerThread;

/**
 * What the bytecode of every cell calls: the place where a running cell notices an interrupt, and
 * where {@code System.exit} ends up.
 *
 * <p>Not for users. It is public, and its flag static, because instrumented classes reach it by
 * name. The flag only says that some thread is to stop; which one is asked of the thread itself.
 */
public final class Guard {

  private static volatile boolean raised;
  private static volatile boolean helpers;
  private static volatile boolean full;

  private Guard() {}

  /**
   * Stops the calling thread when it is a cell's thread that was interrupted, or that is about to
   * fill the heap.
   */
  public static void check() {
    if (raised) {
      check(Thread.currentThread());
    }
  }

  private static void check(Thread thread) {
    if (stops(thread)) {
      throw new CellInterrupt();
    }
    if (fills(thread)) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  /**
   * Refuses to end the process.
   *
   * @param status the exit status that the cell asked for
   * @throws SystemExit always
   */
  public static void exit(int status) {
    throw new SystemExit(status);
  }

  /**
   * Refuses to end the process, for {@code Runtime.exit} and {@code Runtime.halt}.
   *
   * @param runtime ignored
   * @param status the exit status that the cell asked for
   * @throws SystemExit always
   */
  public static void exit(Runtime runtime, int status) {
    throw new SystemExit(status);
  }

  private static boolean stops(Thread thread) {
    return thread instanceof CellThread cell
        ? cell.takeInterrupt()
        : helpers && thread instanceof ForkJoinWorkerThread;
  }

  private static boolean fills(Thread thread) {
    return thread instanceof CellThread cell
        ? cell.takeFull()
        : full && thread instanceof ForkJoinWorkerThread;
  }

  static void raise(boolean wanted) {
    raised = wanted;
  }

  /** Stops what parallel streams and futures of the cell do on threads of a shared pool, or not. */
  static void stopHelpers(boolean wanted) {
    helpers = wanted;
  }

  /** Says to the same threads that the heap is full, or not. */
  static void failHelpers(boolean wanted) {
    full = wanted;
  }
}
