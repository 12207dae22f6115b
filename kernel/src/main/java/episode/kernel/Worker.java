package episode.kernel;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs the code of cells on a thread of its own, and gets control back after an interrupt.
 *
 * <p>The compiler stays on the calling thread, so a thread that never returns can be left behind
 * without damage to the session. An interrupt is first a plain {@link Thread#interrupt}: snippet
 * code stops at its next check, library code that polls handles it as it likes (a sampler returns
 * its draws and the cell goes on). Code that ignored it until patience ran out, and code that is
 * interrupted twice, is stopped at the next check for good; if there is none, it is abandoned. A
 * library that took the first interrupt may bring its work to an end in its own time, as a sampler
 * does whose density is slow: the user is told.
 */
final class Worker {

  private static final long LAST_CALL_MS = 300;
  private static final long SETTLING_MS = 2_000;
  private static final String ENDING =
      "Interrupted: what runs has begun to end. Interrupt again to end it without its results.\n";

  private final long patienceMs;
  private final ClassLoader context;
  private final Consumer<String> notes;
  private final Reserve reserve = new Reserve();
  private final HeapWatch watch = new HeapWatch(this::full);
  private final List<CellThread> abandoned = new ArrayList<>();
  private CellThread thread;
  private Task<?> running;
  private boolean cellOpen;
  private boolean asked;
  private int presses;
  private long deadline;

  Worker(Duration patience, ClassLoader context, Consumer<String> notes) {
    this.patienceMs = patience.toMillis();
    this.context = context;
    this.notes = notes;
  }

  /** Returns what is kept of the heap until a cell has filled the rest. */
  Reserve reserve() {
    return reserve;
  }

  /** Forgets interrupts that were meant for the cell before. */
  synchronized void open() {
    reserve.keep();
    abandoned.removeIf(left -> !left.isAlive());
    if (thread != null) {
      thread.spare();
    }
    if (presses > 0) {
      settle();
    }
    Guard.raise(!abandoned.isEmpty());
    Guard.stopHelpers(false);
    Guard.failHelpers(false);
    asked = false;
    presses = 0;
    cellOpen = true;
    watch.open();
  }

  /** Waits until shared threads have stopped what they did for a cell that was interrupted. */
  private static void settle() {
    long end = now() + SETTLING_MS;
    while (!ForkJoinPool.commonPool().isQuiescent() && now() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  synchronized void close() {
    watch.close();
    cellOpen = false;
    if (thread != null) {
      thread.spare();
    }
  }

  /** Ends the thread of cells, which holds on to all their classes, when it has nothing to do. */
  synchronized void end() {
    watch.end();
    if (thread != null) {
      thread.end();
      thread = null;
    }
  }

  /** Returns true when the cell has been interrupted and nobody has dealt with that yet. */
  synchronized boolean interrupted() {
    return asked;
  }

  /** Returns true when the last cell has been interrupted, whatever has become of that. */
  synchronized boolean pressed() {
    return presses > 0;
  }

  synchronized void interrupt() {
    if (!cellOpen) {
      return;
    }
    asked = true;
    presses++;
    Guard.raise(true);
    Guard.stopHelpers(true);
    deadline = now() + patienceMs;
    if (running != null) {
      if (presses > 1) {
        thread.doom();
        deadline = now() + LAST_CALL_MS;
      } else {
        thread.interrupt();
      }
      notifyAll();
    }
  }

  /** Makes what runs fail before it has filled the heap; needs no memory. */
  private synchronized void full() {
    if (running != null) {
      thread.fill();
      Guard.failHelpers(true);
      Guard.raise(true);
    }
  }

  /** Returns what the body returns, having run it on the cell thread. */
  <T> T call(Callable<T> body) throws Exception {
    if (Thread.currentThread() instanceof CellThread) {
      return body.call();
    }
    Task<T> task = new Task<>(body);
    synchronized (this) {
      if (asked) {
        throw new InvocationTargetException(new CellInterrupt());
      }
      if (thread == null) {
        thread = new CellThread(context);
        thread.start();
      }
      running = task;
      thread.accept(task);
      return await(task);
    }
  }

  private <T> T await(Task<T> task) throws Exception {
    try {
      while (!task.done) {
        if (!asked) {
          wait();
        } else if (now() < deadline) {
          wait(Math.max(1, deadline - now()));
        } else {
          insist();
        }
      }
    } finally {
      running = null;
    }
    return task.outcome();
  }

  private void insist() throws InvocationTargetException {
    if (thread.doomed()) {
      thread.abandon();
      abandoned.add(thread);
      thread = null;
      throw new InvocationTargetException(new CellInterrupt(true));
    }
    if (thread.ends()) {
      asked = false;
      notes.accept(ENDING);
    } else {
      thread.doom();
      deadline = now() + LAST_CALL_MS;
    }
  }

  /** Gives up a thread that will never come back, and tells its cell why. */
  synchronized void desert(Thread stuck, RuntimeException why) {
    if (stuck == thread && running != null) {
      running.failure = new InvocationTargetException(why);
      running.done = true;
      thread.abandon();
      thread = null;
      notifyAll();
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private final class Task<T> implements Runnable {
    private final Callable<T> body;
    private T value;
    private Throwable failure;
    private boolean done;

    Task(Callable<T> body) {
      this.body = body;
    }

    @Override
    public void run() {
      try {
        value = body.call();
      } catch (Throwable thrown) {
        reserve.noticed(thrown);
        failure = thrown;
      }
      boolean unanswered = Thread.interrupted();
      synchronized (Worker.this) {
        done = true;
        if (running == this && !unanswered && failure == null) {
          asked = false;
        }
        Worker.this.notifyAll();
      }
    }

    T outcome() throws Exception {
      if (failure instanceof Exception exception) {
        throw exception;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      return value;
    }
  }
}
