package episode.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the heap while a cell runs and stops one that is about to fill it.
 *
 * <p>A heap that is really full fails whoever asks for memory next, and that may be the thread that
 * talks to Jupyter. What counts is what is left after a collection. A cell that starts with little
 * may use half of it, so that variables which hold almost everything do not stop all later cells.
 */
final class HeapWatch {

  /** What a cell leaves to the other threads; in small heaps a share of them. */
  private static final long SPARED = 40 << 20;

  private static final long SHARE = 16;
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private final long spared = Math.min(SPARED, Runtime.getRuntime().maxMemory() / SHARE);
  private final Runnable full;
  private final Thread thread = new Thread(this::watch, "heap-watch");
  private volatile boolean watching;
  private volatile boolean ended;
  private volatile int cells;
  private int seen;
  private boolean grown;
  private long least;
  private long collectBelow;
  private long measured;

  /**
   * Starts a thread that watches nothing yet.
   *
   * @param full what to do when the running cell has to stop; it needs no memory and may come more
   *     than once
   */
  HeapWatch(Runnable full) {
    this.full = full;
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches a cell that starts now. */
  void open() {
    cells++;
    watching = true;
    LockSupport.unpark(thread);
  }

  void close() {
    watching = false;
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    HeapRoom room = new HeapRoom();
    while (!ended) {
      if (watching) {
        try {
          look(room);
        } catch (OutOfMemoryError late) {
          full.run();
        }
        LockSupport.parkNanos(PAUSE_NS);
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void look(HeapRoom room) {
    long left = room.left();
    int cell = cells;
    if (cell != seen) {
      seen = cell;
      grown = false;
      least = Math.min(spared, Math.max(measured, left) / 2);
      collectBelow = least;
    }
    boolean cramped = !grown && room.cramped();
    grown |= cramped;
    if ((cramped || left < collectBelow) && room.collect()) {
      measured = room.leftByCollection();
      if (measured < least && watching && cell == cells) {
        full.run();
      }
      least = Math.max(least, Math.min(spared, measured / 2));
      collectBelow = Math.min(least, measured) / 2;
    }
  }
}
