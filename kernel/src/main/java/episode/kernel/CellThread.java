package episode.kernel;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/** The thread that cells run on; the same one for all cells until it has to be given up. */
final class CellThread extends Thread {

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile boolean doomed;
  private volatile boolean abandoned;
  private volatile boolean unwinding;
  private volatile boolean full;

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
      } catch (OutOfMemoryError full) {
        Thread.onSpinWait(); // there was no room to wait in: the cell's error makes some
      } finally {
        full = false;
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

  /** Makes the next check fail as if there were no memory left. */
  void fill() {
    full = true;
  }

  /** Returns whether this thread, the calling one, is to fail now for want of memory, once. */
  boolean takeFull() {
    boolean fails = full;
    full = false;
    return fails;
  }

  /**
   * Returns whether a library has taken the interrupt and is about to come back: it works, or waits
   * for a while at a time. What waits without limit may wait for ever.
   */
  boolean ends() {
    State state = getState();
    boolean lively = state == State.RUNNABLE || state == State.TIMED_WAITING && inLibrary();
    return lively && !isInterrupted() && !unwinding;
  }

  /** Returns whether a library, and not the cell itself, has called Java last. */
  private boolean inLibrary() {
    return Arrays.stream(getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java."))
        .findFirst()
        .filter(name -> !name.startsWith("REPL."))
        .isPresent();
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

  /** Ends this thread when all that it was given is done. */
  void end() {
    accept(this::abandon);
  }

  boolean abandoned() {
    return abandoned;
  }
}
