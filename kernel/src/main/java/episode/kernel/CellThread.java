package episode.kernel;

import java.util.concurrent.LinkedBlockingQueue;

/** The thread that cells run on; the same one for all cells until it has to be given up. */
final class CellThread extends Thread {

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile boolean doomed;
  private volatile boolean abandoned;
  private volatile boolean unwinding;

  CellThread(ClassLoader context) {
    super("cell");
    setDaemon(true);
    setContextClassLoader(context);
  }

  void accept(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void run() {
    while (!abandoned) {
      try {
        tasks.take().run();
      } catch (InterruptedException late) {
        // An interrupt that came after its cell had ended: nothing is left to stop.
      }
    }
  }

  /** Returns whether this thread, the calling one, is to stop now; clears its interrupt. */
  boolean takeInterrupt() {
    boolean stops = doomed || Thread.interrupted();
    if (stops) {
      unwinding = true;
    }
    return stops;
  }

  /** Returns whether the cell has been told to end, and may have caught that. */
  boolean unwinding() {
    return unwinding;
  }

  /** Makes every later check stop this thread, whatever it catches. */
  void doom() {
    doomed = true;
    interrupt();
  }

  void spare() {
    doomed = false;
    unwinding = false;
  }

  boolean doomed() {
    return doomed;
  }

  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }
}
